package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** All frames side by side in one image, the first one left. */
final class StripClipWriter implements ClipWriter {
  /** JPEG counts in 16 bits; libjpeg stops a little earlier. */
  private static final int WIDEST_JPG = 65_500;

  /** What viewers still open. */
  private static final int WIDEST_PNG = 250_000;

  /** The whole strip is held in memory: 256 MiB. */
  private static final long MOST_PIXELS = 1L << 26;

  private final PendingFile file;
  private final ImageEncoder encoder;
  private final FrameImage strip;
  private int written;

  private StripClipWriter(PendingFile file, ImageEncoder encoder, FrameImage strip) {
    this.file = file;
    this.encoder = encoder;
    this.strip = strip;
  }

  static StripClipWriter open(Path path, ClipFormat format, ClipOptions options)
      throws FileException {
    boolean png = format == ClipFormat.PNG_STRIP;
    long width = (long) options.outputWidth() * options.frames();
    int height = options.outputHeight();
    ClipLimits.check(path, format, options);
    PendingFile file = PendingFile.open(path);
    FrameImage strip = new FrameImage((int) width, height, new int[(int) width * height]);
    return new StripClipWriter(file, png ? ImageEncoder.png() : ImageEncoder.jpg(), strip);
  }

  /** What is too large for one picture. */
  static Optional<String> refusal(ClipFormat format, ClipOptions options) {
    boolean png = format == ClipFormat.PNG_STRIP;
    long width = (long) options.outputWidth() * options.frames();
    int height = options.outputHeight();
    int widest = png ? WIDEST_PNG : WIDEST_JPG;
    return width > widest || height > widest || width * height > MOST_PIXELS
        ? Optional.of(
            "a strip of %d frames would be %d x %d pixels, too large for one %s image; choose fewer frames, a smaller scale or a folder of frames"
                .formatted(options.frames(), width, height, png ? "PNG" : "JPEG"))
        : Optional.empty();
  }

  @Override
  public void write(FrameImage frame) {
    int left = written++ * frame.width();
    for (int y = 0; y < frame.height(); y++) {
      System.arraycopy(
          frame.argb(), y * frame.width(), strip.argb(), y * strip.width() + left, frame.width());
    }
  }

  @Override
  public void finish() throws FileException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(encoder.encode(strip));
      while (bytes.hasRemaining()) {
        file.channel().write(bytes);
      }
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    }
    file.commit();
  }

  @Override
  public void close() throws FileException {
    file.close();
  }
}
