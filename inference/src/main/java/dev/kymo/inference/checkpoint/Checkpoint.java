package dev.kymo.inference.checkpoint;

import dev.kymo.inference.file.Sha256;
import dev.kymo.inference.tensor.FileSnapshot;
import dev.kymo.inference.tensor.HostTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A checkpoint that has been read and checked: the generator is in memory, everything else is read
 * from the file when asked for. Made by {@link CheckpointReader}; thread-safe.
 */
public final class Checkpoint {
  private final FileSnapshot file;
  private final CheckpointFormat format;
  private final CheckpointState state;
  private final GeneratorSpec spec;
  private final Map<String, HostTensor> generator;
  private String id;

  Checkpoint(
      FileSnapshot file,
      CheckpointFormat format,
      CheckpointState state,
      GeneratorSpec spec,
      Map<String, HostTensor> generator) {
    this.file = file;
    this.format = format;
    this.state = state;
    this.spec = spec;
    this.generator = generator;
  }

  /** The file that it was read from. */
  public Path source() {
    return file.path();
  }

  /**
   * SHA-256 of the file's bytes in hexadecimal, computed at the first call (about a second for each
   * gigabyte) and then kept.
   *
   * @throws UncheckedIOException when the file has gone or changed before the first call
   */
  public synchronized String id() {
    if (id == null) {
      try {
        id = digest();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return id;
  }

  /** Which kind of file it is. */
  public CheckpointFormat format() {
    return format;
  }

  /** The generator's architecture. */
  public GeneratorSpec spec() {
    return spec;
  }

  /** Whether training can go on from it. */
  public boolean full() {
    return state.full();
  }

  /** The training step that it was saved at, where the file says so. */
  public OptionalLong step() {
    return state.step();
  }

  /**
   * The averaged generator {@code g_ema}: float32 (half, bfloat16 and double are converted) by name
   * without prefix, such as {@code renderer.conv1.conv.weight}. Exactly the tensors of {@link
   * GeneratorLayout} with exactly those shapes; unmodifiable.
   */
  public Map<String, HostTensor> generator() {
    return generator;
  }

  /** The training options as plain values; see {@link CheckpointState#options()}. */
  public Map<String, Object> options() {
    return state.options();
  }

  /** Everything that the file holds, as it is stored. */
  public CheckpointState state() {
    return state;
  }

  private String digest() throws IOException {
    try (FileChannel channel = file.open()) {
      return Sha256.of(channel);
    }
  }
}
