package dev.kymo.studio.engine;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.clip.ClipWriters;
import dev.kymo.inference.clip.Ffmpeg;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.clip.ScaleMethod;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.project.ClipExporter;
import dev.kymo.studio.project.ExportFormat;
import dev.kymo.studio.project.ExportSettings;
import dev.kymo.studio.project.ExportSettings.Encoder;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Writes the studio's exports with inference's encoders. */
public final class FileClipExporter implements ClipExporter {

  private final String searchPath;
  private Optional<Optional<Ffmpeg>> ffmpeg = Optional.empty();

  /**
   * An exporter that may use programs of the user's.
   *
   * @param searchPath folders to find them in, as in the environment variable PATH; may be null
   */
  public FileClipExporter(String searchPath) {
    this.searchPath = searchPath;
  }

  @Override
  public Set<Encoder> encoders() throws InterruptedException {
    return ffmpeg().isPresent() ? EnumSet.allOf(Encoder.class) : EnumSet.of(Encoder.BUILT_IN);
  }

  /** Looked for once. */
  private synchronized Optional<Ffmpeg> ffmpeg() throws InterruptedException {
    if (ffmpeg.isEmpty()) {
      ffmpeg = Optional.of(Ffmpeg.find(searchPath));
    }
    return ffmpeg.get();
  }

  @Override
  public Clip start(ExportSettings settings) throws IOException, FrameException {
    try {
      ClipOptions options =
          new ClipOptions(
              settings.imageSize(),
              settings.imageSize(),
              settings.grid().frames(),
              FrameRate.of(settings.fps()),
              quality(settings.quality()),
              settings.scale(),
              settings.smooth() ? ScaleMethod.SMOOTH : ScaleMethod.NEAREST);
      return new WrittenClip(open(settings, options));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FrameException("The export was interrupted.", e);
    } catch (IllegalArgumentException e) {
      throw new FrameException(e.getMessage(), e);
    }
  }

  private ClipWriter open(ExportSettings settings, ClipOptions options)
      throws IOException, InterruptedException {
    if (settings.format() == ExportFormat.MP4 && settings.encoder() == Encoder.FFMPEG) {
      Ffmpeg program =
          ffmpeg()
              .orElseThrow(
                  () ->
                      new FileException(
                          settings.target()
                              + " cannot be written: there is no ffmpeg with x264 on the PATH;"
                              + " choose the built-in encoder."));
      return ClipWriters.open(program, settings.target(), options, settings.attachment());
    }
    return ClipWriters.open(format(settings), settings.target(), options, settings.attachment());
  }

  private static ClipFormat format(ExportSettings settings) {
    return switch (settings.format()) {
      case MP4 -> ClipFormat.MP4;
      case GIF -> ClipFormat.GIF;
      case PNG -> ClipFormat.PNG;
      case JPG -> ClipFormat.JPG;
      case PNG_STRIP -> ClipFormat.PNG_STRIP;
      case JPG_STRIP -> ClipFormat.JPG_STRIP;
    };
  }

  private static ClipQuality quality(ExportSettings.Quality quality) {
    return switch (quality) {
      case BEST -> ClipQuality.BEST;
      case HIGH -> ClipQuality.HIGH;
      case SMALL -> ClipQuality.SMALL;
    };
  }

  private record WrittenClip(ClipWriter writer) implements Clip {
    @Override
    public void write(FrameImage image) throws IOException {
      writer.write(image);
    }

    @Override
    public void finish() throws IOException {
      writer.finish();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
