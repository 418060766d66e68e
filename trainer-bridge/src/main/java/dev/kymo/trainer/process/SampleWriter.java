package dev.kymo.trainer.process;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.clip.ClipWriters;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.model.Generator;
import dev.kymo.inference.model.PrecisionChoice;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.inference.tensor.HostTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Draws the same latents again and again while a model learns: row i has content and motion seed
 * first + i, over one training clip, of which long ones are shown in steps. Everything is drawn by
 * {@link FrameRenderer}, the one sampling path.
 */
final class SampleWriter {
  private static final int MOST_FRAMES = 32;

  private final GeneratorSpec spec;
  private final long first;
  private final int rows;
  private final Compute compute;
  private final String deviceName;

  SampleWriter(GeneratorSpec spec, long first, int rows, Compute compute, String deviceName) {
    this.spec = spec;
    this.first = first;
    this.rows = rows;
    this.compute = compute;
    this.deviceName = deviceName;
  }

  /** The pixels of the strip: its width and height. */
  int stripWidth() {
    return spec.imageSize() * frames();
  }

  private int frames() {
    return Math.min(MOST_FRAMES, spec.videoLength());
  }

  int stripHeight() {
    return spec.imageSize() * rows;
  }

  /** Draws and writes both files, each whole or not at all. */
  void write(Map<String, HostTensor> generator, Path strip, Path film)
      throws FrameException, FileException {
    List<List<FrameImage>> clips = draw(generator);
    int size = spec.imageSize();
    int frames = frames();
    ClipOptions tall = ClipOptions.of(size, size * rows, frames);
    ClipOptions wide = ClipOptions.of(size * rows, size, frames);
    try (ClipWriter png = ClipWriters.open(ClipFormat.PNG_STRIP, strip, tall);
        ClipWriter mp4 = ClipWriters.open(ClipFormat.MP4, film, wide)) {
      for (int k = 0; k < frames; k++) {
        png.write(joined(clips, k, true));
        mp4.write(joined(clips, k, false));
      }
      png.finish();
      mp4.finish();
    }
  }

  private List<List<FrameImage>> draw(Map<String, HostTensor> tensors) throws FrameException {
    List<List<FrameImage>> clips = new ArrayList<>();
    double[] times = new TimeGrid(TimeGrid.TRAINED_FROM, TimeGrid.TRAINED_TO, frames()).times();
    compute.enterThread();
    Generator generator = Generator.load(spec, tensors, compute, Precision.FP32);
    PrecisionChoice choice = new PrecisionChoice(Precision.FP32, "samples are to be comparable");
    try (FrameRenderer renderer =
        new FrameRenderer("sample", compute, deviceName, generator, choice)) {
      for (int row = 0; row < rows; row++) {
        LatentCode code = LatentCode.seed(first + row);
        Scene scene =
            new Scene(
                "sample",
                code,
                new NoiseCode.Seeded(row),
                MotionEdit.trained(BandPlan.WHOLE, code));
        List<FrameImage> clip = new ArrayList<>();
        renderer.drawClip(scene, times, (index, t, image) -> clip.add(image), () -> false);
        clips.add(clip);
      }
    }
    return clips;
  }

  /** Frame k of all clips in one image, one below the other or side by side. */
  private FrameImage joined(List<List<FrameImage>> clips, int k, boolean below) {
    int size = spec.imageSize();
    int width = below ? size : size * rows;
    int[] argb = new int[size * size * rows];
    for (int row = 0; row < rows; row++) {
      int[] frame = clips.get(row).get(k).argb();
      for (int y = 0; y < size; y++) {
        int target = below ? (row * size + y) * width : y * width + row * size;
        System.arraycopy(frame, y * size, argb, target, size);
      }
    }
    return new FrameImage(width, argb.length / width, argb);
  }
}
