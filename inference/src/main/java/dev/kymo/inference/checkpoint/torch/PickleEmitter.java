package dev.kymo.inference.checkpoint.torch;

import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.StoredTensor;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;

/**
 * Writes a tree of plain values as a protocol 2 pickle the way {@code torch.save} does. Tensors are
 * described by a storage each, numbered in the order they are met; {@link #storages()} are then to
 * be written beside it.
 */
final class PickleEmitter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<StoredTensor> storages = new ArrayList<>();
  private final Map<Object, Integer> memo = new HashMap<>();

  /** Emits a whole pickle; an emitter is used once. */
  byte[] emit(Object root) {
    op(Opcodes.PROTO);
    out.write(2);
    value(root);
    op(Opcodes.STOP);
    return out.toByteArray();
  }

  /** The tensors whose elements go to {@code data/0}, {@code data/1}, ... */
  List<StoredTensor> storages() {
    return Collections.unmodifiableList(storages);
  }

  private void value(Object value) {
    if (value == null) {
      op(Opcodes.NONE);
    } else if (value instanceof Boolean b) {
      op(b ? Opcodes.NEWTRUE : Opcodes.NEWFALSE);
    } else if (value instanceof Long l) {
      integer(l);
    } else if (value instanceof BigInteger big) {
      bigInteger(big);
    } else if (value instanceof Double d) {
      op(Opcodes.BINFLOAT);
      out.writeBytes(ByteBuffer.allocate(8).putDouble(d).array());
    } else if (value instanceof String s) {
      text(s);
    } else if (value instanceof StoredTensor tensor) {
      tensor(tensor);
    } else if (value instanceof PyGlobal global) {
      global(global);
    } else if (value instanceof PyCall call) {
      global(call.callee());
      tuple(call.arguments());
      op(Opcodes.REDUCE);
    } else if (value instanceof PyNamespace namespace) {
      global(AllowedGlobals.NAMESPACE);
      op(Opcodes.EMPTY_TUPLE);
      op(Opcodes.NEWOBJ);
      dict(namespace.fields());
      op(Opcodes.BUILD);
    } else if (value instanceof PyOrderedDict dict) {
      orderedDict(dict);
    } else if (value instanceof Map<?, ?> map) {
      dict(map);
    } else if (value instanceof PyTuple tuple) {
      tuple(tuple);
    } else if (value instanceof List<?> list) {
      op(Opcodes.EMPTY_LIST);
      if (!list.isEmpty()) {
        op(Opcodes.MARK);
        list.forEach(this::value);
        op(Opcodes.APPENDS);
      }
    } else {
      throw new IllegalArgumentException("no Python value for a " + value.getClass().getName());
    }
  }

  private void integer(long value) {
    if (value >= 0 && value < 1 << 8) {
      op(Opcodes.BININT1);
      out.write((int) value);
    } else if (value >= 0 && value < 1 << 16) {
      op(Opcodes.BININT2);
      out.write((int) value);
      out.write((int) value >>> 8);
    } else if (value == (int) value) {
      op(Opcodes.BININT);
      int32((int) value);
    } else {
      bigInteger(BigInteger.valueOf(value));
    }
  }

  private void bigInteger(BigInteger value) {
    byte[] bigEndian = value.toByteArray();
    if (bigEndian.length > 255) {
      throw new IllegalArgumentException("an integer of " + bigEndian.length + " bytes");
    }
    op(Opcodes.LONG1);
    out.write(bigEndian.length);
    for (int i = bigEndian.length - 1; i >= 0; i--) {
      out.write(bigEndian[i]);
    }
  }

  private void text(String text) {
    if (recall(text)) {
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op(Opcodes.BINUNICODE);
    int32(bytes.length);
    out.writeBytes(bytes);
    remember(text);
  }

  private void global(PyGlobal global) {
    if (recall(global)) {
      return;
    }
    op(Opcodes.GLOBAL);
    out.writeBytes(
        (global.module() + "\n" + global.name() + "\n").getBytes(StandardCharsets.UTF_8));
    remember(global);
  }

  private void tuple(List<?> items) {
    if (items.isEmpty()) {
      op(Opcodes.EMPTY_TUPLE);
      return;
    }
    op(Opcodes.MARK);
    items.forEach(this::value);
    op(Opcodes.TUPLE);
  }

  private void dict(Map<?, ?> map) {
    op(Opcodes.EMPTY_DICT);
    items(map);
  }

  private void orderedDict(PyOrderedDict dict) {
    emptyOrderedDict();
    items(dict);
    if (!dict.attributes().isEmpty()) {
      dict(dict.attributes());
      op(Opcodes.BUILD);
    }
  }

  private void emptyOrderedDict() {
    global(AllowedGlobals.ORDERED_DICT);
    op(Opcodes.EMPTY_TUPLE);
    op(Opcodes.REDUCE);
  }

  private void items(Map<?, ?> map) {
    if (map.isEmpty()) {
      return;
    }
    op(Opcodes.MARK);
    map.forEach(
        (key, value) -> {
          value(key);
          value(value);
        });
    op(Opcodes.SETITEMS);
  }

  /** _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks). */
  private void tensor(StoredTensor tensor) {
    long[] shape = tensor.shape();
    DType dtype = tensor.dtype();
    global(AllowedGlobals.REBUILD_TENSOR);
    op(Opcodes.MARK);
    op(Opcodes.MARK);
    text("storage");
    global(AllowedGlobals.storageClass(dtype));
    text(Integer.toString(storages.size()));
    text("cpu");
    integer(HostTensor.count(shape));
    op(Opcodes.TUPLE);
    op(Opcodes.BINPERSID);
    integer(0);
    tuple(boxed(shape));
    tuple(boxed(rowMajorStrides(shape)));
    op(Opcodes.NEWFALSE);
    emptyOrderedDict();
    op(Opcodes.TUPLE);
    op(Opcodes.REDUCE);
    storages.add(tensor);
  }

  private static long[] rowMajorStrides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride = Math.multiplyExact(stride, Math.max(1, shape[i]));
    }
    return strides;
  }

  private static List<Long> boxed(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private boolean recall(Object shared) {
    Integer slot = memo.get(shared);
    if (slot == null) {
      return false;
    }
    op(Opcodes.LONG_BINGET);
    int32(slot);
    return true;
  }

  private void remember(Object shared) {
    op(Opcodes.LONG_BINPUT);
    int32(memo.size());
    memo.put(shared, memo.size());
  }

  private void int32(int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private void op(short opcode) {
    out.write(opcode);
  }
}
