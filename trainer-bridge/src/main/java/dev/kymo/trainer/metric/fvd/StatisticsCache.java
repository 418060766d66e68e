package dev.kymo.trainer.metric.fvd;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.NpzFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps statistics of real clips, because they take as long as the rest together and change only
 * when the data, the detector or the protocol do. A file that cannot be read is computed again.
 */
final class StatisticsCache {
  private final Path folder;

  /**
   * A cache.
   *
   * @param folder for what can be made again; made when it is needed
   */
  StatisticsCache(Path folder) {
    this.folder = folder;
  }

  /** The statistics that were kept under a key. */
  Optional<FeatureStatistics> find(String key) {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Map<String, HostTensor> arrays = NpzFile.read(file);
      double[] mean = doubles(arrays.get("mean"));
      double[] flat = doubles(arrays.get("covariance"));
      double[] clips = doubles(arrays.get("clips"));
      if (mean.length < 1 || flat.length != mean.length * mean.length || clips.length != 1) {
        return Optional.empty();
      }
      double[][] covariance = new double[mean.length][mean.length];
      for (int i = 0; i < mean.length; i++) {
        System.arraycopy(flat, i * mean.length, covariance[i], 0, mean.length);
      }
      return Optional.of(new FeatureStatistics((int) clips[0], mean, covariance));
    } catch (FileException e) {
      return Optional.empty();
    }
  }

  private static double[] doubles(HostTensor tensor) {
    if (tensor == null || tensor.dtype() != DType.FLOAT64) {
      return new double[0];
    }
    double[] values = new double[(int) tensor.count()];
    tensor.data().asDoubleBuffer().get(values);
    return values;
  }

  /**
   * Keeps statistics under a key.
   *
   * @throws IOException with a sentence, when they cannot be written
   */
  void keep(String key, FeatureStatistics statistics) throws IOException {
    int width = statistics.width();
    double[] flat = new double[width * width];
    for (int i = 0; i < width; i++) {
      System.arraycopy(statistics.covariance()[i], 0, flat, i * width, width);
    }
    Map<String, HostTensor> arrays = new LinkedHashMap<>();
    arrays.put("mean", tensor(statistics.mean(), width));
    arrays.put("covariance", tensor(flat, width, width));
    arrays.put("clips", tensor(new double[] {statistics.clips()}, 1));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw FileException.writing(folder, e);
    }
    NpzFile.write(file(key), arrays);
  }

  private static HostTensor tensor(double[] values, long... shape) {
    ByteBuffer data =
        ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asDoubleBuffer().put(values);
    return HostTensor.wrap(DType.FLOAT64, shape, data);
  }

  private Path file(String key) {
    return folder.resolve(sha256(key.getBytes(StandardCharsets.UTF_8)) + ".npz");
  }

  /** SHA-256 in hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
