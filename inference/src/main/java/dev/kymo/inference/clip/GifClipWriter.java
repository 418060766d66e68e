package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import dev.kymo.inference.frame.FrameImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * An animated GIF that loops for ever, each frame with colours of its own. Delays are hundredths of
 * a second; they are spread so that frame k starts within half of one of k / rate.
 */
final class GifClipWriter implements ClipWriter {
  /** The longest delay that fits into its two bytes, hundredths of a second. */
  private static final int LONGEST = 0xFFFF;

  private final PendingFile file;
  private final OutputStream out;
  private final FrameRate rate;
  private final GifPalette palette = new GifPalette();
  private final LzwEncoder lzw = new LzwEncoder();
  private final byte[] indices;
  private int written;

  private GifClipWriter(PendingFile file, ClipOptions options) throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(Channels.newOutputStream(file.channel()), 1 << 16);
    this.rate = options.rate();
    this.indices = new byte[options.outputWidth() * options.outputHeight()];
    out.write("GIF89a".getBytes(StandardCharsets.US_ASCII));
    shorts(options.outputWidth(), options.outputHeight());
    // No common colours, 8 bits each, background 0, square pixels.
    bytes(0x70, 0, 0);
    bytes(0x21, 0xFF, 11);
    out.write("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
    // Repeat without end.
    bytes(3, 1, 0, 0, 0);
  }

  static GifClipWriter open(Path path, ClipOptions options) throws FileException {
    ClipLimits.check(path, ClipFormat.GIF, options);
    PendingFile file = PendingFile.open(path);
    try {
      return new GifClipWriter(file, options);
    } catch (IOException e) {
      file.close();
      throw FileException.writing(path, e);
    }
  }

  @Override
  public void write(FrameImage frame) throws FileException {
    palette.index(frame.argb(), indices);
    int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(palette.size() - 1));
    long delay = rate.startOf(written + 1, 100) - rate.startOf(written, 100);
    try {
      // Leave the frame in place until the next one covers it.
      bytes(0x21, 0xF9, 4, 4);
      shorts((int) Math.min(LONGEST, delay));
      bytes(0, 0);
      bytes(0x2C);
      shorts(0, 0, frame.width(), frame.height());
      bytes(0x80 | (bits - 1));
      for (int i = 0; i < 1 << bits; i++) {
        int color = i < palette.size() ? palette.color(i) : 0;
        bytes(color >> 16, color >> 8, color);
      }
      lzw.encode(indices, Math.max(2, bits), out);
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    }
    written++;
  }

  private void bytes(int... values) throws IOException {
    for (int value : values) {
      out.write(value);
    }
  }

  private void shorts(int... values) throws IOException {
    for (int value : values) {
      out.write(value);
      out.write(value >> 8);
    }
  }

  @Override
  public void finish() throws FileException {
    try {
      out.write(0x3B);
      out.flush();
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
