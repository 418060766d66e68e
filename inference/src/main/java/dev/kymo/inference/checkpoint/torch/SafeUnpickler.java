package dev.kymo.inference.checkpoint.torch;

import com.google.errorprone.annotations.FormatMethod;
import dev.kymo.inference.tensor.TensorFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.Unpickler;

/**
 * A pickle machine for checkpoints only. Names are never looked up anywhere; calls of those on the
 * list of {@link AllowedGlobals} make tensors, containers and inert values, calls of all others an
 * {@link OpaqueValue}, which is text in the end; names that only an attack needs are refused.
 * Declared lengths are compared with what is left before anything is allocated. Instructions that
 * {@code torch.save} does not write, in any protocol, are refused.
 *
 * <p>Of the library only the instructions are used that push, pop and remember: its dicts lose
 * their order, its objects are made by reflection, its lengths are taken on trust.
 */
final class SafeUnpickler extends Unpickler {
  private static final int MAX_NAME = 200;
  private static final int MAX_INTEGER_BYTES = 64;

  private static final Set<Short> HARMLESS =
      Set.of(
          Opcodes.PROTO,
          Opcodes.FRAME,
          Opcodes.MARK,
          Opcodes.STOP,
          Opcodes.POP,
          Opcodes.NONE,
          Opcodes.NEWTRUE,
          Opcodes.NEWFALSE,
          Opcodes.BININT,
          Opcodes.BININT1,
          Opcodes.BININT2,
          Opcodes.BINFLOAT,
          Opcodes.EMPTY_TUPLE,
          Opcodes.TUPLE,
          Opcodes.TUPLE1,
          Opcodes.TUPLE2,
          Opcodes.TUPLE3,
          Opcodes.EMPTY_LIST,
          Opcodes.BINGET,
          Opcodes.LONG_BINGET,
          Opcodes.BINPUT,
          Opcodes.LONG_BINPUT,
          Opcodes.MEMOIZE,
          Opcodes.BINPERSID);

  private final Path file;
  private final TensorRebuilder tensors;

  private SafeUnpickler(Path file, TensorRebuilder tensors) {
    this.file = file;
    this.tensors = tensors;
  }

  /**
   * Runs a pickle.
   *
   * @return raw values: tuples are {@code Object[]}, dicts are linked maps; the graph may have
   *     shared parts and cycles, so nothing may walk it before {@link PlainTree} has
   */
  static Object load(Path file, byte[] pickle, TensorRebuilder tensors) throws TensorFileException {
    SafeUnpickler machine = new SafeUnpickler(file, tensors);
    try {
      return machine.load(new ByteArrayInputStream(pickle));
    } catch (TensorFileException e) {
      throw e;
    } catch (Carried e) {
      throw e.fault;
    } catch (IOException | RuntimeException e) {
      // The library lets a broken stream run into casts, indices and nulls.
      throw new TensorFileException(file, "its data.pkl is damaged", e);
    }
  }

  @Override
  protected Object dispatch(short key) throws IOException {
    if (HARMLESS.contains(key)) {
      return super.dispatch(key);
    }
    switch (key) {
      case Opcodes.GLOBAL -> stack.add(global(line(), line()));
      case Opcodes.STACK_GLOBAL -> {
        String name = (String) stack.pop();
        stack.add(global((String) stack.pop(), name));
      }
      case Opcodes.REDUCE, Opcodes.NEWOBJ -> {
        Object[] arguments = (Object[]) stack.pop();
        stack.add(call((PyGlobal) stack.pop(), arguments));
      }
      case Opcodes.NEWOBJ_EX -> {
        Object named = stack.pop();
        Object[] arguments = (Object[]) stack.pop();
        OpaqueValue value = opaque((PyGlobal) stack.pop(), arguments);
        value.setState(named);
        stack.add(value);
      }
      case Opcodes.EMPTY_SET -> stack.add(set("set", new ArrayList<>()));
      case Opcodes.FROZENSET ->
          stack.add(set("frozenset", new ArrayList<>(stack.pop_all_since_marker())));
      case Opcodes.ADDITEMS -> {
        List<Object> items = stack.pop_all_since_marker();
        @SuppressWarnings("unchecked")
        List<Object> members = (List<Object>) ((OpaqueValue) stack.peek()).arguments().get(0);
        members.addAll(items);
      }
      case Opcodes.BINBYTES -> stack.add(bytes(number(4)));
      case Opcodes.SHORT_BINBYTES -> stack.add(bytes(number(1)));
      case Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> stack.add(bytes(number(8)));
      // Protocol 1 writes booleans and long integers as lines.
      case Opcodes.INT -> stack.add(spelled(line()));
      case Opcodes.LONG -> stack.add(spelled(line().replaceFirst("L$", "")));
      case Opcodes.BUILD -> build(stack.pop(), stack.peek());
      case Opcodes.BINUNICODE -> stack.add(text(number(4)));
      case Opcodes.SHORT_BINUNICODE -> stack.add(text(number(1)));
      case Opcodes.BINUNICODE8 -> stack.add(text(number(8)));
      // Python 2's strings, which old checkpoints have as keys.
      case Opcodes.BINSTRING -> stack.add(text(number(4)));
      case Opcodes.SHORT_BINSTRING -> stack.add(text(number(1)));
      case Opcodes.LONG1 -> stack.add(integer(number(1)));
      case Opcodes.LONG4 -> stack.add(integer(number(4)));
      case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
      case Opcodes.SETITEM -> {
        Object value = stack.pop();
        Object entryKey = stack.pop();
        put(stack.peek(), entryKey, value);
      }
      case Opcodes.APPEND -> {
        Object value = stack.pop();
        append(stack.peek(), Collections.singletonList(value));
      }
      case Opcodes.SETITEMS -> {
        List<Object> items = stack.pop_all_since_marker();
        for (int i = 0; i < items.size(); i += 2) {
          put(stack.peek(), items.get(i), items.get(i + 1));
        }
      }
      case Opcodes.APPENDS -> {
        List<Object> items = stack.pop_all_since_marker();
        append(stack.peek(), items);
      }
      default ->
          throw fault(
              "its data.pkl uses pickle instruction 0x%02x, which a checkpoint has no need of",
              key & 0xFF);
    }
    return NO_RETURN_VALUE;
  }

  @Override
  protected Object persistentLoad(Object id) {
    try {
      return tensors.storage((Object[]) id);
    } catch (TensorFileException e) {
      throw new Carried(e);
    }
  }

  private PyGlobal global(String module, String name) throws TensorFileException {
    PyGlobal global = new PyGlobal(module, name);
    if (AllowedGlobals.isHarmful(global)) {
      throw fault(
          "asks for %s, which no checkpoint needs and which could do harm in Python; nothing was run",
          global);
    }
    return global;
  }

  private Object call(PyGlobal callee, Object[] arguments) throws TensorFileException {
    if (callee.equals(AllowedGlobals.ORDERED_DICT) && arguments.length == 0) {
      return new PyOrderedDict();
    }
    if (callee.equals(AllowedGlobals.NAMESPACE) && arguments.length == 0) {
      return new PyNamespace();
    }
    if (callee.equals(AllowedGlobals.REBUILD_TENSOR)) {
      return tensors.tensor(arguments);
    }
    boolean parameter =
        callee.equals(AllowedGlobals.REBUILD_PARAMETER)
            || callee.equals(AllowedGlobals.REBUILD_PARAMETER_WITH_STATE);
    if (parameter && arguments.length > 0 && arguments[0] instanceof TorchTensor tensor) {
      return tensor;
    }
    if (AllowedGlobals.isInertCall(callee)) {
      return new RawCall(callee, Arrays.asList(arguments));
    }
    if (AllowedGlobals.contains(callee)) {
      throw fault("calls %s in a way that no checkpoint does; nothing was run", callee);
    }
    if (AllowedGlobals.isReconstructor(callee)
        && arguments.length == 3
        && arguments[0] instanceof PyGlobal type) {
      return call(type, new Object[0]);
    }
    if (AllowedGlobals.isEncode(callee)
        && arguments.length > 0
        && arguments[0] instanceof String text) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
    if (NumpyScalars.isScalar(callee)) {
      return NumpyScalars.value(arguments).orElseGet(() -> opaque(callee, arguments));
    }
    return opaque(callee, arguments);
  }

  private static OpaqueValue opaque(PyGlobal type, Object[] arguments) {
    return new OpaqueValue(type, arguments);
  }

  private static OpaqueValue set(String name, List<Object> members) {
    return new OpaqueValue(new PyGlobal("builtins", name), members);
  }

  private static void append(Object target, List<Object> items) {
    @SuppressWarnings("unchecked")
    List<Object> list =
        target instanceof OpaqueValue value ? value.items() : (ArrayList<Object>) target;
    list.addAll(items);
  }

  /** The number or boolean of a line; "01" and "00" are booleans. */
  private Object spelled(String line) throws TensorFileException {
    if (line.equals("01") || line.equals("00")) {
      return line.equals("01");
    }
    if (!line.matches("-?[0-9]{1,150}")) {
      throw fault("its data.pkl is damaged: '%s' is no number", line);
    }
    BigInteger value = new BigInteger(line);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private void build(Object state, Object target) throws TensorFileException {
    if (target instanceof OpaqueValue value) {
      value.setState(state);
      return;
    }
    Map<Object, Object> attributes;
    if (target instanceof PyNamespace namespace) {
      attributes = namespace.fields();
    } else if (target instanceof PyOrderedDict dict) {
      attributes = dict.attributes();
    } else {
      throw fault("sets attributes on something that has none");
    }
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) state).entrySet()) {
      put(attributes, entry.getKey(), entry.getValue());
    }
  }

  private void put(Object target, Object key, Object value) throws TensorFileException {
    if (target instanceof OpaqueValue unknown) {
      unknown.items().add(key);
      unknown.items().add(value);
      return;
    }
    // Other keys would need hashing by value, which a cycle makes endless.
    boolean scalar = key instanceof String || key instanceof Boolean || key instanceof Number;
    if (!scalar) {
      throw fault("has a dict with a key that is neither a text nor a number");
    }
    @SuppressWarnings("unchecked")
    Map<Object, Object> map = (Map<Object, Object>) target;
    map.put(key instanceof Integer i ? Long.valueOf(i) : key, value);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input.read(); c != '\n'; c = input.read()) {
      if (c < 0 || line.length() == MAX_NAME) {
        throw fault("its data.pkl is damaged: a name does not end");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  private String text(long length) throws IOException {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  private Object integer(long length) throws IOException {
    if (length > MAX_INTEGER_BYTES) {
      throw fault("has an integer of %d bytes", length);
    }
    byte[] littleEndian = bytes(length);
    byte[] bigEndian = new byte[littleEndian.length + 1];
    for (int i = 0; i < littleEndian.length; i++) {
      bigEndian[bigEndian.length - 1 - i] = littleEndian[i];
    }
    bigEndian[0] = (byte) (bigEndian.length > 1 && bigEndian[1] < 0 ? -1 : 0);
    BigInteger value = new BigInteger(bigEndian);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private long number(int bytes) throws IOException {
    ByteBuffer wide = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    wide.put(bytes((long) bytes));
    return wide.getLong(0);
  }

  private byte[] bytes(long length) throws IOException {
    if (length < 0 || length > input.available()) {
      throw fault(
          "its data.pkl is cut short or damaged: %s bytes are declared, %d are left",
          Long.toUnsignedString(length), input.available());
    }
    return input.readNBytes((int) length);
  }

  @FormatMethod
  private TensorFileException fault(String format, Object... arguments) {
    return new TensorFileException(file, format.formatted(arguments));
  }

  /** A call whose arguments have not been walked yet. */
  record RawCall(PyGlobal callee, List<Object> arguments) {}

  /** Carries a fault through the library's method, which declares none. */
  private static final class Carried extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TensorFileException fault;

    Carried(TensorFileException fault) {
      super(fault);
      this.fault = fault;
    }
  }
}
