package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFolder;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** A folder of frame_00000.png, frame_00001.png ... or the same as .jpg. */
final class FolderClipWriter implements ClipWriter {
  private static final Pattern OURS = Pattern.compile("frame_\\d{5,9}\\.(png|jpg)");

  private final PendingFolder folder;
  private final ImageEncoder encoder;
  private int written;

  private FolderClipWriter(PendingFolder folder, ImageEncoder encoder) {
    this.folder = folder;
    this.encoder = encoder;
  }

  static FolderClipWriter open(Path path, ClipFormat format) throws FileException {
    ImageEncoder encoder =
        switch (format) {
          case PNG -> ImageEncoder.png();
          case PNG_16 -> ImageEncoder.png16();
          default -> ImageEncoder.jpg();
        };
    PendingFolder folder = PendingFolder.open(path, name -> OURS.matcher(name).matches());
    return new FolderClipWriter(folder, encoder);
  }

  @Override
  public void write(FrameImage frame) throws FileException {
    String name = String.format(Locale.ROOT, "frame_%05d.%s", written++, encoder.ending());
    try {
      Files.write(folder.folder().resolve(name), encoder.encode(frame));
    } catch (IOException e) {
      throw FileException.writing(folder.target().resolve(name), e);
    }
  }

  @Override
  public void finish() throws FileException {
    folder.commit();
  }

  @Override
  public void close() throws FileException {
    folder.close();
  }
}
