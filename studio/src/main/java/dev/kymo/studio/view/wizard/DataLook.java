package dev.kymo.studio.view.wizard;

import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.image.SquareResizer;
import dev.kymo.trainer.dataset.check.TemporalSpectrum;
import dev.kymo.trainer.dataset.source.DataSource;
import dev.kymo.trainer.dataset.source.DataSources;
import dev.kymo.trainer.dataset.source.VideoInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Looks at a few videos of a dataset: small moving pictures, and how fast they move. */
final class DataLook {

  /** Videos that are looked at. */
  static final int VIDEOS = 9;

  /** The side of a small picture, pixels. */
  static final int SIDE = 64;

  private static final int MOST_FRAMES = 64;
  private static final int SHOWN_FRAMES = 16;
  private static final int CELL = SIDE / TemporalSpectrum.CELLS;

  /**
   * What was seen.
   *
   * @param clips of the videos that can be read
   * @param spectrum of their motion
   */
  record Seen(List<Clip> clips, TemporalSpectrum spectrum) {}

  /**
   * A few frames of a video.
   *
   * @param name of it
   * @param frames ARGB pixels, {@link #SIDE} squared each
   */
  record Clip(String name, List<int[]> frames) {}

  private final Footage.Opener videos;

  DataLook(Footage.Opener videos) {
    this.videos = videos;
  }

  /**
   * Looks.
   *
   * @param cancelled asked before each frame
   * @throws IOException with a sentence, when there is no dataset
   */
  Seen look(Path dataset, BooleanSupplier cancelled) throws IOException, InterruptedException {
    List<Clip> clips = new ArrayList<>();
    TemporalSpectrum spectrum = new TemporalSpectrum();
    try (DataSource source = DataSources.open(dataset, videos)) {
      List<VideoInfo> listed = source.videos();
      int count = Math.min(VIDEOS, listed.size());
      for (int k = 0; k < count; k++) {
        int video = (int) ((long) k * listed.size() / count);
        look(source, video, cancelled, clips, spectrum);
      }
    }
    return new Seen(clips, spectrum);
  }

  private static void look(
      DataSource source,
      int video,
      BooleanSupplier cancelled,
      List<Clip> clips,
      TemporalSpectrum spectrum)
      throws InterruptedException {
    SquareResizer resizer = new SquareResizer(SIDE);
    List<int[]> shown = new ArrayList<>();
    List<float[]> brightness = new ArrayList<>();
    try {
      source.readAll(
          video,
          (index, frame) -> {
            if (cancelled.getAsBoolean()) {
              throw new CancellationException();
            }
            take(resizer, frame, shown, brightness);
            return brightness.size() < MOST_FRAMES;
          });
    } catch (IOException e) {
      // The check tells which file is broken, by name; here what was read before is enough.
      if (brightness.isEmpty()) {
        return;
      }
    }
    clips.add(new Clip(source.videos().get(video).name(), shown));
    spectrum.add(brightness.toArray(new float[0][]));
  }

  private static void take(
      SquareResizer resizer, RgbFrame frame, List<int[]> shown, List<float[]> brightness) {
    byte[] rgb = resizer.resize(frame);
    float[] cells = new float[TemporalSpectrum.CELLS * TemporalSpectrum.CELLS];
    int[] argb = new int[SIDE * SIDE];
    for (int i = 0; i < argb.length; i++) {
      int r = rgb[3 * i] & 0xFF;
      int g = rgb[3 * i + 1] & 0xFF;
      int b = rgb[3 * i + 2] & 0xFF;
      argb[i] = 0xFF000000 | r << 16 | g << 8 | b;
      int cell = i / SIDE / CELL * TemporalSpectrum.CELLS + i % SIDE / CELL;
      cells[cell] += (r + g + b) / (3f * 255 * CELL * CELL);
    }
    brightness.add(cells);
    if (shown.size() < SHOWN_FRAMES) {
      shown.add(argb);
    }
  }
}
