package dev.kymo.studio;

import dev.kymo.inference.file.Sha256;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.model.SinusoidMotion;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.project.LatentShape;
import dev.kymo.studio.project.LearnedFrequencies;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.OpenedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A model without an engine: see {@link SyntheticSource}. */
public final class SyntheticModel implements OpenedModel {

  private final ModelInfo info;
  private final SyntheticSource source;

  /** A model of this size that takes so long for a frame. */
  public SyntheticModel(Path file, int size, long frameNanos) {
    this(file, size, frameNanos, List.of());
  }

  /** A model of this size that has learned these clips. */
  public SyntheticModel(Path file, int size, long frameNanos, List<FootageOrigin> footage) {
    source = new SyntheticSource(size, frameNanos, Optional.of(id(file)));
    String name = String.valueOf(file.getFileName()).replaceAll("\\.[a-z]+$", "");
    info =
        new ModelInfo(
            id(file),
            name,
            file,
            size,
            frequencies(),
            SyntheticModel::motion,
            footage.stream().mapToInt(FootageOrigin::frames).max().orElse(16),
            OptionalLong.of(48_000),
            new LatentShape(8, 4, List.of(4, 8)),
            Optional.empty(),
            footage);
  }

  /** Tells models by their files' names. */
  public static String id(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return Sha256.of(
          Channels.newChannel(new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8))));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail", e);
    }
  }

  private static LearnedFrequencies frequencies() {
    Random random = new Random(7);
    float[] f = new float[256];
    float[] p = new float[256];
    for (int i = 0; i < f.length; i++) {
      double magnitude = 7 * Math.pow(random.nextDouble(), 0.9);
      f[i] = (float) (random.nextBoolean() ? magnitude : -magnitude);
      p[i] = (float) (2 * random.nextDouble() - 1);
    }
    return new LearnedFrequencies(f, p);
  }

  /** Amplitudes drawn from the code, along two directions. */
  private static SinusoidMotion motion(LatentCode code) {
    Random random = new Random(code.hashCode());
    float[] rows = new float[2 * 256];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    return new SinusoidMotion(rows, 2);
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public SyntheticSource frames() {
    return source;
  }

  @Override
  public void close() {
    source.close();
  }
}
