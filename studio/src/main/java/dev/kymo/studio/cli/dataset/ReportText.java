package dev.kymo.studio.cli.dataset;

import dev.kymo.studio.cli.console.TimeLeft;
import dev.kymo.trainer.dataset.check.DatasetReport;
import dev.kymo.trainer.dataset.check.DatasetReport.PassedOverFiles;
import dev.kymo.trainer.dataset.check.DatasetReport.ShortVideo;
import dev.kymo.trainer.dataset.check.DatasetReport.SizeCount;
import dev.kymo.trainer.dataset.check.DatasetReport.Unreadable;
import dev.kymo.trainer.dataset.source.DatasetKind;
import java.util.List;
import java.util.Locale;

/** A report for a person. */
final class ReportText {
  private static final double GIGABYTE = 1e9;
  private static final double MEGABYTE = 1e6;

  private final DatasetReport report;
  private final StringBuilder text = new StringBuilder();

  ReportText(DatasetReport report) {
    this.report = report;
  }

  String text() {
    DatasetKind kind = DatasetKind.valueOf(report.kind().toUpperCase(Locale.ROOT));
    line("%s is %s.", report.path(), kind.text());
    line("");
    row("videos", "%d, %d of them usable", report.videos(), report.usableVideos());
    row(
        "frames",
        "%d; a video has %d to %d, the median is %d",
        report.frames(),
        report.fewestFrames(),
        report.mostFrames(),
        report.medianFrames());
    sizes();
    row(
        "decoded",
        "%s at %d x %d; preparing takes about %s with %d threads",
        bytes(report.decodedBytes()),
        report.imageSize(),
        report.imageSize(),
        TimeLeft.text(report.prepareSeconds()),
        report.threads());
    tooShort();
    passedOver();
    unreadable();
    damaged();
    notes();
    line("");
    line("%s", verdict());
    return text.toString();
  }

  private void sizes() {
    List<SizeCount> sizes = report.sizes();
    if (sizes.isEmpty()) {
      return;
    }
    SizeCount common = sizes.get(0);
    int smallest = Math.min(common.width(), common.height());
    row(
        "frame size",
        "%d x %d%s%s",
        common.width(),
        common.height(),
        report.differentSizes() == 1 ? "" : " in " + common.frames() + " frames",
        smallest < report.imageSize() ? " (smaller than what is asked for: it is enlarged)" : "");
    for (SizeCount size : sizes.subList(1, sizes.size())) {
      row(
          "",
          "%d x %d in %d, as in %s",
          size.width(),
          size.height(),
          size.frames(),
          size.example());
    }
    more(report.differentSizes() - sizes.size(), "sizes");
  }

  private void tooShort() {
    if (report.tooShortCount() == 0) {
      return;
    }
    line("");
    line(
        "%d too short for %d frames, left out of a training:",
        report.tooShortCount(), report.clipFrames() * report.everyNth());
    for (ShortVideo video : report.tooShort()) {
      line("  %s (%d)", video.name(), video.frames());
    }
    more(report.tooShortCount() - report.tooShort().size(), "videos");
  }

  private void passedOver() {
    for (PassedOverFiles files : report.passedOver()) {
      line("");
      line("%d passed over, each %s:", files.count(), files.reason());
      for (String name : files.names()) {
        line("  %s", name);
      }
      more(files.count() - files.names().size(), "files");
    }
  }

  private void unreadable() {
    if (report.unreadableCount() == 0) {
      return;
    }
    line("");
    line("%d unreadable:", report.unreadableCount());
    for (Unreadable file : report.unreadable()) {
      line("  %s", file.reason());
    }
    more(report.unreadableCount() - report.unreadable().size(), "files");
  }

  private void damaged() {
    if (report.damagedCount() == 0) {
      return;
    }
    line("");
    line("%d damaged, used as far as they go:", report.damagedCount());
    for (Unreadable video : report.damaged()) {
      line("  %s", video.reason());
    }
    more(report.damagedCount() - report.damaged().size(), "damages");
  }

  private void notes() {
    if (report.notes().isEmpty()) {
      return;
    }
    line("");
    line("decided on reading:");
    for (String note : report.notes()) {
      line("  %s", note);
    }
    more(report.noteCount() - report.notes().size(), "remarks");
  }

  private String verdict() {
    if (report.unreadableCount() > 0) {
      return "It cannot be trained on before the unreadable files are replaced or their videos"
          + " taken out.";
    }
    if (report.usableVideos() == 0) {
      return "It cannot be trained on: no video is long enough.";
    }
    return report.damagedCount() > 0
        ? "It can be trained on, but damaged frames are learned like the others."
        : "It can be trained on.";
  }

  private void more(long count, String what) {
    if (count > 0) {
      line("  and %d more %s", count, what);
    }
  }

  private static String bytes(long bytes) {
    return bytes >= GIGABYTE / 10
        ? String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE)
        : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
  }

  private void row(String name, String format, Object... values) {
    line("%-12s%s", name, String.format(Locale.ROOT, format, values));
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
