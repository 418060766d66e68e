package dev.kymo.studio.engine;

import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.clip.ClipWriters;
import dev.kymo.inference.clip.ScaleMethod;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.project.ClipExporter;
import dev.kymo.studio.project.ExportSettings;
import java.io.IOException;
import java.util.Optional;

/** Writes the studio's exports with inference's encoders. */
public final class FileClipExporter implements ClipExporter {

  @Override
  public Clip start(ExportSettings settings) throws IOException, FrameException {
    try {
      ClipOptions options =
          new ClipOptions(
              settings.imageSize(),
              settings.imageSize(),
              settings.grid().frames(),
              settings.rate(),
              settings.quality(),
              settings.scale(),
              settings.smooth() ? ScaleMethod.SMOOTH : ScaleMethod.NEAREST,
              Optional.empty());
      return new WrittenClip(
          ClipWriters.open(settings.format(), settings.target(), options, settings.attachment()));
    } catch (IllegalArgumentException e) {
      throw new FrameException(e.getMessage(), e);
    }
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
