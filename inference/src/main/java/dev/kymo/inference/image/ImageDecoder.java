package dev.kymo.inference.image;

import dev.kymo.inference.file.FileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads JPEG and PNG files, told by their content, as they are meant to be seen: upright as EXIF
 * says, in sRGB whatever their profile, CMYK and YCCK as RGB, grey as three equal channels, 16 bits
 * as 8, and what is transparent on black. What was done is told with the picture. Safe for use by
 * several threads.
 */
public final class ImageDecoder {
  /** The most pixels of an image: 8192 x 8192. A small file can claim to hold billions. */
  public static final long LARGEST_PIXELS = 1L << 26;

  /** The most bytes of a file. */
  public static final long LARGEST_BYTES = 1L << 28;

  private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png");

  /** Images that belong together have few profiles. */
  private static final int MOST_PROFILES = 16;

  private static final int YCCK = 2;

  private final Map<ByteBuffer, Optional<ColorProfile>> profiles = new ConcurrentHashMap<>();

  /** Whether a file's name ends like those that can be read. */
  public static boolean isImageName(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /**
   * Reads an image.
   *
   * @param data the file's bytes
   * @param name for messages
   * @throws FileException with a sentence, when it is damaged, cut short, no JPEG or PNG, or too
   *     large
   */
  public DecodedImage decode(byte[] data, String name) throws FileException {
    try {
      if (JpegSegments.isJpeg(data)) {
        return jpeg(data, name);
      }
      if (PngChunks.isPng(data)) {
        return png(data, name);
      }
      throw broken(name, data.length == 0 ? "it is empty" : kind(data), null);
    } catch (FileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers answer damaged files with all kinds of unchecked exceptions.
      throw broken(name, "the image is damaged" + detail(e), e);
    }
  }

  /**
   * The size of an image as {@link #decode} gives it, from the start of its file.
   *
   * @param start the first bytes; some tens of thousands tell of nearly every file
   * @return nothing, when the size lies further on or the file is damaged
   */
  public static Optional<ImageSize> sizeOf(byte[] start) {
    if (JpegSegments.isJpeg(start)) {
      return JpegSegments.sizeOf(start);
    }
    return PngChunks.isPng(start) ? PngChunks.sizeOf(start) : Optional.empty();
  }

  private static String kind(byte[] data) throws IOException {
    try (MemoryCacheImageInputStream stream = stream(data)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        return "it is no JPEG or PNG image";
      }
      ImageReader reader = readers.next();
      String format = reader.getFormatName();
      reader.dispose();
      return "it is a " + format + " image, and frames must be JPEG or PNG";
    }
  }

  private static MemoryCacheImageInputStream stream(byte[] data) {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(data));
  }

  private DecodedImage jpeg(byte[] data, String name) throws IOException {
    JpegSegments segments = JpegSegments.of(data);
    Samples samples =
        read(
            "jpeg",
            segments.bare(),
            name,
            reader ->
                segments.components() == 4
                    ? inks(Samples.ofFour(reader.readRaster(0, null)), segments.adobe())
                    : Samples.of(reader.read(0)));
    return finish(samples, segments.profile(), segments.orientation());
  }

  private DecodedImage png(byte[] data, String name) throws IOException {
    PngChunks chunks = PngChunks.of(data);
    Samples samples = read("png", data, name, reader -> Samples.of(reader.read(0)));
    return finish(samples, chunks.profile(), chunks.orientation());
  }

  /** Reads what one of ImageIO's readers is asked for. */
  @FunctionalInterface
  private interface Reading {
    Samples read(ImageReader reader) throws IOException;
  }

  private static Samples read(String format, byte[] data, String name, Reading reading)
      throws IOException {
    try (MemoryCacheImageInputStream stream = stream(data)) {
      ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
      Complaints complaints = new Complaints();
      try {
        reader.addIIOReadWarningListener(complaints);
        reader.setInput(stream, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width < 1 || height < 1 || width * height > LARGEST_PIXELS) {
          throw broken(
              name,
              "it claims to be " + width + " x " + height + " pixels, which is too large",
              null);
        }
        Samples samples = reading.read(reader);
        complaints.check();
        return samples;
      } finally {
        reader.dispose();
      }
    }
  }

  /**
   * What a reader says about a file that it has read all the same. No pixel is lost by an end that
   * is not marked, or by a few bytes of padding; many bytes that no pixel takes are those of pixels
   * that came out wrong.
   */
  private static final class Complaints implements IIOReadWarningListener {
    private static final Pattern PADDING = Pattern.compile("\\b([0-9]{1,2}) extraneous bytes");
    private static final int MOST_PADDING = 32;

    private final List<String> damage = new ArrayList<>();

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      Matcher padding = PADDING.matcher(warning);
      boolean harmless =
          warning.contains("Missing EOI marker")
              || (padding.find() && Integer.parseInt(padding.group(1)) <= MOST_PADDING);
      if (!harmless) {
        damage.add(warning);
      }
    }

    void check() throws IIOException {
      if (!damage.isEmpty()) {
        throw new IIOException(damage.get(0));
      }
    }
  }

  /** Makes samples mean ink, 0 for none, where they are light or YCCK. */
  private static Samples inks(Samples samples, int adobe) {
    byte[] colors = samples.colors();
    for (int at = 0; at < colors.length; at += 4) {
      if (adobe == YCCK) {
        double y = colors[at] & 0xFF;
        double cb = (colors[at + 1] & 0xFF) - 128;
        double cr = (colors[at + 2] & 0xFF) - 128;
        // YCCK holds the complements of the inks, as RGB.
        colors[at] = level(y + 1.402 * cr);
        colors[at + 1] = level(y - 0.344136 * cb - 0.714136 * cr);
        colors[at + 2] = level(y + 1.772 * cb);
      }
      if (adobe >= 0) {
        // Adobe's files hold what remains white.
        for (int ink = 0; ink < 4; ink++) {
          colors[at + ink] = (byte) ~colors[at + ink];
        }
      }
    }
    return samples;
  }

  private static byte level(double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  private DecodedImage finish(Samples samples, Optional<byte[]> icc, int orientation) {
    Set<ImageConversion> done = EnumSet.noneOf(ImageConversion.class);
    if (samples.deep()) {
      done.add(ImageConversion.DEPTH);
    }
    byte[] rgb = toSrgb(samples, icc, done);
    if (samples.alpha().isPresent()) {
      byte[] alpha = samples.alpha().get();
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) (((rgb[i] & 0xFF) * (alpha[i / 3] & 0xFF) + 127) / 255);
      }
      done.add(ImageConversion.ALPHA);
    }
    RgbFrame stored = new RgbFrame(samples.width(), samples.height(), rgb);
    if (orientation != ExifOrientation.UPRIGHT) {
      done.add(ImageConversion.TURNED);
    }
    return new DecodedImage(ExifOrientation.apply(stored, orientation), done);
  }

  private byte[] toSrgb(Samples samples, Optional<byte[]> icc, Set<ImageConversion> done) {
    if (samples.bands() == 4) {
      done.add(ImageConversion.CMYK);
    }
    if (icc.isPresent()) {
      Optional<ColorProfile> profile = profile(icc.get());
      if (profile.isEmpty() || profile.get().components() != samples.bands()) {
        done.add(ImageConversion.PROFILE_IGNORED);
      } else if (!profile.get().plain()) {
        done.add(ImageConversion.PROFILE);
        return profile.get().convert(samples.colors(), samples.width(), samples.height());
      }
    }
    return switch (samples.bands()) {
      case 1 -> ofGrey(samples.colors());
      case 4 -> ofInks(samples.colors());
      default -> samples.colors();
    };
  }

  private Optional<ColorProfile> profile(byte[] icc) {
    ByteBuffer key = ByteBuffer.wrap(icc);
    Optional<ColorProfile> profile = profiles.get(key);
    if (profile == null) {
      profile = ColorProfile.of(icc);
      if (profiles.size() < MOST_PROFILES) {
        profiles.put(key, profile);
      }
    }
    return profile;
  }

  private static byte[] ofGrey(byte[] grey) {
    byte[] rgb = new byte[3 * grey.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = grey[i / 3];
    }
    return rgb;
  }

  /** Ideal inks, each keeping back a part of its light: R = 255 (1 - C) (1 - K). */
  private static byte[] ofInks(byte[] inks) {
    byte[] rgb = new byte[inks.length / 4 * 3];
    for (int pixel = 0; pixel < inks.length / 4; pixel++) {
      int light = 255 - (inks[4 * pixel + 3] & 0xFF);
      for (int i = 0; i < 3; i++) {
        rgb[3 * pixel + i] = (byte) (((255 - (inks[4 * pixel + i] & 0xFF)) * light + 127) / 255);
      }
    }
    return rgb;
  }

  private static String detail(Exception e) {
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return "";
    }
    return " (" + message.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "") + ")";
  }

  private static FileException broken(String name, String why, Exception cause) {
    return new FileException(name + " cannot be read as a frame: " + why + ".", cause);
  }
}
