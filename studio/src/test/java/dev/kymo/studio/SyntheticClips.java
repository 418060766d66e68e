package dev.kymo.studio;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.studio.learning.ClipAnalyst;
import dev.kymo.studio.learning.ClipStudy;
import dev.kymo.studio.learning.FootageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Footage without a decoder: a ball that goes round on a gradient, 1280 x 720 at 30000/1001 frames
 * a second. A file's text gives the number of its frames; one that says "broken" cannot be opened.
 * Names with "cut" have a cut at frame 40, names with "still" do not move.
 */
public final class SyntheticClips implements FootageReader, ClipAnalyst {

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;

  private final AtomicLong decoded = new AtomicLong();

  /** How many frames were decoded. */
  public long decoded() {
    return decoded.get();
  }

  /** Writes a file that is opened as footage of so many frames. */
  public static Path file(Path folder, String name, int frames) throws IOException {
    return Files.writeString(folder.resolve(name), Integer.toString(frames));
  }

  @Override
  public Footage open(Path path, Optional<FrameRate> rate) throws IOException {
    String text = Files.readString(path);
    if (text.contains("broken")) {
      throw new FileException(path + " cannot be read as a video: it is damaged.");
    }
    FootageInfo info =
        new FootageInfo(
            path,
            WIDTH,
            HEIGHT,
            rate.orElse(new FrameRate(30_000, 1001)),
            Integer.parseInt(text.strip()),
            true,
            "H.264",
            List.of("It was turned upright by 90 degrees, as its camera says."));
    return new Footage() {
      @Override
      public FootageInfo info() {
        return info;
      }

      @Override
      public Reading read(
          int first, int count, Optional<Square> square, Optional<Integer> height, Sink sink)
          throws IOException, InterruptedException {
        int done = 0;
        for (int i = first; i < Math.min(info.frames(), first + count); i++) {
          decoded.incrementAndGet();
          done++;
          if (!sink.frame(i, draw(i, height.orElse(HEIGHT)))) {
            break;
          }
        }
        return new Reading(done, List.of());
      }
    };
  }

  private static RgbFrame draw(int index, int height) {
    int width = Math.round(WIDTH * height / (float) HEIGHT);
    byte[] rgb = new byte[3 * width * height];
    double angle = index / 12.0;
    double cx = width * (0.5 + 0.18 * Math.cos(angle));
    double cy = height * (0.5 + 0.3 * Math.sin(angle));
    double radius = height * 0.14;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        boolean ball = Math.hypot(x - cx, y - cy) < radius;
        rgb[at] = (byte) (ball ? 240 : 40 + 60 * x / width);
        rgb[at + 1] = (byte) (ball ? 170 : 70 + 50 * y / height);
        rgb[at + 2] = (byte) (ball ? 70 : 110);
      }
    }
    return new RgbFrame(width, height, rgb);
  }

  @Override
  public ClipStudy study(
      Footage footage, int first, int frames, Square square, BooleanSupplier cancelled) {
    String name = footage.info().file().getFileName().toString();
    double top = footage.info().rate().perSecond() / 2;
    if (name.contains("still")) {
      return new ClipStudy(
          List.of(),
          top,
          0,
          List.of(),
          List.of(),
          new ClipStudy.Part(first, frames),
          List.of(
              new ClipStudy.Finding(
                  ClipStudy.Severity.REFUSE, "The clip is too still to learn motion from.")));
    }
    List<Double> strengths = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      double hertz = (i + 0.5) / 64 * top;
      strengths.add(
          Math.exp(-Math.pow(hertz - 0.7, 2) * 3) + 0.25 * Math.exp(-Math.pow(hertz - 4, 2) * 2));
    }
    boolean cut = name.contains("cut") && first < 40 && first + frames > 40;
    return new ClipStudy(
        strengths,
        top,
        5.6,
        List.of(1.5, 3.0),
        cut ? List.of(40) : List.of(),
        cut ? new ClipStudy.Part(40, first + frames - 40) : new ClipStudy.Part(first, frames),
        cut
            ? List.of(
                new ClipStudy.Finding(
                    ClipStudy.Severity.WARN, "There is a cut at frame 40 (1.33 s)."))
            : List.of());
  }
}
