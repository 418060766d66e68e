package dev.kymo.studio.cli.learn;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageHash;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.footage.analysis.ClipAnalysis;
import dev.kymo.inference.footage.analysis.ClipAnalyzer;
import dev.kymo.inference.footage.analysis.Finding;
import dev.kymo.inference.footage.analysis.Finding.Severity;
import dev.kymo.inference.footage.analysis.FrameSpan;
import dev.kymo.inference.footage.analysis.SceneChange;
import dev.kymo.studio.cli.console.Cancellation;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.trainer.run.LearnedClip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Decides what of a clip is learned: what was asked for, or else the longest part at its start
 * without a change of the scene. Everything that is found or decided is said.
 */
final class ClipChooser {
  /** About five seconds: what a model of 64 x 64 learns well in minutes. */
  static final int USUAL_FRAMES = 128;

  /** Changes of the scene are looked for that far when no end is asked for. */
  private static final int LOOKED_FRAMES = 512;

  private final Footage.Opener opener;
  private final OptionalDouble start;
  private final OptionalDouble end;
  private final Optional<Square> square;
  private final int size;

  ClipChooser(
      Footage.Opener opener,
      OptionalDouble start,
      OptionalDouble end,
      Optional<Square> square,
      int size) {
    this.opener = opener;
    this.start = start;
    this.end = end;
    this.square = square;
    this.size = size;
  }

  /**
   * What was chosen.
   *
   * @param clip for the run
   * @param highestHz the fastest motion found in it
   * @param crossoversHz where its slow, medium and fast motion come apart
   * @param notes a sentence for everything that was found or decided
   */
  record Choice(
      LearnedClip clip, double highestHz, List<Double> crossoversHz, List<String> notes) {}

  /**
   * Looks at a clip.
   *
   * @throws UserError with a sentence, when it cannot be learned
   * @throws FileException with a sentence, when it cannot be read
   */
  Choice choose(Path file) throws IOException, UserError, InterruptedException {
    Footage footage = opener.open(file);
    FootageInfo info = footage.info();
    List<String> notes = new ArrayList<>(info.notes());
    Square part = square.orElse(Square.middle(info.width(), info.height()));
    if (!part.fits(info.width(), info.height())) {
      throw new UserError(
          "%s has frames of %d x %d pixels, and the square %d,%d,%d does not lie in them."
              .formatted(file, info.width(), info.height(), part.x(), part.y(), part.side()));
    }
    FrameSpan asked = asked(file, info);
    if (end.isPresent() && end.getAsDouble() > info.seconds() + 0.5 / info.rate().perSecond()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s ends at %.2f s, before the end of %.2f s that is asked for: it is learned to its"
                  + " end.",
              file.getFileName(),
              info.seconds(),
              end.getAsDouble()));
    }
    ClipAnalysis analysis;
    try (Cancellation cancelled = new Cancellation()) {
      analysis = ClipAnalyzer.analyze(footage, asked, part, size, memory(), cancelled);
      FrameSpan chosen = chosen(asked, analysis, notes);
      if (!chosen.equals(analysis.looked())) {
        analysis = ClipAnalyzer.analyze(footage, chosen, part, size, memory(), cancelled);
      }
    }
    for (Finding finding : analysis.findings()) {
      if (finding.severity() == Severity.REFUSE) {
        throw new UserError(file + " cannot be learned: " + finding.sentence());
      }
      notes.add(finding.sentence());
    }
    FrameSpan learned = analysis.looked();
    notes.add(
        String.format(
            Locale.ROOT,
            "Learning frames %d to %d (%.2f to %.2f s) of %s, the square %d,%d,%d.",
            learned.first(),
            learned.last(),
            learned.first() / info.rate().perSecond(),
            (learned.last() + 1) / info.rate().perSecond(),
            file.getFileName(),
            part.x(),
            part.y(),
            part.side()));
    return new Choice(
        clip(file, info, learned, part), analysis.highestHz(), analysis.crossoversHz(), notes);
  }

  /** Half of what Java may have: the rest is for the networks. */
  private static OptionalLong memory() {
    return OptionalLong.of(Runtime.getRuntime().maxMemory() / 2);
  }

  private FrameSpan asked(Path file, FootageInfo info) throws UserError {
    double fps = info.rate().perSecond();
    int first = (int) Math.round(start.orElse(0) * fps);
    if (first >= info.frames()) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s ends at %.2f s, before the start of %.2f s that is asked for.",
              file,
              info.seconds(),
              start.orElse(0)));
    }
    int last =
        end.isPresent()
            ? (int) Math.min(info.frames(), Math.round(end.getAsDouble() * fps))
            : Math.min(info.frames(), first + LOOKED_FRAMES);
    if (last - first > LearnedClip.MOST_FRAMES) {
      throw new UserError(
          "%s: the range has %d frames, and at most %d can be learned: choose a shorter one with --start and --end."
              .formatted(file, last - first, LearnedClip.MOST_FRAMES));
    }
    if (last <= first) {
      throw new UserError("The end must come after the start.");
    }
    return new FrameSpan(first, last - first);
  }

  /** All that was asked for; of what was not, the first part that is all one scene. */
  private FrameSpan chosen(FrameSpan asked, ClipAnalysis analysis, List<String> notes) {
    if (this.end.isPresent()) {
      return asked;
    }
    // The first scene, unless it is too short to learn: then the longest one.
    int last = asked.first() + analysis.looked().frames();
    int change = analysis.changes().stream().mapToInt(SceneChange::first).findFirst().orElse(last);
    boolean enough = change - asked.first() >= LearnedClip.FEWEST_FRAMES;
    int from = enough ? asked.first() : analysis.longest().first();
    int to = enough ? change : analysis.longest().last() + 1;
    if (to - from < analysis.looked().frames()) {
      notes.add(
          "The scene changes at frame %d: frames %d to %d are one scene."
              .formatted(change, from, to - 1));
    }
    int frames = Math.min(USUAL_FRAMES, to - from);
    if (frames < to - from) {
      notes.add(
          "The first %d of them are learned; --end asks for more, which takes longer."
              .formatted(frames));
    }
    return new FrameSpan(from, Math.max(1, frames));
  }

  private static LearnedClip clip(Path file, FootageInfo info, FrameSpan learned, Square part)
      throws FileException {
    return new LearnedClip(
        file.toAbsolutePath().normalize().toString(),
        FootageHash.of(file),
        info.width(),
        info.height(),
        info.rate().numerator(),
        info.rate().denominator(),
        learned.first(),
        learned.frames(),
        part.x(),
        part.y(),
        part.side());
  }
}
