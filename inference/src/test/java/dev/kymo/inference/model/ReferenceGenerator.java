package dev.kymo.inference.model;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.RestPosition;
import dev.kymo.inference.tensor.HostTensor;
import java.util.List;
import java.util.Map;

/**
 * The generator as docs/model.md sections 2 and 3 state it, one loop for each sum, in double: slow,
 * plain, and independent of the kernels that it checks.
 */
final class ReferenceGenerator {
  private static final double GAIN = Math.sqrt(2);

  private final GeneratorSpec spec;
  private final Map<String, HostTensor> tensors;

  ReferenceGenerator(GeneratorSpec spec, Map<String, HostTensor> tensors) {
    this.spec = spec;
    this.tensors = tensors;
  }

  /** w(t) (D_c), with one motion latent for each band. */
  double[] latent(float[] contentLatent, float[][] motionLatents, MotionEdit edit, double t) {
    double[] w = mapping(contentLatent, "renderer.style", spec.contentLayers());
    for (int g = 0; g < spec.groups(); g++) {
      double[] group = motion(g, motionLatents, edit, t);
      for (int i = 0; i < w.length; i++) {
        w[i] += group[i];
      }
    }
    return w;
  }

  private double[] motion(int group, float[][] motionLatents, MotionEdit edit, double t) {
    float[] f = values("LFF." + group + ".ffm.linear.weight");
    float[] p = values("LFF." + group + ".ffm.linear.bias");
    String name = "motion_linear." + group;
    int n = f.length;
    double[] input = new double[n];
    for (int k = 0; k < edit.bands().size(); k++) {
      BandEdit band = edit.bands().get(k);
      double[] u = mapping(motionLatents[k], "motion_style", spec.motionLayers());
      double[] m = dense(u, name + ".0.conv.modulation", 1);
      for (int i = 0; i < n; i++) {
        double magnitude = Math.abs(f[i]);
        if (magnitude >= edit.plan().lower(k) && magnitude < edit.plan().upper(k)) {
          double angle = band.speed() * f[i] * t + p[i] + Math.signum(f[i]) * band.phase();
          double rest = band.rest() == RestPosition.MODEL ? 0 : mean(band.rest(), f[i], p[i]);
          double gain = edit.effectiveGain(k);
          input[i] = (rest + gain * (Math.sin(angle) - rest)) * m[i];
        }
      }
    }
    float[] weight = values(name + ".0.conv.weight");
    float[] bias = values(name + ".0.activate.bias");
    double[] y = new double[n];
    for (int o = 0; o < n; o++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += input[i] * weight[o * n + i] / Math.sqrt(n);
      }
      y[o] = lrelu(sum + bias[o]);
    }
    return dense(y, name + ".1", 1);
  }

  /** An image (3, S, S) of one w. */
  double[][][] image(double[] w, List<float[]> noise) {
    double[][][] x = toPlanes(values("renderer.input.input"), spec.channels().get(0), 4);
    x = styled(x, w, "renderer.conv1", false, noise.get(0));
    double[][][] rgb = toRgb(x, w, "renderer.to_rgb1", null);
    for (int i = 0; i + 1 < spec.channels().size(); i++) {
      x = styled(x, w, "renderer.convs." + 2 * i, true, noise.get(2 * i + 1));
      x = styled(x, w, "renderer.convs." + (2 * i + 1), false, noise.get(2 * i + 2));
      rgb = toRgb(x, w, "renderer.to_rgbs." + i, rgb);
    }
    return rgb;
  }

  private double[][][] styled(
      double[][][] x, double[] w, String name, boolean upsampling, float[] noise) {
    double[] style = dense(w, name + ".conv.modulation", 1);
    double[][][][] weight = modulated(name + ".conv.weight", style, 3, true);
    double[][][] y = upsampling ? upsample(x, weight) : convolve(x, weight);
    double strength = values(name + ".noise.weight")[0];
    float[] bias = values(name + ".activate.bias");
    int r = y[0].length;
    for (int c = 0; c < y.length; c++) {
      for (int i = 0; i < r * r; i++) {
        y[c][i / r][i % r] = lrelu(y[c][i / r][i % r] + strength * noise[i] + bias[c]);
      }
    }
    return y;
  }

  private double[][][] toRgb(double[][][] x, double[] w, String name, double[][][] previous) {
    double[] style = dense(w, name + ".conv.modulation", 1);
    double[][][][] weight = modulated(name + ".conv.weight", style, 1, false);
    float[] bias = values(name + ".bias");
    int r = x[0].length;
    double[][][] rgb = new double[3][r][r];
    double[][][] larger = previous == null ? new double[3][r][r] : firUpsample(previous);
    for (int o = 0; o < 3; o++) {
      for (int i = 0; i < r * r; i++) {
        double sum = bias[o] + larger[o][i / r][i % r];
        for (int c = 0; c < x.length; c++) {
          sum += weight[o][c][0][0] * x[c][i / r][i % r];
        }
        rgb[o][i / r][i % r] = sum;
      }
    }
    return rgb;
  }

  private double[][][][] modulated(String name, double[] style, int k, boolean demodulate) {
    float[] values = values(name);
    int in = style.length;
    int out = values.length / (in * k * k);
    double[][][][] weight = new double[out][in][k][k];
    for (int o = 0; o < out; o++) {
      double energy = 0;
      for (int i = 0; i < in; i++) {
        for (int j = 0; j < k * k; j++) {
          double v = values[(o * in + i) * k * k + j] / Math.sqrt(in * k * k) * style[i];
          weight[o][i][j / k][j % k] = v;
          energy += v * v;
        }
      }
      if (demodulate) {
        for (int i = 0; i < in * k * k; i++) {
          weight[o][i / (k * k)][i % (k * k) / k][i % k] /= Math.sqrt(energy + 1e-8);
        }
      }
    }
    return weight;
  }

  private static double[][][] convolve(double[][][] x, double[][][][] weight) {
    int r = x[0].length;
    double[][][] y = new double[weight.length][r][r];
    for (int o = 0; o < weight.length; o++) {
      for (int i = 0; i < x.length; i++) {
        for (int row = 0; row < r; row++) {
          for (int column = 0; column < r; column++) {
            for (int j = 0; j < 9; j++) {
              y[o][row][column] +=
                  weight[o][i][j / 3][j % 3] * at(x[i], row + j / 3 - 1, column + j % 3 - 1);
            }
          }
        }
      }
    }
    return y;
  }

  /** Transposed convolution of stride 2, then the FIR with padding (1, 1). */
  private static double[][][] upsample(double[][][] x, double[][][][] weight) {
    int r = x[0].length;
    double[][][] y = new double[weight.length][][];
    for (int o = 0; o < weight.length; o++) {
      double[][] wide = new double[2 * r + 1][2 * r + 1];
      for (int i = 0; i < x.length; i++) {
        for (int row = 0; row < r; row++) {
          for (int column = 0; column < r; column++) {
            for (int j = 0; j < 9; j++) {
              wide[2 * row + j / 3][2 * column + j % 3] +=
                  weight[o][i][j / 3][j % 3] * x[i][row][column];
            }
          }
        }
      }
      y[o] = fir(wide, 2 * r, 1);
    }
    return y;
  }

  /** Zeros inserted, padding (2, 1), the FIR times 4. */
  private static double[][][] firUpsample(double[][][] rgb) {
    int r = rgb[0].length;
    double[][][] y = new double[3][][];
    for (int c = 0; c < 3; c++) {
      double[][] sparse = new double[2 * r][2 * r];
      for (int i = 0; i < r * r; i++) {
        sparse[2 * (i / r)][2 * (i % r)] = rgb[c][i / r][i % r];
      }
      y[c] = fir(sparse, 2 * r, 2);
    }
    return y;
  }

  private static double[][] fir(double[][] x, int size, int padding) {
    double[] taps = {1, 3, 3, 1};
    double[][] y = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        for (int j = 0; j < 16; j++) {
          y[row][column] +=
              taps[j / 4]
                  * taps[j % 4]
                  / 16
                  * at(x, row + j / 4 - padding, column + j % 4 - padding);
        }
      }
    }
    return y;
  }

  private static double at(double[][] x, int row, int column) {
    boolean inside = row >= 0 && column >= 0 && row < x.length && column < x.length;
    return inside ? x[row][column] : 0;
  }

  private double[] mapping(float[] z, String prefix, int layers) {
    double square = 0;
    for (float v : z) {
      square += (double) v * v / z.length;
    }
    double[] x = new double[z.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = z[i] / Math.sqrt(square + 1e-8);
    }
    for (int layer = 1; layer <= layers; layer++) {
      x = dense(x, prefix + "." + layer, 0.01);
      for (int i = 0; i < x.length; i++) {
        x[i] = lrelu(x[i]);
      }
    }
    return x;
  }

  private double[] dense(double[] x, String name, double lr) {
    float[] weight = values(name + ".weight");
    float[] bias = values(name + ".bias");
    double[] y = new double[bias.length];
    for (int o = 0; o < y.length; o++) {
      y[o] = bias[o] * lr;
      for (int i = 0; i < x.length; i++) {
        y[o] += x[i] * weight[o * x.length + i] * lr / Math.sqrt(x.length);
      }
    }
    return y;
  }

  private static double lrelu(double x) {
    return GAIN * (x < 0 ? 0.2 * x : x);
  }

  private static double[][][] toPlanes(float[] values, int channels, int r) {
    double[][][] planes = new double[channels][r][r];
    for (int i = 0; i < values.length; i++) {
      planes[i / (r * r)][i % (r * r) / r][i % r] = values[i];
    }
    return planes;
  }

  private float[] values(String name) {
    return tensors.get(name).toFloats();
  }

  /** What a sinusoid comes to at rest, by summing where there is a mean. */
  private static double mean(RestPosition rest, double f, double p) {
    if (rest instanceof RestPosition.Moment moment) {
      return Math.sin(f * moment.t() + p);
    }
    int n = 20_000;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.sin(f * (2 * (i + 0.5) / n - 1) + p);
    }
    return sum / n;
  }
}
