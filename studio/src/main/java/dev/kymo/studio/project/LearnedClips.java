package dev.kymo.studio.project;

import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.motion.LatentCode;
import java.util.List;
import java.util.Optional;

/**
 * What a model that has learned clips can show: their contents and their motions, and nothing else.
 *
 * @param clips in the order in which they were learned; empty for a model of a dataset
 */
public record LearnedClips(List<FootageOrigin> clips) {

  /** A model of a dataset, which takes any code. */
  public static final LearnedClips NONE = new LearnedClips(List.of());

  /** Keeps an immutable copy. */
  public LearnedClips {
    clips = List.copyOf(clips);
  }

  /** Those of the open model. */
  public static LearnedClips of(Optional<ModelInfo> model) {
    return model.map(m -> new LearnedClips(m.footage())).orElse(NONE);
  }

  /** Whether any code can be had. */
  public boolean isFree() {
    return clips.isEmpty();
  }

  /** Whether there is more than one clip to choose from. */
  public boolean several() {
    return clips.size() > 1;
  }

  /** The number of the clip whose content a code is. */
  public Optional<Integer> content(LatentCode code) {
    return find(code, true);
  }

  /** The number of the clip whose motion a code is. */
  public Optional<Integer> motion(LatentCode code) {
    return find(code, false);
  }

  private Optional<Integer> find(LatentCode code, boolean content) {
    for (int i = 0; i < clips.size(); i++) {
      FootageOrigin clip = clips.get(i);
      long seed = content ? clip.contentSeed() : clip.motionSeed();
      if (LatentCode.seed(seed).equals(code)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** What a clip is called; the same name twice is told apart by its number. */
  public String name(int index) {
    String name = clips.get(index).name();
    boolean twice = clips.stream().filter(c -> c.name().equals(name)).count() > 1;
    return twice ? name + " (" + (index + 1) + ")" : name;
  }
}
