package dev.kymo.studio.project;

import dev.kymo.inference.latents.Latents;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.Seeds;
import java.util.ArrayList;
import java.util.List;

/**
 * How large a model's latents are, and the way between them and an edit.
 *
 * @param contentDim D_c
 * @param motionDim D_m
 * @param noiseSides the side of each noise map, pixels, in the order of the styled layers
 */
public record LatentShape(int contentDim, int motionDim, List<Integer> noiseSides) {

  /** Keeps an immutable copy. */
  public LatentShape {
    noiseSides = List.copyOf(noiseSides);
  }

  /**
   * The numbers behind an edit: the clip's motion code first, then those of the bands when one of
   * them has its own.
   */
  public Latents of(EditorState state) {
    List<LatentCode.Given> motions = new ArrayList<>();
    motions.add(motion(state.motionCode()));
    List<BandEdit> bands = state.motion().bands();
    if (bands.stream().anyMatch(band -> !band.code().equals(state.motionCode()))) {
      bands.forEach(band -> motions.add(motion(band.code())));
    }
    return new Latents(content(state.content()), motions, noise(state.noise()));
  }

  /**
   * The edit with the latents of a file: one motion code is the clip's; with one more than bands
   * the first is the clip's and the others the bands'; as many as bands are theirs.
   *
   * @throws IllegalArgumentException with a clause, when they do not fit the model or the bands
   */
  public EditorState apply(EditorState state, Latents latents) {
    if (latents.contentDim() != contentDim || latents.motionDim() != motionDim) {
      throw new IllegalArgumentException(
          "are for content %d and motion %d, but the model has %d and %d"
              .formatted(latents.contentDim(), latents.motionDim(), contentDim, motionDim));
    }
    int bands = state.motion().bands().size();
    int rows = latents.motions().size();
    if (rows != 1 && rows != bands && rows != bands + 1) {
      throw new IllegalArgumentException(
          "hold %d motion codes, but with %d bands there must be 1, %d or %d"
              .formatted(rows, bands, bands, bands + 1));
    }
    LatentCode clip = latents.motions().get(0);
    List<BandEdit> edits = new ArrayList<>();
    for (int band = 0; band < bands; band++) {
      int row = rows == 1 ? 0 : rows == bands ? band : band + 1;
      edits.add(state.motion().bands().get(band).withCode(latents.motions().get(row)));
    }
    EditorState changed =
        state
            .withContent(latents.content())
            .withMotionCode(clip)
            .withMotion(new MotionEdit(state.motion().plan(), edits));
    return latents.noiseCode().map(changed::withNoise).orElse(changed);
  }

  private LatentCode.Given content(LatentCode code) {
    return code instanceof LatentCode.Seeded seeded
        ? given(Seeds.content(seeded.seed(), contentDim))
        : (LatentCode.Given) code;
  }

  private LatentCode.Given motion(LatentCode code) {
    return code instanceof LatentCode.Seeded seeded
        ? given(Seeds.motion(seeded.seed(), motionDim))
        : (LatentCode.Given) code;
  }

  private List<LatentCode.Given> noise(NoiseCode noise) {
    List<LatentCode.Given> maps = new ArrayList<>();
    if (noise instanceof NoiseCode.Given stated) {
      stated.maps().forEach(map -> maps.add((LatentCode.Given) map));
    } else if (noise instanceof NoiseCode.Seeded seeded) {
      for (int layer = 0; layer < noiseSides.size(); layer++) {
        maps.add(given(Seeds.noise(seeded.seed(), layer, noiseSides.get(layer))));
      }
    }
    return maps;
  }

  private static LatentCode.Given given(float[] values) {
    return (LatentCode.Given) LatentCode.of(values);
  }
}
