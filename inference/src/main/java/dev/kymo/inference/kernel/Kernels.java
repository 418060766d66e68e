package dev.kymo.inference.kernel;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.ModuleCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernels, loaded on a device. Each call names the scope that its result belongs to, so that
 * nothing outlives the frame or step that made it. Calls may come from several threads; closing may
 * not overlap with a call.
 */
public final class Kernels implements AutoCloseable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Kernels.class);

  /** How convolutions are computed. */
  public enum Convolution {
    /** oneDNN with weights in its own layout: CPU. */
    ONEDNN("convolution.onednn.ts.py"),
    /** {@code torch.conv2d}: CUDA, and where libtorch has no oneDNN. */
    PLAIN("convolution.plain.ts.py");

    private final String text;

    Convolution(String text) {
      this.text = text;
    }
  }

  private final Convolution convolution;
  private long module;

  private Kernels(long module, Convolution convolution) {
    this.module = module;
    this.convolution = convolution;
  }

  /**
   * Packs and loads the kernel texts, with the fastest convolution that the engine has.
   *
   * @param device where they will run; the engine must be loaded
   */
  public static Kernels load(Device device) {
    if (!device.isGpu()) {
      try {
        return load(device, Convolution.ONEDNN);
      } catch (EngineException e) {
        // A libtorch without oneDNN does not know the operator, which is only found out by loading.
        LOGGER.info("no oneDNN in this libtorch, convolutions are plain: {}", e.getMessage());
      }
    }
    return load(device, Convolution.PLAIN);
  }

  /** Loads the kernels with this kind of convolution. */
  static Kernels load(Device device, Convolution convolution) {
    return new Kernels(ModuleCalls.load(archive(convolution), device), convolution);
  }

  /** The TorchScript archive, which Python's {@code torch.jit.load} reads too. */
  public static byte[] archive(Convolution convolution) {
    return KernelArchive.pack(
        Stream.of("motion.ts.py", convolution.text, "synthesis.ts.py").map(Kernels::text).toList());
  }

  /**
   * Loads further kernels beside those that draw, which their texts may call.
   *
   * @param texts in the dialect of {@link KernelArchive}
   */
  static Kernels load(Device device, List<String> texts) {
    return new Kernels(ModuleCalls.load(extended(texts), device), Convolution.PLAIN);
  }

  /** The archive of further kernels, which Python's {@code torch.jit.load} reads too. */
  public static byte[] extended(List<String> texts) {
    List<String> all =
        new ArrayList<>(
            Stream.of("motion.ts.py", Convolution.PLAIN.text, "synthesis.ts.py")
                .map(Kernels::text)
                .toList());
    all.addAll(texts);
    return KernelArchive.pack(all);
  }

  /** How these kernels compute convolutions. */
  public Convolution convolution() {
    return convolution;
  }

  private static String text(String name) {
    try (InputStream in = Kernels.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the kernel text " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the kernel text " + name, e);
    }
  }

  /**
   * Runs a kernel that returns one tensor, in inference mode.
   *
   * @param scope what the result belongs to
   * @param kernel its name
   * @param arguments tensors, lists of tensors ({@code NDArray[]}), ints, floats and bools, as the
   *     text declares them
   */
  public NDArray call(NDManager scope, String kernel, Object... arguments) {
    long result = run(kernel, false, arguments);
    try {
      return ModuleCalls.toTensor(result, (PtNDManager) scope);
    } finally {
      ModuleCalls.free(result);
    }
  }

  /** Runs a kernel that returns a list of tensors, in inference mode. */
  public NDArray[] callForList(NDManager scope, String kernel, Object... arguments) {
    long result = run(kernel, false, arguments);
    try {
      return ModuleCalls.toTensors(result, (PtNDManager) scope);
    } finally {
      ModuleCalls.free(result);
    }
  }

  /**
   * Runs a kernel that returns one tensor and keeps what gradients need, where an argument asks for
   * them and the thread was prepared by {@link Compute#enterTrainingThread}.
   */
  public NDArray trace(NDManager scope, String kernel, Object... arguments) {
    long result = run(kernel, true, arguments);
    try {
      return ModuleCalls.toTensor(result, (PtNDManager) scope);
    } finally {
      ModuleCalls.free(result);
    }
  }

  /** Like {@link #trace} for a kernel that returns a list of tensors. */
  public NDArray[] traceForList(NDManager scope, String kernel, Object... arguments) {
    long result = run(kernel, true, arguments);
    try {
      return ModuleCalls.toTensors(result, (PtNDManager) scope);
    } finally {
      ModuleCalls.free(result);
    }
  }

  private long run(String kernel, boolean gradients, Object... arguments) {
    if (module == 0) {
      throw new IllegalStateException("the kernels are closed");
    }
    List<Long> values = new ArrayList<>(arguments.length);
    try {
      for (Object argument : arguments) {
        values.add(value(argument));
      }
      long[] handles = values.stream().mapToLong(Long::longValue).toArray();
      return ModuleCalls.run(module, kernel, handles, gradients);
    } finally {
      values.forEach(ModuleCalls::free);
    }
  }

  private static long value(Object argument) {
    if (argument instanceof PtNDArray array) {
      return ModuleCalls.tensor(array);
    } else if (argument instanceof NDArray[] arrays) {
      long[] handles = new long[arrays.length];
      for (int i = 0; i < handles.length; i++) {
        handles[i] = ((PtNDArray) arrays[i]).getHandle();
      }
      return ModuleCalls.tensors(handles);
    } else if (argument instanceof Boolean flag) {
      return ModuleCalls.bool(flag);
    } else if (argument instanceof Integer || argument instanceof Long) {
      return ModuleCalls.integer(((Number) argument).longValue());
    } else if (argument instanceof Number number) {
      return ModuleCalls.real(number.doubleValue());
    }
    throw new IllegalArgumentException("a kernel takes no " + argument);
  }

  @Override
  public void close() {
    if (module != 0) {
      ModuleCalls.unload(module);
      module = 0;
    }
  }
}
