package dev.kymo.inference.footage.analysis;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.analysis.Finding.Severity;
import dev.kymo.inference.footage.analysis.SceneChange.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Says what was found in a clip. */
final class ClipFindings {
  /** Deviation within a frame below which it is one color, levels. */
  private static final double ONE_COLOR = 1;

  /** Motion below these is none, or hardly any, levels. */
  private static final double STILL = 0.5;

  private static final double FAINT = 2;

  /** Motion must be so many times the noise. */
  private static final double OVER_NOISE = 2;

  private static final double NEAR_NYQUIST = 0.9;
  private static final int MOST_CHANGES = 5;
  private static final int MOST_FAULTS = 5;

  private final FrameRate rate;
  private final int frames;
  private final FrameSpan looked;
  private final MotionSpectrum spectrum;
  private final double contrast;
  private final List<Finding> findings = new ArrayList<>();

  ClipFindings(
      FrameRate rate,
      int frames,
      FrameSpan looked,
      MotionSpectrum spectrum,
      double contrast,
      List<String> faults) {
    this.rate = rate;
    this.frames = frames;
    this.looked = looked;
    this.spectrum = spectrum;
    this.contrast = contrast;
    faults.stream()
        .limit(MOST_FAULTS)
        .forEach(fault -> findings.add(new Finding(Severity.WARN, fault)));
    if (faults.size() > MOST_FAULTS) {
      add(Severity.WARN, "There are %d more faults.", faults.size() - MOST_FAULTS);
    }
  }

  /** All findings, the gravest first. */
  List<Finding> all(
      List<SceneChange> changes, FrameSpan longest, long memory, OptionalLong freeBytes) {
    length();
    if (looked.frames() > 0 && contrast < ONE_COLOR) {
      add(Severity.REFUSE, "Every frame has one color only: there is nothing to learn.");
    } else if (looked.frames() >= ClipAnalyzer.FEWEST_FRAMES) {
      motion();
    }
    changes(changes, longest);
    memory(memory, freeBytes);
    findings.sort(Comparator.comparing(Finding::severity));
    return findings;
  }

  private void length() {
    if (looked.frames() < ClipAnalyzer.FEWEST_FRAMES) {
      add(
          Severity.REFUSE,
          "The clip has %s: learning needs at least %d.",
          looked.frames() == 1 ? "1 frame" : looked.frames() + " frames",
          ClipAnalyzer.FEWEST_FRAMES);
    } else if (frames > looked.frames() && looked.frames() < ClipAnalyzer.MOST_FRAMES) {
      add(Severity.WARN, "Only %d of the clip's %d frames are there.", looked.frames(), frames);
    } else if (frames > looked.frames()) {
      add(
          Severity.WARN,
          "Only the first %d of the clip's %d frames were looked at.",
          looked.frames(),
          frames);
    }
  }

  private void motion() {
    double levels = spectrum.motionLevels();
    double noise = spectrum.noiseLevels();
    if (!spectrum.moves() || levels < STILL) {
      add(
          Severity.REFUSE,
          "The clip is too still to learn motion from: where it moves most, brightness changes by"
              + " %.1f of 255 levels.",
          levels);
      return;
    }
    if (levels < OVER_NOISE * noise) {
      add(
          Severity.WARN,
          "The clip's motion can hardly be told from noise: brightness changes by %.1f of 255"
              + " levels where it moves most, and by %.1f where nothing moves.",
          levels,
          noise);
    } else if (levels < FAINT) {
      add(
          Severity.WARN,
          "There is little motion to learn from: where the clip moves most, brightness changes by"
              + " %.1f of 255 levels.",
          levels);
    }
    double highest = spectrum.highestHz();
    add(Severity.NOTE, "The clip's motion reaches %.1f Hz.", highest);
    if (highest > NEAR_NYQUIST * rate.perSecond() / 2) {
      add(
          Severity.WARN,
          "Some of the motion is as fast as %.4g frames per second can show: frames in between will"
              + " be rough.",
          rate.perSecond());
    }
  }

  private void changes(List<SceneChange> changes, FrameSpan longest) {
    for (SceneChange change : changes.stream().limit(MOST_CHANGES).toList()) {
      if (change.kind() == Kind.CUT) {
        add(Severity.WARN, "There is a cut at frame %d (%s).", change.first(), at(change.first()));
      } else {
        add(
            Severity.WARN,
            "The picture leaves its scene from frame %d to %d (%s to %s), as in a whip pan.",
            change.first(),
            change.next() - 1,
            at(change.first()),
            at(change.next()));
      }
    }
    if (changes.size() > MOST_CHANGES) {
      add(Severity.WARN, "There are %d more changes of the scene.", changes.size() - MOST_CHANGES);
    }
    if (!changes.isEmpty()) {
      add(
          Severity.WARN,
          "A change of the scene cannot be learned as motion: the longest part without one is frames"
              + " %d to %d (%s to %s).",
          longest.first(),
          longest.last(),
          at(longest.first()),
          at(longest.last() + 1));
    }
  }

  private void memory(long bytes, OptionalLong freeBytes) {
    if (freeBytes.isPresent() && bytes > freeBytes.getAsLong()) {
      add(
          Severity.REFUSE,
          "The clip is too long: its %d frames take %s of memory while it is learned, and %s is free.",
          frames,
          bytes(bytes),
          bytes(freeBytes.getAsLong()));
    } else if (freeBytes.isPresent() && bytes > freeBytes.getAsLong() / 2) {
      add(
          Severity.WARN,
          "The clip's %d frames take %s of memory while it is learned, more than half of what is"
              + " free.",
          frames,
          bytes(bytes));
    }
  }

  private String at(int frame) {
    return String.format(Locale.ROOT, "%.2f s", frame / rate.perSecond());
  }

  private static String bytes(long bytes) {
    return bytes >= 1e8
        ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private void add(Severity severity, String format, Object... values) {
    findings.add(new Finding(severity, String.format(Locale.ROOT, format, values)));
  }
}
