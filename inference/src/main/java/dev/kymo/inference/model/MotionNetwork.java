package dev.kymo.inference.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Motion codes and time to w: the sum over the frequency groups (docs/model.md section 2). */
final class MotionNetwork {
  /** Codes whose amplitudes are kept: more than the bands that anybody mixes at once. */
  private static final int KEPT_CODES = 32;

  private final Compute compute;
  private final int width;
  private final MappingNetwork mapping;
  private final List<MotionGroup> groups = new ArrayList<>();
  private final Map<LatentCode, float[][]> amplitudes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<LatentCode, float[][]> eldest) {
          return size() > KEPT_CODES;
        }
      };

  MotionNetwork(Parameters parameters, GeneratorSpec spec) {
    compute = parameters.compute();
    width = spec.motionDim();
    mapping = new MappingNetwork(parameters, "motion_style", spec.motionLayers());
    for (int g = 0; g < spec.groups(); g++) {
      groups.add(new MotionGroup(parameters, g));
    }
  }

  /** Learned f of all groups, one after the other, radians per unit t. */
  float[] frequencies() {
    return joined(MotionGroup::frequencies);
  }

  /** Learned p of all groups, in the same order, radians. */
  float[] phases() {
    return joined(MotionGroup::phases);
  }

  private float[] joined(Function<MotionGroup, float[]> part) {
    float[] all = new float[groups.size() * width];
    for (int g = 0; g < groups.size(); g++) {
      System.arraycopy(part.apply(groups.get(g)), 0, all, g * width, width);
    }
    return all;
  }

  /** Lays the edit out over the sinusoids of every group. */
  List<SinusoidPlan> plan(MotionEdit edit) {
    List<SinusoidPlan> plans = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      float[][] ofBand = new float[edit.bands().size()][];
      for (int k = 0; k < ofBand.length; k++) {
        BandEdit band = edit.bands().get(k);
        ofBand[k] = amplitudes(band.code())[g];
      }
      MotionGroup group = groups.get(g);
      plans.add(new SinusoidPlan(group.frequencies(), group.phases(), edit, ofBand));
    }
    return plans;
  }

  /**
   * w at some times.
   *
   * @param content (1, D_c)
   * @return (N, D_c) in the scope
   */
  NDArray latents(NDManager scope, NDArray content, List<SinusoidPlan> plans, double[] times) {
    NDArray w = content;
    for (int g = 0; g < groups.size(); g++) {
      SinusoidPlan plan = plans.get(g);
      NDArray s = compute.upload(scope, plan.at(times), times.length, width);
      NDArray m = compute.upload(scope, plan.amplitudes(), 1, width);
      w = groups.get(g).addTo(scope, w, s, m);
    }
    return w;
  }

  private float[][] amplitudes(LatentCode code) {
    float[][] known = amplitudes.get(code);
    if (known != null) {
      return known;
    }
    float[] z = Latent.motion(code, width);
    float[][] made = new float[groups.size()][];
    try (NDManager temporary = compute.newScope()) {
      NDArray style = mapping.map(temporary, z);
      for (int g = 0; g < made.length; g++) {
        made[g] = groups.get(g).amplitudes(style);
      }
    }
    amplitudes.put(code, made);
    return made;
  }
}
