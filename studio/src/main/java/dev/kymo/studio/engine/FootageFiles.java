package dev.kymo.studio.engine;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.ImageSequenceFootage;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.footage.analysis.ClipAnalysis;
import dev.kymo.inference.footage.analysis.ClipAnalyzer;
import dev.kymo.inference.footage.analysis.Finding;
import dev.kymo.inference.footage.analysis.FrameSpan;
import dev.kymo.inference.footage.analysis.MotionSpectrum;
import dev.kymo.inference.footage.analysis.SceneChange;
import dev.kymo.studio.learning.ClipAnalyst;
import dev.kymo.studio.learning.ClipStudy;
import dev.kymo.studio.learning.FootageReader;
import dev.kymo.trainer.run.LearningQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens videos and folders of images, and looks at clips before they are learned. */
public final class FootageFiles implements FootageReader, ClipAnalyst {

  private static final Logger LOG = Logger.getLogger(FootageFiles.class.getName());
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private final Footage.Opener opener;

  /**
   * A reader.
   *
   * @param opener opens videos and folders
   */
  public FootageFiles(Footage.Opener opener) {
    this.opener = opener;
  }

  @Override
  public Footage open(Path path, Optional<FrameRate> rate)
      throws IOException, InterruptedException {
    return rate.isPresent() && Files.isDirectory(path)
        ? ImageSequenceFootage.open(path, rate.get())
        : opener.open(path);
  }

  @Override
  public ClipStudy study(
      Footage footage, int first, int frames, Square square, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    ClipAnalysis found =
        ClipAnalyzer.analyze(
            footage,
            new FrameSpan(first, frames),
            square,
            LearningQuality.FINE.size(),
            freeMemory(),
            cancelled);
    FrameSpan longest = found.longest();
    return new ClipStudy(
        strengths(found.spectrum()),
        found.rate().perSecond() / 2,
        found.spectrum().moves() ? found.highestHz() : 0,
        found.crossoversHz(),
        found.changes().stream().map(SceneChange::first).toList(),
        new ClipStudy.Part(longest.first(), longest.frames()),
        found.findings().stream().map(FootageFiles::finding).toList());
  }

  /** What the system says could be had; learning is a process of its own. */
  private static OptionalLong freeMemory() {
    try {
      for (String line : Files.readAllLines(MEMORY)) {
        if (line.startsWith("MemAvailable:")) {
          return OptionalLong.of(1024 * Long.parseLong(line.replaceAll("\\D", "")));
        }
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "This system does not tell its free memory", e);
    }
    return OptionalLong.empty();
  }

  private static List<Double> strengths(MotionSpectrum spectrum) {
    List<Double> strengths = new ArrayList<>();
    for (int k = 0; spectrum.moves() && k < spectrum.size(); k++) {
      strengths.add(spectrum.share(k));
    }
    return strengths;
  }

  private static ClipStudy.Finding finding(Finding finding) {
    return new ClipStudy.Finding(
        switch (finding.severity()) {
          case REFUSE -> ClipStudy.Severity.REFUSE;
          case WARN -> ClipStudy.Severity.WARN;
          case NOTE -> ClipStudy.Severity.NOTE;
        },
        finding.sentence());
  }
}
