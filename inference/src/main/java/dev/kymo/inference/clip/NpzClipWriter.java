package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.NpzWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A clip as numbers, for programs: {@code images} (n, 3, S, S) float32, nominally in [-1, 1] and
 * not clamped; {@code w} (n, D_c) float32; {@code t} (n) float64. Frames go to the disk as they
 * come. Appears under its name at {@link #finish}; {@link #close} without it leaves no trace.
 */
public final class NpzClipWriter implements AutoCloseable {
  private final NpzWriter npz;
  private final int frames;
  private final int pixels;
  private final float[] w;
  private final int wSize;
  private final ByteBuffer t;
  private int written;

  private NpzClipWriter(NpzWriter npz, int frames, int pixels, int wSize) {
    this.npz = npz;
    this.frames = frames;
    this.pixels = pixels;
    this.wSize = wSize;
    this.w = new float[Math.multiplyExact(frames, wSize)];
    this.t =
        ByteBuffer.allocate(Math.multiplyExact(frames, Double.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Starts a file.
   *
   * @param frames n, how many will come
   * @param imageSize S in pixels
   * @param contentDim D_c
   * @throws FileException with a sentence, when nothing can be written there
   */
  public static NpzClipWriter open(Path path, int frames, int imageSize, int contentDim)
      throws FileException {
    NpzWriter npz = NpzWriter.create(path);
    try {
      NpzClipWriter writer = new NpzClipWriter(npz, frames, 3 * imageSize * imageSize, contentDim);
      npz.begin("images", DType.FLOAT32, frames, 3, imageSize, imageSize);
      return writer;
    } catch (FileException | RuntimeException e) {
      npz.close();
      throw e;
    }
  }

  /**
   * Appends a frame; the arrays are copied.
   *
   * @param t its time
   * @param w (D_c) what the synthesis network was given
   * @param chw (3, S, S) what it drew
   * @throws IllegalArgumentException when an array has another size
   * @throws IllegalStateException when all frames have come
   * @throws FileException with a sentence, when it cannot be written
   */
  public void write(double t, float[] w, float[] chw) throws FileException {
    if (w.length != wSize || chw.length != pixels) {
      throw new IllegalArgumentException(
          "w of %d and an image of %d numbers do not fit %d and %d"
              .formatted(w.length, chw.length, wSize, pixels));
    }
    if (written == frames) {
      throw new IllegalStateException("the clip has all its " + frames + " frames");
    }
    npz.append(chw);
    System.arraycopy(w, 0, this.w, written * wSize, wSize);
    this.t.putDouble(Double.BYTES * written, t);
    written++;
  }

  /**
   * Completes the file and moves it into place.
   *
   * @throws IllegalStateException when frames are missing
   * @throws FileException with a sentence, when it cannot be written
   */
  public void finish() throws FileException {
    npz.write("w", HostTensor.of(w, frames, wSize));
    npz.write("t", HostTensor.wrap(DType.FLOAT64, new long[] {frames}, t));
    npz.finish();
  }

  /** Discards everything, unless the file is finished. */
  @Override
  public void close() throws FileException {
    npz.close();
  }
}
