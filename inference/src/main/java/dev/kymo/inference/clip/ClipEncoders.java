package dev.kymo.inference.clip;

import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens the writers of all formats: those of {@link ClipWriters} and, through the ffmpeg that comes
 * with Kymo, the other videos and sound. Safe for use by several threads.
 */
public final class ClipEncoders {
  /** Wide enough for every encoder. */
  private static final int TRIAL_SIZE = 256;

  private final FfmpegPrograms programs;
  private Optional<String> cardFault;

  /** Writers that use these programs. */
  public ClipEncoders(FfmpegPrograms programs) {
    this.programs = programs;
  }

  /**
   * The formats of pictures that this machine can write, in the order in which they are offered.
   * Takes a moment when it is first asked: where there is an NVIDIA card, a frame is encoded to see
   * whether it works.
   */
  public List<ClipFormat> formats() {
    boolean brought = hasPrograms();
    return Arrays.stream(ClipFormat.values())
        .filter(ClipFormat::isPicture)
        .filter(format -> format.encoder().isEmpty() || brought)
        .filter(format -> !usesCard(format) || cardFault().isEmpty())
        .toList();
  }

  private boolean hasPrograms() {
    try {
      programs.ffmpeg();
      return true;
    } catch (FileException e) {
      // None for this platform: Kymo's own formats remain.
      return false;
    }
  }

  /**
   * Starts a clip. Whatever can be refused is refused here, before the first frame is drawn.
   *
   * @throws FileException with a sentence, when the format cannot hold such a clip, this machine
   *     cannot make it, the sound cannot be read, or nothing can be written there
   */
  public ClipWriter open(ClipRequest request) throws FileException, InterruptedException {
    if (usesCard(request.format())) {
      Optional<String> fault = cardFault();
      if (fault.isPresent()) {
        throw new FileException(
            "%s cannot be written: no NVIDIA card of this machine encodes H.264 (%s); choose %s."
                .formatted(request.path(), fault.get(), ClipFormat.MP4_OPENH264.title()));
      }
    }
    List<String> notes = new ArrayList<>(notes(request));
    ClipWriter writer;
    if (request.sound().isPresent() && request.format().container().isPresent()) {
      Path from = request.sound().get().file();
      SoundSource source = SoundSource.of(programs, from);
      if (source.codec().isPresent()) {
        writer = SoundClipWriter.open(programs, request, source, this::pictures);
      } else {
        notes.add(from.getFileName() + " has no sound, so the clip has none.");
        writer = pictures(request.silent());
      }
    } else {
      writer = pictures(request);
    }
    return new CheckedClipWriter(
        writer, request.options(), FrameScaler.create(request.options()), notes);
  }

  /** What the format and the size mean for the pictures: a sentence each. */
  private static List<String> notes(ClipRequest request) {
    List<String> notes = new ArrayList<>();
    request.options().shapeNote().ifPresent(notes::add);
    Optional<VideoEncoder> encoder = request.format().encoder();
    int width = request.options().outputWidth();
    int height = request.options().outputHeight();
    int codedWidth = encoder.map(e -> e.side(width)).orElse(width);
    int codedHeight = encoder.map(e -> e.side(height)).orElse(height);
    if (request.format() == ClipFormat.MP4) {
      codedWidth = YuvPicture.even(width);
      codedHeight = YuvPicture.even(height);
    }
    if (codedWidth != width || codedHeight != height) {
      notes.add(
          "%s takes even sizes only: the clip is %d x %d pixels, its last column or row being there twice."
              .formatted(request.format().title(), codedWidth, codedHeight));
    }
    if (request.format() == ClipFormat.PNG_16) {
      notes.add("Frames have 8 bits a channel; 16-bit files hold the same levels times 257.");
    }
    if (request.sound().isPresent() && request.format().container().isEmpty()) {
      notes.add("The sound is left out: there is none in %s.".formatted(request.format().title()));
    }
    return notes;
  }

  private ClipWriter pictures(ClipRequest request) throws FileException {
    return request.format().encoder().isPresent()
        ? FfmpegClipWriter.open(programs, request)
        : ClipWriters.unchecked(request);
  }

  private static boolean usesCard(ClipFormat format) {
    return format.encoder().filter(VideoEncoder::usesCard).isPresent();
  }

  /** Why the card does not encode; empty when it does. Tried out once. */
  private synchronized Optional<String> cardFault() {
    if (cardFault == null) {
      cardFault = hasDriver() ? trial() : Optional.of("there is none, or no driver for it");
    }
    return cardFault;
  }

  private static boolean hasDriver() {
    return Files.exists(Path.of("/proc/driver/nvidia/version"))
        || Files.exists(Path.of("/dev/nvidiactl"))
        || Files.exists(Path.of("C:\\Windows\\System32\\nvcuda.dll"));
  }

  private Optional<String> trial() {
    try {
      Path folder = Files.createTempDirectory("kymo-trial");
      try {
        ClipOptions options = ClipOptions.of(TRIAL_SIZE, TRIAL_SIZE, 1);
        ClipRequest request =
            ClipRequest.of(ClipFormat.MP4_NVENC, folder.resolve("clip.mp4"), options);
        try (ClipWriter writer = pictures(request)) {
          int[] black = new int[TRIAL_SIZE * TRIAL_SIZE];
          writer.write(new FrameImage(TRIAL_SIZE, TRIAL_SIZE, black));
          writer.finish();
        }
        return Optional.empty();
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      return Optional.of(reason(e.getMessage()));
    }
  }

  /** What is in the parentheses of an encoder's sentence. */
  private static String reason(String sentence) {
    int open = sentence.indexOf('(');
    int close = sentence.lastIndexOf(')');
    return open >= 0 && close > open ? sentence.substring(open + 1, close) : sentence;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
