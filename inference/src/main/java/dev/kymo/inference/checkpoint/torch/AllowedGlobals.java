package dev.kymo.inference.checkpoint.torch;

import dev.kymo.inference.tensor.DType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that a checkpoint may mention: containers, tensors, and inert torch values. */
final class AllowedGlobals {
  static final PyGlobal ORDERED_DICT = new PyGlobal("collections", "OrderedDict");
  static final PyGlobal NAMESPACE = new PyGlobal("argparse", "Namespace");
  static final PyGlobal REBUILD_TENSOR = new PyGlobal("torch._utils", "_rebuild_tensor_v2");
  static final PyGlobal REBUILD_PARAMETER = new PyGlobal("torch._utils", "_rebuild_parameter");
  static final PyGlobal REBUILD_PARAMETER_WITH_STATE =
      new PyGlobal("torch._utils", "_rebuild_parameter_with_state");
  static final PyGlobal DEVICE = new PyGlobal("torch", "device");
  static final PyGlobal SIZE = new PyGlobal("torch", "Size");

  private static final Map<String, DType> STORAGES =
      Map.of(
          "DoubleStorage", DType.FLOAT64,
          "FloatStorage", DType.FLOAT32,
          "HalfStorage", DType.FLOAT16,
          "BFloat16Storage", DType.BFLOAT16,
          "LongStorage", DType.INT64,
          "IntStorage", DType.INT32,
          "ShortStorage", DType.INT16,
          "CharStorage", DType.INT8,
          "ByteStorage", DType.UINT8,
          "BoolStorage", DType.BOOL);

  private static final Set<String> TORCH_DTYPES =
      Set.of(
          "float64",
          "double",
          "float32",
          "float",
          "float16",
          "half",
          "bfloat16",
          "int64",
          "long",
          "int32",
          "int",
          "int16",
          "short",
          "int8",
          "uint8",
          "bool");

  private static final Set<PyGlobal> OTHERS =
      Set.of(
          ORDERED_DICT,
          NAMESPACE,
          REBUILD_TENSOR,
          REBUILD_PARAMETER,
          REBUILD_PARAMETER_WITH_STATE,
          DEVICE,
          SIZE);

  /** Makes an object of its first argument: protocols 0 and 1 have no instruction for that. */
  private static final Set<PyGlobal> RECONSTRUCTORS =
      Set.of(new PyGlobal("copyreg", "_reconstructor"), new PyGlobal("copy_reg", "_reconstructor"));

  /** Bytes as protocols below 3 write them: encode(text, 'latin1'). */
  private static final PyGlobal ENCODE = new PyGlobal("_codecs", "encode");

  /** Modules of which a checkpoint that is meant well names nothing. */
  private static final Set<String> HARMFUL_MODULES =
      Set.of(
          "os",
          "posix",
          "nt",
          "subprocess",
          "commands",
          "sys",
          "runpy",
          "shutil",
          "socket",
          "importlib",
          "ctypes",
          "_ctypes",
          "pty",
          "code",
          "codeop",
          "webbrowser",
          "pickle",
          "_pickle",
          "marshal",
          "operator",
          "_operator",
          "asyncio",
          "multiprocessing",
          "threading");

  private static final Set<String> HARMFUL_BUILTINS =
      Set.of(
          "eval",
          "exec",
          "execfile",
          "compile",
          "open",
          "input",
          "apply",
          "getattr",
          "setattr",
          "delattr",
          "globals",
          "locals",
          "vars",
          "breakpoint",
          "__import__");

  private static final Set<PyGlobal> HARMFUL =
      Set.of(
          new PyGlobal("torch", "load"),
          new PyGlobal("torch.serialization", "load"),
          new PyGlobal("torch.storage", "_load_from_bytes"),
          new PyGlobal("numpy", "load"));

  private AllowedGlobals() {}

  static boolean contains(PyGlobal global) {
    return OTHERS.contains(global) || storageType(global).isPresent() || isTorchDtype(global);
  }

  /**
   * Whether Python would do something with it that goes beyond making a value: run a program, read
   * code, open files. Here nothing is ever run; the file is refused so that nobody opens it there.
   */
  static boolean isHarmful(PyGlobal global) {
    String module = global.module();
    String top = module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
    boolean builtins = module.equals("builtins") || module.equals("__builtin__");
    return HARMFUL_MODULES.contains(top)
        || (builtins && HARMFUL_BUILTINS.contains(global.name()))
        || HARMFUL.contains(global);
  }

  static boolean isReconstructor(PyGlobal global) {
    return RECONSTRUCTORS.contains(global);
  }

  static boolean isEncode(PyGlobal global) {
    return ENCODE.equals(global);
  }

  /** Whether it stands for itself, as a value in the options. */
  static boolean isTorchDtype(PyGlobal global) {
    return global.module().equals("torch") && TORCH_DTYPES.contains(global.name());
  }

  /** Whether calling it gives an inert value that is kept as a {@link PyCall}. */
  static boolean isInertCall(PyGlobal global) {
    return global.equals(DEVICE) || global.equals(SIZE);
  }

  static Optional<DType> storageType(PyGlobal global) {
    boolean home = global.module().equals("torch") || global.module().equals("torch.cuda");
    return home ? Optional.ofNullable(STORAGES.get(global.name())) : Optional.empty();
  }

  /** The storage class that a tensor of this type is written with. */
  static PyGlobal storageClass(DType dtype) {
    return STORAGES.entrySet().stream()
        .filter(entry -> entry.getValue() == dtype)
        .map(entry -> new PyGlobal("torch", entry.getKey()))
        .findFirst()
        .orElseThrow();
  }
}
