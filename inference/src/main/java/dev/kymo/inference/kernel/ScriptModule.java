package dev.kymo.inference.kernel;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.ModuleCalls;
import dev.kymo.inference.tensor.HostTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A TorchScript module of the user's, such as a detector, loaded on a device. What goes in and
 * comes out is on the host. Used by one thread at a time.
 */
public final class ScriptModule implements AutoCloseable {
  private final Compute compute;
  private long module;

  private ScriptModule(Compute compute, long module) {
    this.compute = compute;
    this.module = module;
  }

  /**
   * Loads a module.
   *
   * @return a module that the caller closes before the device
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when it is no TorchScript archive or this engine cannot load
   *     it; the message is a clause that says why
   */
  public static ScriptModule load(Compute compute, Path file) throws IOException {
    byte[] archive = Files.readAllBytes(file);
    checkArchive(file);
    compute.enterThread();
    try {
      return new ScriptModule(compute, ModuleCalls.load(archive, compute.device()));
    } catch (EngineException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  /** The engine's own reader is not written for files of other kinds. */
  private static void checkArchive(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Set<String> parts = new HashSet<>();
      zip.stream()
          .map(entry -> entry.getName().substring(entry.getName().indexOf('/') + 1))
          .forEach(name -> parts.add(name.startsWith("code/") ? "code" : name));
      if (!parts.containsAll(Set.of("code", "data.pkl", "constants.pkl", "version"))) {
        throw new IllegalArgumentException("it is no TorchScript archive");
      }
    } catch (ZipException e) {
      throw new IllegalArgumentException("it is no TorchScript archive, or damaged", e);
    }
  }

  /**
   * What a module returned.
   *
   * @param shape of the tensor
   * @param values float32, row-major
   */
  @SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
  public record Output(long[] shape, float[] values) {}

  /**
   * Calls {@code forward} in inference mode with one tensor of bytes and flags behind it.
   *
   * @param bytes uint8, row-major; from position to limit they fill the shape
   * @throws IllegalArgumentException when the module does not take them or does not return a
   *     float32 tensor; the message is a clause that says why
   */
  public Output forward(ByteBuffer bytes, long[] shape, boolean... flags) {
    if (module == 0) {
      throw new IllegalStateException("the module is closed");
    }
    if (bytes.remaining() != HostTensor.count(shape)) {
      throw new IllegalStateException(bytes.remaining() + " bytes do not fill the shape");
    }
    compute.enterThread();
    try (NDManager scope = compute.newScope()) {
      ByteBuffer direct =
          ByteBuffer.allocateDirect(bytes.remaining()).put(bytes.duplicate()).flip();
      NDArray input = scope.create(direct, new Shape(shape), DataType.UINT8);
      NDArray output = call((PtNDArray) input, (PtNDManager) scope, flags);
      if (output.getDataType() != DataType.FLOAT32) {
        throw new IllegalArgumentException("it returns " + output.getDataType() + ", not float32");
      }
      return new Output(output.getShape().getShape(), output.toFloatArray());
    } catch (EngineException | IllegalStateException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  private NDArray call(PtNDArray input, PtNDManager scope, boolean[] flags) {
    long[] arguments = new long[1 + flags.length];
    int made = 0;
    try {
      arguments[made++] = ModuleCalls.tensor(input);
      for (boolean flag : flags) {
        arguments[made++] = ModuleCalls.bool(flag);
      }
      long result = ModuleCalls.run(module, "forward", arguments, false);
      try {
        return ModuleCalls.toTensor(result, scope);
      } finally {
        ModuleCalls.free(result);
      }
    } finally {
      for (int i = 0; i < made; i++) {
        ModuleCalls.free(arguments[i]);
      }
    }
  }

  /** TorchScript's messages are tracebacks; the line with the reason is the last that says much. */
  private static String reason(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .map(String::strip)
        .filter(line -> line.contains("Error: "))
        .reduce((first, second) -> second)
        .orElseGet(() -> String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown"));
  }

  @Override
  public void close() {
    if (module != 0) {
      ModuleCalls.unload(module);
      module = 0;
    }
  }
}
