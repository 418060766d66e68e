package dev.kymo.studio.cli.render;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.FootageOrigins;
import dev.kymo.inference.footage.LearnedBands;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.latents.Latents;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.Seeds;
import dev.kymo.studio.cli.console.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the scene of each clip from a plan and the model that it is for. */
final class SceneBuilder {
  private final RenderPlan plan;
  private final Checkpoint checkpoint;
  private final Optional<Latents> given;
  private final float[] frequencies;

  /**
   * A builder for a model.
   *
   * @param given latents of a file, if the plan names one
   */
  SceneBuilder(RenderPlan plan, Checkpoint checkpoint, Optional<Latents> given) {
    this.plan = plan;
    this.checkpoint = checkpoint;
    this.given = given;
    this.frequencies = frequencies(checkpoint);
  }

  /**
   * The scene of a clip, from 0.
   *
   * @throws UserError when bands or latents do not fit the model
   */
  Scene scene(int clip) throws UserError {
    if (plan.project().isPresent()) {
      return plan.project().get().state().scene(checkpoint.id());
    }
    List<LatentCode> motions = motions(clip);
    LatentCode content =
        given
            .<LatentCode>map(Latents::content)
            .orElseGet(() -> LatentCode.seed(plan.latents().contentSeed(clip)));
    try {
      plan.bands().checkCodes(motions.size());
      return new Scene(
          checkpoint.id(), content, noise(), plan.bands().edit(frequencies, bands(), motions));
    } catch (IllegalArgumentException e) {
      throw new UserError(sentence(e.getMessage()), e);
    }
  }

  /** Where the clip that a model has learned comes apart, as the studio shows it. */
  private Optional<BandPlan> bands() {
    List<FootageOrigin> learned = FootageOrigins.read(checkpoint.options());
    return learned.isEmpty()
        ? Optional.empty()
        : LearnedBands.read(checkpoint.options(), learned.get(0), checkpoint.spec().videoLength());
  }

  private List<LatentCode> motions(int clip) throws UserError {
    if (plan.project().isPresent()) {
      return plan.project().get().state().motion().bands().stream().map(BandEdit::code).toList();
    }
    if (given.isEmpty()) {
      return plan.latents().motionSeeds(clip).stream().map(LatentCode::seed).toList();
    }
    Latents latents = given.get();
    GeneratorSpec spec = checkpoint.spec();
    if (latents.contentDim() != spec.contentDim() || latents.motionDim() != spec.motionDim()) {
      throw new UserError(
          "The latents in %s are for content %d and motion %d, but the model has %d and %d."
              .formatted(
                  plan.latents().file().orElseThrow(),
                  latents.contentDim(),
                  latents.motionDim(),
                  spec.contentDim(),
                  spec.motionDim()));
    }
    return List.copyOf(latents.motions());
  }

  private NoiseCode noise() {
    return given
        .flatMap(Latents::noiseCode)
        .orElseGet(() -> new NoiseCode.Seeded(plan.latents().noiseSeed()));
  }

  /** The numbers behind a scene: with them the clip can be drawn without its seeds. */
  Latents latents(Scene scene) throws UserError {
    GeneratorSpec spec = checkpoint.spec();
    List<LatentCode.Given> motions = new ArrayList<>();
    int clip = clipOf(scene);
    for (LatentCode code : motions(clip)) {
      motions.add(numbers(code, spec.motionDim(), true));
    }
    return new Latents(
        numbers(scene.content(), spec.contentDim(), false), motions, noiseMaps(scene.noise()));
  }

  private int clipOf(Scene scene) {
    return plan.project().isEmpty() && scene.content() instanceof LatentCode.Seeded seeded
        ? Math.toIntExact(seeded.seed() - plan.latents().contentSeed())
        : 0;
  }

  private static LatentCode.Given numbers(LatentCode code, int size, boolean motion) {
    if (code instanceof LatentCode.Seeded seeded) {
      return (LatentCode.Given)
          LatentCode.of(
              motion ? Seeds.motion(seeded.seed(), size) : Seeds.content(seeded.seed(), size));
    }
    return (LatentCode.Given) code;
  }

  private List<LatentCode.Given> noiseMaps(NoiseCode noise) {
    List<LatentCode.Given> maps = new ArrayList<>();
    if (noise instanceof NoiseCode.Given stated) {
      stated.maps().forEach(map -> maps.add((LatentCode.Given) map));
    } else if (noise instanceof NoiseCode.Seeded seeded) {
      GeneratorSpec spec = checkpoint.spec();
      for (int layer = 0; layer < spec.styledLayers(); layer++) {
        float[] map = Seeds.noise(seeded.seed(), layer, spec.layerResolution(layer));
        maps.add((LatentCode.Given) LatentCode.of(map));
      }
    }
    return maps;
  }

  private static float[] frequencies(Checkpoint checkpoint) {
    GeneratorSpec spec = checkpoint.spec();
    float[] all = new float[spec.groups() * spec.motionDim()];
    for (int group = 0; group < spec.groups(); group++) {
      float[] own = checkpoint.generator().get("LFF." + group + ".ffm.linear.weight").toFloats();
      System.arraycopy(own, 0, all, group * spec.motionDim(), own.length);
    }
    return all;
  }

  private static String sentence(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
  }
}
