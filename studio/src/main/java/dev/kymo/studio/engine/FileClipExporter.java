package dev.kymo.studio.engine;

import dev.kymo.inference.clip.ClipEncoders;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipRequest;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.project.ClipExporter;
import dev.kymo.studio.project.ExportCarrying;
import dev.kymo.studio.project.ExportSettings;
import java.io.IOException;
import java.util.List;

/** Writes the studio's exports with inference's encoders. */
public final class FileClipExporter implements ClipExporter {

  private final ClipEncoders encoders;

  /** An exporter that writes with these. */
  public FileClipExporter(ClipEncoders encoders) {
    this.encoders = encoders;
  }

  @Override
  public List<ClipFormat> formats() {
    return encoders.formats();
  }

  @Override
  public Clip start(ExportSettings settings) throws IOException, FrameException {
    try {
      return new WrittenClip(
          encoders.open(
              new ClipRequest(
                  settings.format(),
                  settings.target(),
                  settings.options(),
                  settings.attachment(),
                  settings.carrying().flatMap(ExportCarrying::sound))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FrameException("The export was interrupted.", e);
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
    public List<String> notes() {
      return writer.notes();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }
}
