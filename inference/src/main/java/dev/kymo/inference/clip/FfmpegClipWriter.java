package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * H.264 by an ffmpeg that frames are piped to. It works in a folder of its own among the system's
 * temporary files; what it made is then put beside the target and moved into place.
 */
final class FfmpegClipWriter implements ClipWriter {
  /** Same colours as {@link Mp4ClipWriter}; an odd width or height grows by one pixel. */
  private static final String FILTERS =
      "pad=ceil(iw/2)*2:ceil(ih/2)*2,"
          + "scale=out_color_matrix=bt601:out_range=tv:flags=accurate_rnd+full_chroma_int,"
          + "format=yuv420p";

  private static final long PATIENCE_MINUTES = 10;

  private final PendingFile file;
  private final Optional<ClipAttachment> attachment;
  private final Path folder;
  private final Process process;
  private final OutputStream frames;
  private final byte[] pixels;

  private FfmpegClipWriter(
      PendingFile file,
      Optional<ClipAttachment> attachment,
      Path folder,
      Process process,
      int bytesPerFrame) {
    this.file = file;
    this.attachment = attachment;
    this.folder = folder;
    this.process = process;
    this.frames = process.getOutputStream();
    this.pixels = new byte[bytesPerFrame];
  }

  static FfmpegClipWriter open(
      Ffmpeg ffmpeg, Path path, ClipOptions options, Optional<ClipAttachment> attachment)
      throws FileException {
    Mp4ClipWriter.checkSize(path, options);
    int bytes = 3 * options.outputWidth() * options.outputHeight();
    PendingFile file = PendingFile.open(path);
    try {
      Path folder = Files.createTempDirectory("kymo-ffmpeg");
      try {
        Process process =
            new ProcessBuilder(command(ffmpeg, folder, options))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return new FfmpegClipWriter(file, attachment, folder, process, bytes);
      } catch (IOException e) {
        delete(folder);
        throw e;
      }
    } catch (IOException e) {
      file.close();
      throw new FileException(
          path + " cannot be written: " + ffmpeg.program() + " could not be started.", e);
    }
  }

  private static List<String> command(Ffmpeg ffmpeg, Path folder, ClipOptions options) {
    FrameRate rate = options.rate();
    return List.of(
        ffmpeg.program().toString(),
        "-nostdin",
        "-hide_banner",
        "-loglevel",
        "error",
        "-f",
        "rawvideo",
        "-pixel_format",
        "rgb24",
        "-video_size",
        options.outputWidth() + "x" + options.outputHeight(),
        "-framerate",
        rate.numerator() + "/" + rate.denominator(),
        "-i",
        "pipe:0",
        "-vf",
        FILTERS,
        "-c:v",
        "libx264",
        "-preset",
        "slow",
        "-crf",
        String.valueOf(options.quality().rateFactor()),
        "-color_range",
        "tv",
        "-colorspace",
        "smpte170m",
        "-color_primaries",
        "bt709",
        "-color_trc",
        "iec61966-2-1",
        "-movflags",
        "+faststart",
        "-f",
        "mp4",
        "-y",
        clip(folder).toString());
  }

  private static Path clip(Path folder) {
    return folder.resolve("clip.mp4");
  }

  @Override
  public void write(FrameImage frame) throws FileException {
    int at = 0;
    for (int pixel : frame.argb()) {
      pixels[at++] = (byte) (pixel >> 16);
      pixels[at++] = (byte) (pixel >> 8);
      pixels[at++] = (byte) pixel;
    }
    try {
      frames.write(pixels);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void finish() throws FileException {
    try {
      frames.close();
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw failed(null);
      }
      try (FileChannel made = FileChannel.open(clip(folder), StandardOpenOption.READ)) {
        long size = made.size();
        for (long at = 0; at < size; ) {
          at += made.transferTo(at, size - at, file.channel());
        }
      }
      if (attachment.isPresent()) {
        Mp4Attachments.append(file.channel(), attachment.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FileException(file.target() + " cannot be written: the work was interrupted.", e);
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    }
    file.commit();
  }

  /** Why ffmpeg gave up, in its own last words. */
  private FileException failed(IOException cause) {
    String reason;
    try (Stream<String> lines = Files.lines(folder.resolve("log"), StandardCharsets.ISO_8859_1)) {
      reason =
          lines.filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("it gives no reason");
    } catch (IOException e) {
      reason = "it gives no reason";
    }
    return new FileException(
        "%s cannot be written: ffmpeg failed (%s); choose the built-in encoder."
            .formatted(file.target(), reason.strip()),
        cause);
  }

  @Override
  public void close() throws FileException {
    // Its files are gone for good only when it is.
    process.destroyForcibly().onExit().join();
    try {
      delete(folder);
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    } finally {
      file.close();
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path made : List.of(clip(folder), folder.resolve("log"), folder)) {
      Files.deleteIfExists(made);
    }
  }
}
