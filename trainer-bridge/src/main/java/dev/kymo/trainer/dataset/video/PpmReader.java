package dev.kymo.trainer.dataset.video;

import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Reads binary PPM images (P6, 8 bits) one after another from a stream. */
final class PpmReader {
  private static final int MOST_DIGITS = 9;

  private final InputStream in;
  private final Path file;

  /**
   * A reader.
   *
   * @param file for messages
   */
  PpmReader(InputStream in, Path file) {
    this.in = in;
    this.file = file;
  }

  /** The next image, or nothing at the end of the stream. */
  Optional<RgbFrame> next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    if (first != 'P' || in.read() != '6' || !isSpace(in.read())) {
      throw broken("no image where one should be");
    }
    int width = number();
    int height = number();
    int most = number();
    if (most != 255 || width < 1 || height < 1) {
      throw broken("an image of " + width + " x " + height + " with levels up to " + most);
    }
    if ((long) width * height > FrameDecoder.LARGEST_PIXELS) {
      throw broken("frames of " + width + " x " + height + " pixels, which are too large");
    }
    byte[] rgb = in.readNBytes(3 * width * height);
    if (rgb.length != 3 * width * height) {
      throw broken("an image that is cut short");
    }
    return Optional.of(new RgbFrame(width, height, rgb));
  }

  /** A number and the one space character behind it. */
  private int number() throws IOException {
    int value = 0;
    int digits = 0;
    int c = in.read();
    while (c >= '0' && c <= '9' && digits < MOST_DIGITS) {
      value = 10 * value + (c - '0');
      digits++;
      c = in.read();
    }
    if (digits == 0 || !isSpace(c)) {
      throw broken("an image with a damaged header");
    }
    return value;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private DatasetException broken(String what) {
    return new DatasetException(file + " cannot be decoded: the decoder gave " + what + ".");
  }
}
