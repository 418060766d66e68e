package dev.kymo.inference.footage;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.image.DecodedImage;
import dev.kymo.inference.image.ImageConversion;
import dev.kymo.inference.image.ImageDecoder;
import dev.kymo.inference.image.ImageFolder;
import dev.kymo.inference.image.ImageFolder.ImageFile;
import dev.kymo.inference.image.ImageScaler;
import dev.kymo.inference.image.ImageSize;
import dev.kymo.inference.image.PassedOver;
import dev.kymo.inference.image.PassedOver.Reason;
import dev.kymo.inference.image.RgbFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Footage that is a folder of JPEG or PNG images, shown in the order of their numbers at a constant
 * rate. Images are read by {@link ImageDecoder}; what it does to the first one is told as a note.
 * An image that cannot be read is a fault, and the picture before it is shown in its place.
 */
public final class ImageSequenceFootage implements Footage {
  /** The rate of a sequence that nobody gives one. */
  public static final FrameRate ASSUMED_RATE = new FrameRate(25, 1);

  private static final int START_BYTES = 1 << 16;

  private final FootageInfo info;
  private final List<ImageFile> files;
  private final ImageDecoder decoder;

  private ImageSequenceFootage(FootageInfo info, List<ImageFile> files, ImageDecoder decoder) {
    this.info = info;
    this.files = files;
    this.decoder = decoder;
  }

  /**
   * Opens a folder at a rate that is assumed, which is told as a note.
   *
   * @throws FileException with a sentence, as {@link #open(Path, FrameRate)}
   */
  public static ImageSequenceFootage open(Path folder) throws FileException {
    return open(
        folder,
        ASSUMED_RATE,
        List.of(
            "Images have no frame rate of their own: %d frames per second are assumed."
                .formatted(Math.round(ASSUMED_RATE.perSecond()))));
  }

  /**
   * Opens a folder.
   *
   * @param rate at which the images are shown
   * @throws FileException with a sentence, when it cannot be listed, holds no image that can be
   *     read, or images of several sizes
   */
  public static ImageSequenceFootage open(Path folder, FrameRate rate) throws FileException {
    return open(folder, rate, List.of());
  }

  private static ImageSequenceFootage open(Path folder, FrameRate rate, List<String> first)
      throws FileException {
    ImageFolder listed = ImageFolder.list(folder);
    if (listed.frames().isEmpty()) {
      throw new FileException(
          folder + " holds no JPEG or PNG images: give a folder with one image for each frame.");
    }
    ImageDecoder decoder = new ImageDecoder();
    ImageSize size = commonSize(folder, listed.frames(), decoder);
    List<String> notes = new ArrayList<>(first);
    notes.addAll(listed.notes());
    List<PassedOver> passedOver = new ArrayList<>(listed.passedOver());
    for (Path inner : listed.folders()) {
      passedOver.add(new PassedOver(inner.getFileName().toString(), Reason.FOLDER));
    }
    notes.addAll(PassedOver.sentences(passedOver));
    addConversions(folder, listed.frames(), decoder, notes);
    FootageInfo info =
        new FootageInfo(
            folder,
            size.width(),
            size.height(),
            rate,
            listed.frames().size(),
            false,
            kind(listed.frames()),
            notes);
    return new ImageSequenceFootage(info, listed.frames(), decoder);
  }

  /** The size of all images that tell one; an image that is damaged is found when it is read. */
  private static ImageSize commonSize(Path folder, List<ImageFile> files, ImageDecoder decoder)
      throws FileException {
    ImageSize common = null;
    String example = "";
    for (ImageFile file : files) {
      Optional<ImageSize> size = size(folder.resolve(file.name()), decoder);
      if (size.isPresent() && common == null) {
        common = size.get();
        example = file.name();
      } else if (size.isPresent() && !size.get().equals(common)) {
        throw odd(folder, file, size.get(), example, common);
      }
    }
    if (common == null) {
      // Its reading says best what is wrong.
      ImageFile file = files.get(0);
      RgbFrame frame = load(folder, file, decoder).frame();
      return new ImageSize(frame.width(), frame.height());
    }
    return common;
  }

  private static FileException odd(
      Path folder, ImageFile file, ImageSize size, String example, ImageSize common) {
    return new FileException(
        "%s is %s pixels, but %s is %s: the images of a sequence must have one size."
            .formatted(folder.resolve(file.name()), size, example, common));
  }

  private static Optional<ImageSize> size(Path file, ImageDecoder decoder) throws FileException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(START_BYTES);
      Optional<ImageSize> size = ImageDecoder.sizeOf(start);
      if (size.isPresent() || start.length < START_BYTES) {
        return size;
      }
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
    try {
      RgbFrame frame = decode(file, decoder).frame();
      return Optional.of(new ImageSize(frame.width(), frame.height()));
    } catch (FileException e) {
      // A fault of this frame alone, told when it is read.
      return Optional.empty();
    }
  }

  private static void addConversions(
      Path folder, List<ImageFile> files, ImageDecoder decoder, List<String> notes) {
    try {
      for (ImageConversion done : load(folder, files.get(0), decoder).conversions()) {
        notes.add(
            "%s is %s, and so is every image like it.".formatted(files.get(0).name(), done.text()));
      }
    } catch (FileException e) {
      notes.add(e.getMessage());
    }
  }

  private static String kind(List<ImageFile> files) {
    long png =
        files.stream().filter(f -> f.name().toLowerCase(Locale.ROOT).endsWith(".png")).count();
    return png == files.size() ? "PNG images" : png == 0 ? "JPEG images" : "JPEG and PNG images";
  }

  @Override
  public FootageInfo info() {
    return info;
  }

  @Override
  public Reading read(
      int first, int count, Optional<Square> square, Optional<Integer> height, Sink sink)
      throws IOException, InterruptedException {
    if (first < 0 || count < 1) {
      throw new IllegalArgumentException(
          "Frames are read from 0 on, at least one, not %d from %d on.".formatted(count, first));
    }
    Shape shape = new Shape(square, height);
    List<String> faults = new ArrayList<>();
    int end = (int) Math.min(files.size(), (long) first + count);
    int sent = 0;
    int whole = -1;
    int waiting = 0;
    for (int index = first; index < end; index++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Optional<RgbFrame> read = frame(index, shape, faults);
      if (read.isEmpty() && whole < 0) {
        waiting++;
        continue;
      }
      // Frames that are damaged before the first whole one show that one.
      for (; waiting > 0; waiting--) {
        sent++;
        if (!sink.frame(index - waiting, copy(read.orElseThrow()))) {
          return new Reading(sent, faults);
        }
      }
      whole = read.isPresent() ? index : whole;
      RgbFrame shown = read.isPresent() ? read.get() : again(whole, shape);
      sent++;
      if (!sink.frame(index, shown)) {
        return new Reading(sent, faults);
      }
    }
    if (waiting > 0) {
      throw new FileException(faults.get(0));
    }
    return new Reading(sent, faults);
  }

  /** A frame that was read before, handed over since; damage is rare, so none is kept. */
  private RgbFrame again(int index, Shape shape) throws FileException {
    List<String> faults = new ArrayList<>();
    return frame(index, shape, faults).orElseThrow(() -> new FileException(faults.get(0)));
  }

  private static RgbFrame copy(RgbFrame frame) {
    return new RgbFrame(frame.width(), frame.height(), frame.rgb().clone());
  }

  private Optional<RgbFrame> frame(int index, Shape shape, List<String> faults)
      throws FileException {
    ImageFile file = files.get(index);
    Path path = info.file().resolve(file.name());
    checkUnchanged(file, path);
    RgbFrame whole;
    try {
      whole = load(info.file(), file, decoder).frame();
    } catch (FileException e) {
      faults.add(e.getMessage());
      return Optional.empty();
    }
    if (whole.width() != info.width() || whole.height() != info.height()) {
      throw odd(
          info.file(),
          file,
          new ImageSize(whole.width(), whole.height()),
          "the sequence",
          new ImageSize(info.width(), info.height()));
    }
    return Optional.of(shape.of(whole));
  }

  private static void checkUnchanged(ImageFile file, Path path) throws FileException {
    try {
      if (Files.size(path) == file.size()
          && Files.getLastModifiedTime(path).toMillis() == file.modified()) {
        return;
      }
    } catch (NoSuchFileException e) {
      throw new FileException(path + " is gone: it was there when the footage was opened.", e);
    } catch (IOException e) {
      throw FileException.reading(path, e);
    }
    throw new FileException(
        path + " has changed since the footage was opened: open the footage again.");
  }

  private static DecodedImage load(Path folder, ImageFile file, ImageDecoder decoder)
      throws FileException {
    return decode(folder.resolve(file.name()), decoder);
  }

  private static DecodedImage decode(Path path, ImageDecoder decoder) throws FileException {
    try {
      long size = Files.size(path);
      if (size > ImageDecoder.LARGEST_BYTES) {
        throw new FileException(path + " cannot be read as a frame: it has " + size + " bytes.");
      }
      return decoder.decode(Files.readAllBytes(path), path.toString());
    } catch (IOException e) {
      throw FileException.reading(path, e);
    }
  }

  /** The part of a frame that is wanted, and its size. */
  private final class Shape {
    private final Optional<Square> square;
    private final Optional<ImageScaler> scaler;

    Shape(Optional<Square> square, Optional<Integer> height) {
      if (square.isPresent() && !square.get().fits(info.width(), info.height())) {
        throw new IllegalArgumentException(
            "%s does not lie in frames of %d x %d."
                .formatted(square.get(), info.width(), info.height()));
      }
      this.square = square;
      ImageSize part =
          square
              .map(s -> new ImageSize(s.side(), s.side()))
              .orElseGet(() -> new ImageSize(info.width(), info.height()));
      this.scaler =
          height.map(
              h -> {
                long width = Math.round((double) part.width() * h / part.height());
                return new ImageScaler(part, new ImageSize((int) Math.max(1, width), h));
              });
    }

    RgbFrame of(RgbFrame whole) {
      RgbFrame part = square.isPresent() ? crop(whole, square.get()) : whole;
      return scaler.isPresent() ? scaler.get().scale(part) : part;
    }

    private static RgbFrame crop(RgbFrame whole, Square part) {
      byte[] rgb = new byte[3 * part.side() * part.side()];
      for (int y = 0; y < part.side(); y++) {
        int from = 3 * ((part.y() + y) * whole.width() + part.x());
        System.arraycopy(whole.rgb(), from, rgb, 3 * y * part.side(), 3 * part.side());
      }
      return new RgbFrame(part.side(), part.side(), rgb);
    }
  }
}
