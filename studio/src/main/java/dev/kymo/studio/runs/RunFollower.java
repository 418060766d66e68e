package dev.kymo.studio.runs;

import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.Curve;
import dev.kymo.trainer.run.EventReader;
import dev.kymo.trainer.run.HistogramReader;
import dev.kymo.trainer.run.RunDirectory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the files of one run. Each look reads only what is new. The histograms, which lie in much
 * larger files, come a look later than the rest. Used by one thread at a time.
 */
public final class RunFollower {

  private static final Pattern STRIP = Pattern.compile("step-(\\d{9,18})\\.png");

  private final RunDirectory run;
  private final EventReader events;
  private final HistogramReader histograms;
  private final LogTail log;
  private RunContent content;
  private long samplesSeen = -1;
  private List<RunContent.Sample> samples = List.of();
  private boolean first = true;

  /**
   * A follower at the beginning.
   *
   * @throws FileException with a sentence, when the folder is no run
   */
  public RunFollower(Path root) throws FileException {
    run = RunDirectory.view(root);
    events = new EventReader(run);
    histograms = new HistogramReader(run, "frequencies");
    log = new LogTail(run.logFile());
    content = RunContent.empty(root);
  }

  /** What is known. */
  public RunContent content() {
    return content;
  }

  /** Reads on; says whether there was anything new. */
  public boolean poll() {
    boolean early = first;
    first = false;
    try {
      boolean curves = events.poll();
      boolean lines = log.poll();
      boolean strips = pollSamples();
      boolean spectra = !early && histograms.poll();
      if (!curves && !lines && !strips && !spectra && content.fault().isEmpty()) {
        return false;
      }
      content =
          new RunContent(
              run.root(),
              curves ? copies(events.losses()) : content.losses(),
              curves ? copies(events.timings()) : content.timings(),
              curves ? events.events() : content.events(),
              samples,
              spectra ? new FrequencyHistory(histograms.histograms()) : content.frequencies(),
              lines ? log.lines() : content.log(),
              events.damagedLines(),
              curves ? events.index() : content.index(),
              Optional.empty());
      return true;
    } catch (FileException e) {
      Optional<String> fault = Optional.of(e.getMessage());
      if (content.fault().equals(fault)) {
        return false;
      }
      content =
          new RunContent(
              run.root(),
              content.losses(),
              content.timings(),
              content.events(),
              content.samples(),
              content.frequencies(),
              content.log(),
              content.damagedLines(),
              content.index(),
              fault);
      return true;
    }
  }

  private static List<CurveData> copies(Map<String, Curve> curves) {
    List<CurveData> copies = new ArrayList<>();
    curves.forEach((name, curve) -> copies.add(new CurveData(name, curve)));
    return copies;
  }

  /** Listing a hundred thousand strips takes its time, so it is done when there is a new one. */
  private boolean pollSamples() throws FileException {
    Path folder = run.samples();
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try {
      long modified = Files.getLastModifiedTime(folder).toMillis();
      if (modified == samplesSeen) {
        return false;
      }
      // Seen for good only when it is old enough for another file within the same tick.
      samplesSeen = System.currentTimeMillis() - modified > 2_000 ? modified : -1;
      List<RunContent.Sample> found = new ArrayList<>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "step-*.png")) {
        for (Path file : files) {
          Matcher name = STRIP.matcher(file.getFileName().toString());
          if (name.matches()) {
            found.add(new RunContent.Sample(Long.parseLong(name.group(1)), file));
          }
        }
      }
      found.sort(Comparator.comparingLong(RunContent.Sample::step));
      boolean news = !found.equals(samples);
      samples = List.copyOf(found);
      return news;
    } catch (IOException e) {
      throw FileException.reading(folder, e);
    } catch (DirectoryIteratorException e) {
      throw FileException.reading(folder, e.getCause());
    }
  }
}
