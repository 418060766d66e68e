package dev.kymo.studio;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.delivery.FrameCarrier;
import dev.kymo.inference.delivery.ModelFrame;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageHash;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.studio.footage.Carriers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Footage without a file behind it: frame k has its number as red, its place as green and blue. */
public final class SyntheticFootage implements Footage {
  private final FootageInfo info;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger decoded = new AtomicInteger();
  private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);
  private volatile Optional<String> broken = Optional.empty();

  /** Footage of this size and length. */
  public SyntheticFootage(Path file, int width, int height, int frames) {
    info =
        new FootageInfo(
            file,
            width,
            height,
            new FrameRate(24000, 1001),
            frames,
            false,
            "H.264",
            List.of("It has no color tags: BT.709 is assumed."));
  }

  /** What a model has learned of it: frames from 4 on, the middle square. */
  public static FootageOrigin origin(Path file, int width, int height, int frames)
      throws FileException {
    return new FootageOrigin(
        String.valueOf(file.getFileName()),
        FootageHash.of(file),
        width,
        height,
        new FrameRate(24000, 1001),
        4,
        frames,
        Square.middle(width, height),
        1,
        1);
  }

  /** Carriers that put the model's picture into the square; the quick one is a little darker. */
  public static Carriers carriers() {
    return new Carriers(origin -> new Pasting(origin, 1), origin -> new Pasting(origin, 0));
  }

  /** With two frames that help, the good one also paints the upper left pixel in their color. */
  private static final class Pasting implements FrameCarrier {
    private final FootageOrigin origin;
    private final int darker;
    private List<Original> kept = List.of();

    Pasting(FootageOrigin origin, int darker) {
      this.origin = origin;
      this.darker = darker;
    }

    @Override
    public List<Integer> helpers(List<FrameImage> learned) {
      return List.of(learned.size() - 1, 0);
    }

    @Override
    public void keep(List<Original> helpers) {
      kept = helpers;
    }

    @Override
    public RgbFrame carry(Original original, FrameImage edited) {
      int[] argb = edited.argb().clone();
      for (int i = 0; i < argb.length; i++) {
        argb[i] = (argb[i] & 0xFF) < darker ? argb[i] : argb[i] - darker;
      }
      FrameImage picture = new FrameImage(edited.width(), edited.height(), argb);
      RgbFrame made = ModelFrame.over(original.frame(), origin.square(), picture);
      if (darker == 0) {
        made.rgb()[0] = kept.get(0).frame().rgb()[0];
        made.rgb()[1] = kept.get(1).frame().rgb()[0];
      }
      return made;
    }

    @Override
    public RgbFrame between(Original before, Original after, double part, FrameImage edited) {
      return carry(part < 0.5 ? before : after, edited);
    }
  }

  /** From now on so many frames are decoded, and no more. */
  public void letThrough(int frames) {
    gate.drainPermits();
    gate.release(frames);
  }

  /** From now on it cannot be read. */
  public void breakIt(String sentence) {
    broken = Optional.of(sentence);
  }

  /** How often it was read. */
  public int reads() {
    return reads.get();
  }

  /** How many frames were decoded. */
  public int decoded() {
    return decoded.get();
  }

  /** The red of frame k. */
  public static int red(int index) {
    return 40 + index * 5 % 200;
  }

  @Override
  public FootageInfo info() {
    return info;
  }

  @Override
  public Reading read(
      int first, int count, Optional<Square> square, Optional<Integer> height, Sink sink)
      throws IOException, InterruptedException {
    reads.incrementAndGet();
    int frames = 0;
    for (int index = first; index < Math.min(info.frames(), first + count); index++) {
      if (broken.isPresent()) {
        throw new FileException(broken.get());
      }
      gate.acquire();
      decoded.incrementAndGet();
      frames++;
      if (!sink.frame(index, frame(index, square, height))) {
        break;
      }
    }
    return new Reading(frames, List.of());
  }

  private RgbFrame frame(int index, Optional<Square> square, Optional<Integer> height) {
    int wide = square.map(Square::side).orElse(info.width());
    int high = square.map(Square::side).orElse(info.height());
    int rows = height.orElse(high);
    int columns = Math.max(1, Math.round((float) wide * rows / high));
    byte[] rgb = new byte[3 * rows * columns];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int at = 3 * (y * columns + x);
        rgb[at] = (byte) red(index);
        rgb[at + 1] = (byte) (200 * x / columns);
        rgb[at + 2] = (byte) (200 * y / rows);
      }
    }
    return new RgbFrame(columns, rows, rgb);
  }
}
