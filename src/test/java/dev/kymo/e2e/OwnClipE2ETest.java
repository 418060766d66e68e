package dev.kymo.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.ClipEncoders;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipRequest;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageOpener;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.puppet.Puppet;
import dev.kymo.trainer.dataset.puppet.PuppetLook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A video of the user's from end to end: it is learned for seconds, its fast motion taken away, the
 * edit carried to its own pixels, written, and read back beside the truth.
 */
class OwnClipE2ETest {
  private static final int SIZE = 128;
  private static final int FRAMES = 48;
  private static final FrameRate RATE = new FrameRate(Puppet.FRAME_RATE, 1);
  private static final Puppet PUPPET = new Puppet(PuppetLook.of(3));

  @TempDir private Path folder;

  @Test
  void aVideoIsLearnedEditedAndDeliveredInItsOwnPixels() throws Exception {
    CommandLine kymo = new CommandLine(folder.resolve("cache"));
    FfmpegPrograms programs = new FfmpegPrograms(folder.resolve("cache").resolve("kymo"));
    Path clip = folder.resolve("puppet.mkv");
    write(programs, clip);
    String model = folder.resolve("puppet.safetensors").toString();

    String said =
        kymo.run(
            "learn",
            clip.toString(),
            "--out",
            model,
            "--size",
            "32",
            "--steps",
            "600",
            "--threads",
            "1");
    assertTrue(said.contains("Learned in 600 steps"), said);
    assertTrue(kymo.run("inspect", model).contains("puppet.mkv"), "it says what it has learned");

    Path same = folder.resolve("same.mkv");
    kymo.run(
        "render", "--checkpoint", model, "--footage", clip.toString(), "--out", same.toString());
    assertTrue(decibels(read(programs, clip), read(programs, same)) > 45, "the footage comes back");

    Path calm = folder.resolve("calm.mp4");
    kymo.run(
        "render",
        "--checkpoint",
        model,
        "--footage",
        clip.toString(),
        "--bands",
        // Above 2 Hz: two pi times 2, times 24 frames of a unit of t, by 25 frames a second.
        Double.toString(2 * Math.PI * 2 * FRAMES / 2 / Puppet.FRAME_RATE),
        "--gain",
        "1,0",
        "--out",
        calm.toString());
    List<RgbFrame> truth = drawn(0);
    List<RgbFrame> edited = read(programs, calm);
    assertEquals(FRAMES, edited.size());
    assertEquals(SIZE, edited.get(0).width());
    double before = mouth(truth, drawn(1));
    double after = mouth(truth, edited);
    assertTrue(after > before + 2, "carried: %.1f dB, unedited: %.1f dB".formatted(after, before));
    assertTrue(decibels(truth, edited) > 30, "%.1f dB".formatted(decibels(truth, edited)));
  }

  private static List<RgbFrame> drawn(double fast) {
    List<RgbFrame> frames = new ArrayList<>();
    for (int k = 0; k < FRAMES; k++) {
      frames.add(PUPPET.draw(k / RATE.perSecond(), SIZE, 1, fast));
    }
    return frames;
  }

  private static void write(FfmpegPrograms programs, Path file) throws Exception {
    ClipRequest request =
        ClipRequest.of(ClipFormat.FFV1, file, ClipOptions.of(SIZE, SIZE, FRAMES).withRate(RATE));
    try (ClipWriter writer = new ClipEncoders(programs).open(request)) {
      for (RgbFrame frame : drawn(1)) {
        int[] argb = new int[SIZE * SIZE];
        byte[] rgb = frame.rgb();
        for (int i = 0; i < argb.length; i++) {
          argb[i] =
              0xFF000000
                  | (rgb[3 * i] & 0xFF) << 16
                  | (rgb[3 * i + 1] & 0xFF) << 8
                  | (rgb[3 * i + 2] & 0xFF);
        }
        writer.write(new FrameImage(SIZE, SIZE, argb));
      }
      writer.finish();
    }
  }

  private static List<RgbFrame> read(FfmpegPrograms programs, Path file) throws Exception {
    Footage footage = new FootageOpener(programs).open(file);
    List<RgbFrame> frames = new ArrayList<>();
    footage.read(
        0,
        FRAMES + 1,
        Optional.empty(),
        Optional.empty(),
        (index, frame) -> {
          frames.add(frame);
          return true;
        });
    assertTrue(Files.size(file) > 0);
    return frames;
  }

  private static double decibels(List<RgbFrame> a, List<RgbFrame> b) {
    double sum = 0;
    long count = 0;
    for (int k = 0; k < a.size(); k++) {
      byte[] x = a.get(k).rgb();
      byte[] y = b.get(k).rgb();
      for (int i = 0; i < x.length; i++) {
        int d = (x[i] & 0xFF) - (y[i] & 0xFF);
        sum += (double) d * d;
      }
      count += x.length;
    }
    return 10 * Math.log10(255 * 255 * count / Math.max(sum, 1e-9));
  }

  /** Decibels around the mouth, wherever the head has swayed to. */
  private static double mouth(List<RgbFrame> truth, List<RgbFrame> found) {
    double sum = 0;
    long count = 0;
    for (int k = 0; k < truth.size(); k++) {
      for (int y = SIZE * 5 / 10; y < SIZE * 8 / 10; y++) {
        for (int i = 3 * (y * SIZE + SIZE / 4); i < 3 * (y * SIZE + SIZE * 3 / 4); i++) {
          int d = (truth.get(k).rgb()[i] & 0xFF) - (found.get(k).rgb()[i] & 0xFF);
          sum += (double) d * d;
          count++;
        }
      }
    }
    return 10 * Math.log10(255 * 255 * count / Math.max(sum, 1e-9));
  }
}
