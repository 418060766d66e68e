package dev.kymo.trainer.dataset.check;

import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.image.SquareResizer;
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
public final class DatasetLook {

  /** Videos that are looked at. */
  public static final int VIDEOS = 9;

  /** The side of a small picture, pixels. */
  public static final int SIDE = 64;

  private static final int MOST_FRAMES = 64;
  private static final int SHOWN_FRAMES = 16;
  private static final int CELL = SIDE / TemporalSpectrum.CELLS;

  /**
   * What was seen.
   *
   * @param clips of the videos that can be read
   * @param spectrum of their motion
   * @param videos how many there are in all
   * @param medianFrames of a video
   * @param shortestSide of the frames that were looked at, pixels; 0 when there were none
   */
  public record Seen(
      List<Clip> clips,
      TemporalSpectrum spectrum,
      int videos,
      int medianFrames,
      int shortestSide) {}

  /**
   * A few frames of a video.
   *
   * @param name of it
   * @param frames ARGB pixels, {@link #SIDE} squared each
   */
  public record Clip(String name, List<int[]> frames) {}

  private final Footage.Opener videos;

  /** A look that opens video files in this way. */
  public DatasetLook(Footage.Opener videos) {
    this.videos = videos;
  }

  /**
   * Looks.
   *
   * @param cancelled asked before each frame
   * @throws IOException with a sentence, when there is no dataset
   */
  public Seen look(Path dataset, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    List<Clip> clips = new ArrayList<>();
    TemporalSpectrum spectrum = new TemporalSpectrum();
    int[] side = {Integer.MAX_VALUE};
    try (DataSource source = DataSources.open(dataset, videos)) {
      List<VideoInfo> listed = source.videos();
      int count = Math.min(VIDEOS, listed.size());
      for (int k = 0; k < count; k++) {
        int video = (int) ((long) k * listed.size() / count);
        look(source, video, cancelled, clips, spectrum, side);
      }
      int[] frames =
          listed.stream().mapToInt(VideoInfo::frames).filter(n -> n > 0).sorted().toArray();
      return new Seen(
          clips,
          spectrum,
          frames.length,
          frames.length == 0 ? 0 : frames[frames.length / 2],
          clips.isEmpty() ? 0 : side[0]);
    }
  }

  private static void look(
      DataSource source,
      int video,
      BooleanSupplier cancelled,
      List<Clip> clips,
      TemporalSpectrum spectrum,
      int[] side)
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
            side[0] = Math.min(side[0], Math.min(frame.width(), frame.height()));
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
