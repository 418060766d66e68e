package dev.kymo.inference.clip;

import dev.kymo.inference.ffmpeg.FfmpegLimits;
import dev.kymo.inference.ffmpeg.FfmpegProcess;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A video by an encoder of ffmpeg's, in a process of its own that frames are piped to. It writes
 * beside the target, and what it made is moved into place.
 */
final class FfmpegClipWriter implements ClipWriter {
  private final PendingFile file;
  private final Optional<ClipAttachment> box;
  private final EncoderPath target;
  private final Optional<Path> tags;
  private final FfmpegProcess process;
  private final int codedWidth;
  private final byte[] pixels;

  private FfmpegClipWriter(
      PendingFile file,
      Optional<ClipAttachment> box,
      EncoderPath target,
      Optional<Path> tags,
      FfmpegProcess process,
      int codedWidth,
      int codedHeight) {
    this.file = file;
    this.box = box;
    this.target = target;
    this.tags = tags;
    this.process = process;
    this.codedWidth = codedWidth;
    this.pixels = new byte[3 * codedWidth * codedHeight];
  }

  static FfmpegClipWriter open(FfmpegPrograms programs, ClipRequest request) throws FileException {
    VideoEncoder encoder = request.format().encoder().orElseThrow();
    VideoContainer container = request.format().container().orElseThrow();
    ClipOptions options = request.options();
    ClipLimits.check(request.path(), request.format(), options);
    PendingFile file = PendingFile.open(request.path());
    Optional<Path> tags = Optional.empty();
    try {
      if (!container.hasBoxes() && request.attachment().isPresent()) {
        tags = Optional.of(MatroskaAttachments.tagFile(request.attachment().get()));
      }
      EncoderPath target = EncoderPath.of(file.part());
      int width = encoder.side(options.outputWidth());
      int height = encoder.side(options.outputHeight());
      FfmpegLimits limits = FfmpegLimits.work();
      FfmpegProcess process =
          FfmpegProcess.start(
              programs.ffmpeg(),
              arguments(request, width, height, tags, target),
              Optional.empty(),
              encoder.usesCard() ? limits.anyAddresses() : limits);
      Optional<ClipAttachment> box = container.hasBoxes() ? request.attachment() : Optional.empty();
      return new FfmpegClipWriter(file, box, target, tags, process, width, height);
    } catch (IOException e) {
      file.close();
      delete(tags);
      throw FileException.writing(request.path(), e);
    }
  }

  private static List<String> arguments(
      ClipRequest request, int width, int height, Optional<Path> tags, EncoderPath target) {
    FrameRate rate = request.options().rate();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-f", "rawvideo", "-pixel_format", "rgb24"));
    arguments.addAll(List.of("-video_size", width + "x" + height));
    arguments.addAll(List.of("-framerate", rate.numerator() + "/" + rate.denominator()));
    arguments.addAll(List.of("-i", "pipe:0"));
    tags.ifPresent(path -> arguments.addAll(List.of("-f", "ffmetadata", "-i", path.toString())));
    arguments.addAll(List.of("-map", "0:v:0"));
    tags.ifPresent(path -> arguments.addAll(List.of("-map_metadata", "1")));
    arguments.addAll(request.format().encoder().orElseThrow().arguments(request.options()));
    arguments.addAll(request.format().container().orElseThrow().muxing());
    arguments.addAll(List.of("-y", target.toString()));
    return arguments;
  }

  @Override
  public void write(FrameImage frame) throws FileException {
    fill(frame);
    try {
      process.write(pixels);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Beyond the frame's right and lower edge its last pixels go on. */
  private void fill(FrameImage frame) {
    int at = 0;
    int height = pixels.length / (3 * codedWidth);
    for (int y = 0; y < height; y++) {
      int row = Math.min(y, frame.height() - 1) * frame.width();
      for (int x = 0; x < codedWidth; x++) {
        int pixel = frame.argb()[row + Math.min(x, frame.width() - 1)];
        pixels[at++] = (byte) (pixel >> 16);
        pixels[at++] = (byte) (pixel >> 8);
        pixels[at++] = (byte) pixel;
      }
    }
  }

  @Override
  public void finish() throws FileException {
    try {
      process.endInput();
      if (process.waitFor() != 0) {
        throw failed(null);
      }
      if (box.isPresent()) {
        Mp4Attachments.append(file.channel(), box.get());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (FileException e) {
      throw e;
    } catch (IOException e) {
      throw failed(e);
    }
    file.commit();
  }

  private FileException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new FileException(
        file.target() + " cannot be written: the work was interrupted.", cause);
  }

  /** Why the encoder gave up, in its own last words. */
  private FileException failed(IOException cause) {
    return cause instanceof FileException sentence
        ? sentence
        : EncoderFailure.of(file.target(), process, cause);
  }

  @Override
  public void close() throws FileException {
    process.close();
    try {
      target.close();
      delete(tags);
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    } finally {
      file.close();
    }
  }

  private static void delete(Optional<Path> temporary) throws FileException {
    if (temporary.isPresent()) {
      try {
        Files.deleteIfExists(temporary.get());
      } catch (IOException e) {
        throw FileException.writing(temporary.get(), e);
      }
    }
  }
}
