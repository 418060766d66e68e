package ai.djl.pytorch.jni;

import ai.djl.Device;
import ai.djl.pytorch.engine.PtDeviceType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.io.ByteArrayInputStream;

/**
 * Calls of a TorchScript module with handles. Everything here is unchecked: a wrong handle aborts
 * the JVM, so callers own the handles and free each exactly once.
 */
public final class ModuleCalls {

  private ModuleCalls() {}

  /**
   * Loads a module archive.
   *
   * @param archive the whole archive; passed as one read, because the native side loops for ever on
   *     a stream whose read throws
   * @return the module's handle
   */
  public static long load(byte[] archive, Device device) {
    return PyTorchLibrary.LIB.moduleLoad(
        new ByteArrayInputStream(archive),
        new int[] {PtDeviceType.toDeviceType(device), device.getDeviceId()},
        true,
        new byte[archive.length],
        archive.length);
  }

  /** Frees a module. */
  public static void unload(long module) {
    PyTorchLibrary.LIB.torchDeleteModule(module);
  }

  /**
   * Runs a method.
   *
   * @param gradients true keeps the autograd graph, false runs in inference mode
   * @return the handle of the result, an IValue
   */
  public static long run(long module, String method, long[] arguments, boolean gradients) {
    return PyTorchLibrary.LIB.moduleRunMethod(module, method, arguments, gradients, false);
  }

  /** An IValue that holds a tensor. */
  public static long tensor(PtNDArray array) {
    return PyTorchLibrary.LIB.iValueFromTensor(array.getHandle());
  }

  /** An IValue that holds a list of tensors. */
  public static long tensors(long[] arrayHandles) {
    return PyTorchLibrary.LIB.iValueFromTensorList(arrayHandles);
  }

  /** An IValue that holds an int. */
  public static long integer(long value) {
    return PyTorchLibrary.LIB.iValueFromLong(value);
  }

  /** An IValue that holds a float. */
  public static long real(double value) {
    return PyTorchLibrary.LIB.iValueFromDouble(value);
  }

  /** An IValue that holds a bool. */
  public static long bool(boolean value) {
    return PyTorchLibrary.LIB.iValueFromBool(value);
  }

  /** Takes a tensor out of an IValue and attaches it to a scope. */
  public static PtNDArray toTensor(long value, PtNDManager scope) {
    if (!PyTorchLibrary.LIB.iValueIsTensor(value)) {
      throw new IllegalStateException(
          "the kernel returned " + PyTorchLibrary.LIB.iValueGetType(value) + ", not a tensor");
    }
    return new PtNDArray(scope, PyTorchLibrary.LIB.iValueToTensor(value));
  }

  /** Takes a list of tensors out of an IValue and attaches them to a scope. */
  public static PtNDArray[] toTensors(long value, PtNDManager scope) {
    if (!PyTorchLibrary.LIB.iValueIsTensorList(value)) {
      throw new IllegalStateException(
          "the kernel returned "
              + PyTorchLibrary.LIB.iValueGetType(value)
              + ", not a list of tensors");
    }
    long[] handles = PyTorchLibrary.LIB.iValueToTensorList(value);
    PtNDArray[] arrays = new PtNDArray[handles.length];
    for (int i = 0; i < handles.length; i++) {
      arrays[i] = new PtNDArray(scope, handles[i]);
    }
    return arrays;
  }

  /** Frees an IValue. */
  public static void free(long value) {
    PyTorchLibrary.LIB.torchDeleteIValue(value);
  }
}
