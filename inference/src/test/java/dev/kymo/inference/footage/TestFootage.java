package dev.kymo.inference.footage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.ffmpeg.FfmpegLimits;
import dev.kymo.inference.ffmpeg.FfmpegProcess;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.image.RgbFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes videos with the bundled programs and reads them whole. */
final class TestFootage {
  static final FfmpegPrograms PROGRAMS = new FfmpegPrograms(Path.of("target/ffmpeg"));

  private TestFootage() {}

  /** Encodes with arguments that are separated by spaces; the last is the file. */
  static Path make(Path file, String arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-y"));
    all.addAll(List.of(arguments.strip().split("\\s+", -1)));
    all.add(file.toString());
    try (FfmpegProcess process =
        FfmpegProcess.start(PROGRAMS.ffmpeg(), all, Optional.empty(), FfmpegLimits.look())) {
      int status = process.waitFor();
      assertEquals(0, status, () -> process.messages().toString());
    }
    return file;
  }

  static Footage open(Path file) throws Exception {
    return new FootageOpener(PROGRAMS).open(file);
  }

  /** One of the files with known faults of other readers. */
  static Footage open(String resource) throws Exception {
    return open(resource(resource));
  }

  static Path resource(String name) throws Exception {
    return Path.of(TestFootage.class.getResource("/footage/" + name).toURI());
  }

  /** What a reading gave. */
  record Read(List<RgbFrame> frames, List<String> faults) {
    RgbFrame frame(int index) {
      return frames.get(index);
    }
  }

  static Read all(Footage footage) throws IOException, InterruptedException {
    return range(footage, 0, footage.info().frames());
  }

  static Read range(Footage footage, int first, int count)
      throws IOException, InterruptedException {
    List<RgbFrame> frames = new ArrayList<>();
    Footage.Reading reading =
        footage.read(
            first,
            count,
            Optional.empty(),
            Optional.empty(),
            (index, frame) -> {
              assertEquals(first + frames.size(), index);
              frames.add(frame);
              return true;
            });
    assertEquals(frames.size(), reading.frames());
    return new Read(frames, reading.faults());
  }

  /** Mean of red, green and blue over a part of a frame, given in shares of its size. */
  static double[] mean(RgbFrame frame, double left, double top, double right, double bottom) {
    double[] sum = new double[3];
    int count = 0;
    for (int y = (int) (top * frame.height()); y < (int) (bottom * frame.height()); y++) {
      for (int x = (int) (left * frame.width()); x < (int) (right * frame.width()); x++) {
        for (int c = 0; c < 3; c++) {
          sum[c] += frame.rgb()[3 * (y * frame.width() + x) + c] & 0xFF;
        }
        count++;
      }
    }
    for (int c = 0; c < 3; c++) {
      sum[c] /= count;
    }
    return sum;
  }

  static double[] mean(RgbFrame frame) {
    return mean(frame, 0, 0, 1, 1);
  }

  static void assertColor(double[] color, double red, double green, double blue, double within) {
    assertEquals(red, color[0], within, "red");
    assertEquals(green, color[1], within, "green");
    assertEquals(blue, color[2], within, "blue");
  }

  /** Signal to noise in decibels between two frames of one size. */
  static double psnr(RgbFrame a, RgbFrame b) {
    assertEquals(a.width(), b.width());
    assertEquals(a.height(), b.height());
    double sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      double d = (a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF);
      sum += d * d;
    }
    return sum == 0 ? 100 : 10 * Math.log10(255.0 * 255.0 * a.rgb().length / sum);
  }
}
