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
import java.util.Locale;
import java.util.Optional;

/**
 * A video with sound: another writer makes the silent video beside the target, and ffmpeg puts both
 * together. Sound is copied as it is where the container takes it, and encoded anew where not.
 */
final class SoundClipWriter implements ClipWriter {
  private final FfmpegPrograms programs;
  private final ClipRequest request;
  private final VideoContainer container;
  private final SoundSource source;
  private final PendingFile file;
  private final Path silent;
  private final ClipWriter video;

  /** Opens the writer of a silent video. */
  @FunctionalInterface
  interface VideoWriter {
    ClipWriter open(ClipRequest request) throws FileException;
  }

  private SoundClipWriter(
      FfmpegPrograms programs,
      ClipRequest request,
      SoundSource source,
      PendingFile file,
      Path silent,
      ClipWriter video) {
    this.programs = programs;
    this.request = request;
    this.container = request.format().container().orElseThrow();
    this.source = source;
    this.file = file;
    this.silent = silent;
    this.video = video;
  }

  /**
   * Starts a clip.
   *
   * @param request with sound, of a format that holds it
   * @param source what its sound is; not without any
   */
  static SoundClipWriter open(
      FfmpegPrograms programs, ClipRequest request, SoundSource source, VideoWriter videos)
      throws FileException {
    PendingFile file = PendingFile.open(request.path());
    try {
      Path silent = file.part().resolveSibling(file.part().getFileName() + ".video");
      boolean boxes = request.format().container().orElseThrow().hasBoxes();
      ClipRequest mute = request.silent().at(silent);
      // A box is put behind everything at the end; a tag is carried over.
      ClipWriter video =
          videos.open(boxes ? ClipRequest.of(mute.format(), silent, mute.options()) : mute);
      return new SoundClipWriter(programs, request, source, file, silent, video);
    } catch (FileException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void write(FrameImage frame) throws FileException {
    video.write(frame);
  }

  @Override
  public void finish() throws FileException {
    video.finish();
    try (EncoderPath in = EncoderPath.of(silent);
        EncoderPath out = EncoderPath.of(file.part());
        FfmpegProcess process =
            FfmpegProcess.start(
                programs.ffmpeg(),
                arguments(in, out),
                Optional.of(request.sound().orElseThrow().file()),
                FfmpegLimits.work())) {
      if (process.waitFor() != 0) {
        throw EncoderFailure.of(file.target(), process, null);
      }
      if (container.hasBoxes() && request.attachment().isPresent()) {
        Mp4Attachments.append(file.channel(), request.attachment().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FileException(file.target() + " cannot be written: the work was interrupted.", e);
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    }
    file.commit();
  }

  private List<String> arguments(EncoderPath in, EncoderPath out) {
    SoundTrack sound = request.sound().orElseThrow();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-i", in.toString()));
    arguments.addAll(List.of("-ss", seconds(source.offset() + sound.start())));
    arguments.addAll(List.of("-t", seconds(sound.seconds())));
    arguments.addAll(FfmpegProcess.localInput());
    arguments.addAll(List.of("-map", "0:v:0", "-map", "1:a:0"));
    arguments.addAll(List.of("-map_metadata", "0", "-map_chapters", "-1", "-c:v", "copy"));
    // What lies before the start would delay the pictures where time cannot be negative.
    arguments.addAll(
        copied() ? List.of("-c:a", "copy", "-copypriorss:a", "0") : container.soundEncoder());
    arguments.addAll(container.muxing());
    arguments.addAll(List.of("-y", out.toString()));
    return arguments;
  }

  private boolean copied() {
    return container.takes(source.codec().orElseThrow());
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(video.notes());
    Path from = request.sound().orElseThrow().file().getFileName();
    if (source.tracks() > 1) {
      notes.add("%s has %d sound tracks; the first goes along.".formatted(from, source.tracks()));
    }
    if (!copied()) {
      notes.add(
          "The sound of %s (%s) is encoded anew as %s, which the file takes."
              .formatted(from, source.codec().orElseThrow(), container.soundTitle()));
    }
    return notes;
  }

  @Override
  public void close() throws FileException {
    try {
      video.close();
      Files.deleteIfExists(silent);
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    } finally {
      file.close();
    }
  }
}
