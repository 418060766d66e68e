package dev.kymo.inference.model;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.tensor.HostTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What each learned sinusoid does to w under a motion code (docs/model.md section 2), on the host
 * and without an engine: the code's amplitude m of the sinusoid, carried through the layers behind
 * it.
 *
 * <p>The activation between those layers is not linear, so that no sinusoid has a motion of its
 * own; it is replaced by its average slope over the motion of this code, which is the best linear
 * answer for what moves like a sum of many sinusoids: with x of mean b and deviation s, lrelu has
 * the average slope sqrt(2) (0.2 + 0.8 P(b / s)), P the normal distribution. Immutable; for any
 * thread.
 */
public final class MotionResponse {

  private static final double LEAK = 0.2;
  private static final double LRELU_SCALE = Math.sqrt(2);
  private static final double MAPPING_RATE = 0.01;
  private static final double PIXEL_NORM_EPSILON = 1e-8;

  private final int motionDim;
  private final int contentDim;
  private final List<Dense> mapping = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  /** A dense layer, scaled: weight (out, in), bias (out). */
  @SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
  private record Dense(float[] weight, float[] bias) {

    static Dense of(Map<String, HostTensor> tensors, String name, double rate, int in) {
      return new Dense(
          scaled(values(tensors, name + ".weight"), rate / Math.sqrt(in)),
          scaled(values(tensors, name + ".bias"), rate));
    }

    float[] at(float[] x) {
      float[] y = new float[bias.length];
      for (int o = 0; o < y.length; o++) {
        double sum = bias[o];
        for (int i = 0; i < x.length; i++) {
          sum += weight[o * x.length + i] * (double) x[i];
        }
        y[o] = (float) sum;
      }
      return y;
    }
  }

  /**
   * One group's layers.
   *
   * @param columns the last layer's weight, its columns one after the other: (hidden, D_c)
   */
  @SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
  private record Group(Dense modulation, Dense linear, float[] columns) {}

  private MotionResponse(GeneratorSpec spec, Map<String, HostTensor> tensors) {
    motionDim = spec.motionDim();
    contentDim = spec.contentDim();
    for (int i = 1; i <= spec.motionLayers(); i++) {
      mapping.add(Dense.of(tensors, "motion_style." + i, MAPPING_RATE, motionDim));
    }
    for (int g = 0; g < spec.groups(); g++) {
      String prefix = "motion_linear." + g;
      Dense linear =
          new Dense(
              scaled(values(tensors, prefix + ".0.conv.weight"), 1 / Math.sqrt(motionDim)),
              values(tensors, prefix + ".0.activate.bias"));
      Dense modulation = Dense.of(tensors, prefix + ".0.conv.modulation", 1, motionDim);
      groups.add(new Group(modulation, linear, columns(tensors, prefix + ".1.weight")));
    }
  }

  private float[] columns(Map<String, HostTensor> tensors, String name) {
    float[] weight = scaled(values(tensors, name), 1 / Math.sqrt(motionDim));
    int hidden = weight.length / contentDim;
    float[] columns = new float[weight.length];
    for (int o = 0; o < contentDim; o++) {
      for (int j = 0; j < hidden; j++) {
        columns[j * contentDim + o] = weight[o * hidden + j];
      }
    }
    return columns;
  }

  private static float[] values(Map<String, HostTensor> tensors, String name) {
    HostTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the checkpoint has no " + name);
    }
    return tensor.toFloats();
  }

  private static float[] scaled(float[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) factor;
    }
    return values;
  }

  /**
   * Takes what it needs of a generator's tensors; they are copied.
   *
   * @param spec its architecture
   * @param tensors the published names without prefix, shapes as the spec says
   */
  public static MotionResponse of(GeneratorSpec spec, Map<String, HostTensor> tensors) {
    return new MotionResponse(spec, tensors);
  }

  /**
   * What the sinusoids do under a motion code; about 0.1 s for a published model.
   *
   * @throws IllegalArgumentException when the code does not fit this model
   */
  public SinusoidMotion under(LatentCode code) {
    float[] style = style(Latent.motion(code, motionDim));
    float[] rows = new float[groups.size() * motionDim * contentDim];
    for (int g = 0; g < groups.size(); g++) {
      respond(groups.get(g), style, rows, g * motionDim);
    }
    return new SinusoidMotion(rows, contentDim);
  }

  private float[] style(float[] z) {
    double squares = 0;
    for (float value : z) {
      squares += (double) value * value;
    }
    double norm = Math.sqrt(squares / z.length + PIXEL_NORM_EPSILON);
    float[] x = new float[z.length];
    for (int i = 0; i < z.length; i++) {
      x[i] = (float) (z[i] / norm);
    }
    for (Dense layer : mapping) {
      x = layer.at(x);
      for (int i = 0; i < x.length; i++) {
        x[i] *= (float) (x[i] < 0 ? LEAK * LRELU_SCALE : LRELU_SCALE);
      }
    }
    return x;
  }

  /** Row i of a group is m_i * out * diag(slope) * linear * e_i. */
  private void respond(Group group, float[] style, float[] rows, int firstRow) {
    float[] amplitude = group.modulation().at(style);
    float[] slope = slopes(group.linear(), amplitude);
    float[] linear = group.linear().weight();
    for (int i = 0; i < motionDim; i++) {
      for (int j = 0; j < slope.length; j++) {
        float factor = slope[j] * amplitude[i] * linear[j * motionDim + i];
        add(rows, (firstRow + i) * contentDim, factor, group.columns(), j * contentDim);
      }
    }
  }

  private float[] slopes(Dense linear, float[] amplitude) {
    float[] slope = new float[linear.bias().length];
    for (int j = 0; j < slope.length; j++) {
      double variance = 0;
      for (int i = 0; i < motionDim; i++) {
        double part = amplitude[i] * (double) linear.weight()[j * motionDim + i];
        variance += part * part / 2;
      }
      slope[j] = (float) averageSlope(linear.bias()[j], Math.sqrt(variance));
    }
    return slope;
  }

  private void add(float[] rows, int row, float factor, float[] columns, int column) {
    for (int o = 0; o < contentDim; o++) {
      rows[row + o] += factor * columns[column + o];
    }
  }

  static double averageSlope(double mean, double deviation) {
    double above = deviation == 0 ? (mean < 0 ? 0 : 1) : normal(mean / deviation);
    return LRELU_SCALE * (LEAK + (1 - LEAK) * above);
  }

  /** The normal distribution to 1e-4: Abramowitz and Stegun 26.2.18. */
  private static double normal(double x) {
    double a = Math.abs(x);
    double series = 1 + a * (0.196854 + a * (0.115194 + a * (0.000344 + a * 0.019527)));
    double tail = 0.5 / (series * series * series * series);
    return x < 0 ? tail : 1 - tail;
  }
}
