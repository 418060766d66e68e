package dev.kymo.trainer.run;

import dev.kymo.inference.footage.FootageOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run that learns clips of the user's does in a step: the generator alone is trained, to
 * show frame k of clip i at t = -1 + 2 k / T for content and motion seed i + 1.
 *
 * @param clips what is learned, 1 to 256
 * @param learningRate of Adam at its highest; it rises over the first steps and falls to nothing
 *     over the last half
 * @param batch frames in a step, of all clips together
 * @param fastPrice price of fast sinusoids: times the mean of (f m)^2, f in radians per frame
 *     (0.002 is 3e-5 for f in radians per eight frames)
 * @param heldOutEvery every so many frames one is not learned but used to measure in-between
 *     frames; 0 learns all
 * @param crossoversHz where bands of its motion meet, Hz, increasing: for whoever opens the model
 * @param output a checkpoint file that holds the model after every snapshot, or nothing
 */
public record LearningOptions(
    List<LearnedClip> clips,
    double learningRate,
    int batch,
    double fastPrice,
    int heldOutEvery,
    List<Double> crossoversHz,
    Optional<String> output) {

  private static final int MOST_CLIPS = 256;

  /**
   * Checks the values and keeps an immutable copy.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public LearningOptions {
    clips = List.copyOf(clips);
    crossoversHz = List.copyOf(crossoversHz);
    for (int i = 0; i < crossoversHz.size(); i++) {
      double below = i == 0 ? 0 : crossoversHz.get(i - 1);
      Checks.above("A crossover", crossoversHz.get(i), below, 1000);
    }
    Checks.range("The number of clips", clips.size(), 1, MOST_CLIPS);
    Checks.above("learning-rate", learningRate, 0, 1);
    Checks.range("batch", batch, 1, 4096);
    Checks.range("fast-price", fastPrice, 0, 1e6);
    if (heldOutEvery != 0) {
      Checks.range("held-out-every", heldOutEvery, 3, 1000);
    }
  }

  /** The seed of content and motion under which the model shows a clip, 0 for the first. */
  public static long seed(int clip) {
    return clip + 1L;
  }

  /** Frames of the longest clip. */
  public int longest() {
    return clips.stream().mapToInt(LearnedClip::frames).max().orElseThrow();
  }

  /** Frames of all clips. */
  public int frames() {
    return clips.stream().mapToInt(LearnedClip::frames).sum();
  }

  /** What a checkpoint says of where it came from. */
  public List<FootageOrigin> origins() {
    List<FootageOrigin> origins = new ArrayList<>();
    for (int i = 0; i < clips.size(); i++) {
      origins.add(clips.get(i).origin(seed(i)));
    }
    return origins;
  }

  /** The same without folders: for checkpoints, which may be given away. */
  public LearningOptions withoutFolders() {
    return new LearningOptions(
        clips.stream().map(LearnedClip::withoutFolder).toList(),
        learningRate,
        batch,
        fastPrice,
        heldOutEvery,
        crossoversHz,
        Optional.empty());
  }
}
