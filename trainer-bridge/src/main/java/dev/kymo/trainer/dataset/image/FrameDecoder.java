package dev.kymo.trainer.dataset.image;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.image.DecodedImage;
import dev.kymo.inference.image.ImageDecoder;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;

/**
 * Reads the frames of datasets as {@link ImageDecoder} reads every image; what fails is a dataset's
 * fault. Safe for use by several threads.
 */
public final class FrameDecoder {
  /** The most pixels of a frame: 8192 x 8192. A small file can claim to hold billions. */
  public static final long LARGEST_PIXELS = ImageDecoder.LARGEST_PIXELS;

  /** The most bytes of a file. */
  public static final long LARGEST_BYTES = ImageDecoder.LARGEST_BYTES;

  /**
   * Changes when the same file gives other pixels than before, so that frames kept from then are
   * not taken for these.
   */
  public static final int VERSION = 2;

  private final ImageDecoder decoder = new ImageDecoder();

  /** Whether a file's name ends like those that can be decoded. */
  public static boolean isFrameName(String name) {
    return ImageDecoder.isImageName(name);
  }

  /**
   * Decodes a file.
   *
   * @param data its bytes
   * @param name for messages
   * @throws DatasetException with a sentence, when it is broken, no JPEG or PNG, or too large
   */
  public RgbFrame decode(byte[] data, String name) throws DatasetException {
    return decodeImage(data, name).frame();
  }

  /**
   * Decodes a file and tells what was done to its picture.
   *
   * @param data its bytes
   * @param name for messages
   * @throws DatasetException with a sentence, when it is broken, no JPEG or PNG, or too large
   */
  public DecodedImage decodeImage(byte[] data, String name) throws DatasetException {
    try {
      return decoder.decode(data, name);
    } catch (FileException e) {
      throw new DatasetException(e.getMessage(), e);
    }
  }
}
