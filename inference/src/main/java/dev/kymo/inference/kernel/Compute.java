package dev.kymo.inference.kernel;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Supplier;

/**
 * A device with the kernels loaded on it: where tensors are made, computed and read back. Open it
 * once; everything made from it is freed when it closes.
 */
public final class Compute implements AutoCloseable {

  private final Device device;
  private final NDManager root;
  private final Kernels kernels;

  private Compute(Device device, NDManager root, Kernels kernels) {
    this.device = device;
    this.root = root;
    this.kernels = kernels;
  }

  /**
   * Loads the engine if need be, and the kernels. Takes up to a second the first time; not for the
   * interface's thread.
   *
   * @param device {@code Device.cpu()} or {@code Device.gpu(i)}
   */
  public static Compute open(Device device) {
    return open(device, () -> Kernels.load(device));
  }

  /** Opens a device with a kind of convolution that is not its fastest: for comparisons. */
  static Compute open(Device device, Kernels.Convolution convolution) {
    return open(device, () -> Kernels.load(device, convolution));
  }

  private static Compute open(Device device, Supplier<Kernels> kernels) {
    NDManager root = Engine.getEngine("PyTorch").newBaseManager(device);
    try {
      return new Compute(device, root, kernels.get());
    } catch (RuntimeException e) {
      root.close();
      throw e;
    }
  }

  /** The device. */
  public Device device() {
    return device;
  }

  /** How many threads an operation on the CPU is spread over. */
  public int threads() {
    return JniUtils.getNumThreads();
  }

  /** The folder that the engine's library was loaded from. */
  public String libraryFolder() {
    return LibUtils.getLibtorchPath();
  }

  /** The kernels on this device. */
  public Kernels kernels() {
    return kernels;
  }

  /**
   * Prepares the calling thread: libtorch keeps these settings for each thread. Without the graph
   * optimiser the first calls of each kernel are not slowed by profiling runs.
   */
  public void enterThread() {
    JniUtils.setGraphExecutorOptimize(false);
  }

  /** Prepares the calling thread for kernels that keep what gradients need. */
  public void enterTrainingThread() {
    enterThread();
    JniUtils.setGradMode(true);
  }

  /**
   * Loads further kernels on this device, beside those that draw. The caller closes them before
   * this.
   *
   * @param texts kernel texts; they may call the drawing kernels
   */
  public Kernels load(List<String> texts) {
    return Kernels.load(device, texts);
  }

  /**
   * Spreads operations on the CPU over so many threads, in the whole process. One makes training
   * repeatable bit for bit.
   */
  public void limitThreads(int threads) {
    JniUtils.setNumThreads(threads);
  }

  /** A scope for what lives shorter than the device: a model, a clip, a frame. */
  public NDManager newScope() {
    return root.newSubManager();
  }

  /**
   * A float32 tensor of these values.
   *
   * @param scope what it belongs to
   * @param values row-major; they fill the shape
   */
  public NDArray upload(NDManager scope, float[] values, long... shape) {
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Float.BYTES * values.length).order(ByteOrder.nativeOrder());
    buffer.asFloatBuffer().put(values);
    return scope.create(buffer.asFloatBuffer(), new Shape(shape));
  }

  /**
   * A uint8 tensor of the bytes from position to limit. On the CPU it shares their memory: the
   * buffer must stay as it is until the tensor is closed.
   *
   * @param bytes a direct buffer that fills the shape
   */
  public NDArray uploadBytes(NDManager scope, ByteBuffer bytes, long... shape) {
    return scope.create(bytes.slice(), new Shape(shape), DataType.UINT8);
  }

  /** The values of a float32 tensor, row-major. */
  public float[] download(NDArray array) {
    return array.toFloatArray();
  }

  /** The values of an int32 tensor, row-major. */
  public int[] downloadInts(NDArray array) {
    return array.toIntArray();
  }

  @Override
  public void close() {
    kernels.close();
    root.close();
  }
}
