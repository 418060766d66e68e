package dev.kymo.inference.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.torch.PyNamespace;
import dev.kymo.inference.checkpoint.torch.PyOrderedDict;
import dev.kymo.inference.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares checkpoints down to the kinds of their values. */
final class CheckpointAssert {
  private CheckpointAssert() {}

  /** Equal entries in equal order, integers and floats kept apart, tensors equal byte for byte. */
  static void assertSame(CheckpointState expected, CheckpointState actual) throws IOException {
    assertSame(expected.entries(), actual.entries(), "");
  }

  /** The fault of a file that must be refused: one line that names it. */
  static String fault(Path file) {
    CheckpointException e =
        assertThrows(CheckpointException.class, () -> CheckpointReader.read(file));
    assertOneLine(file, e);
    return e.getMessage();
  }

  static void assertOneLine(Path file, CheckpointException e) {
    String message = e.getMessage();
    assertNotNull(message);
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.length() < 700 && message.chars().noneMatch(c -> c < ' '), message);
  }

  private static void assertSame(Object expected, Object actual, String at) throws IOException {
    if (expected instanceof StoredTensor tensor) {
      StoredTensor other = (StoredTensor) actual;
      assertEquals(tensor.dtype(), other.dtype(), at);
      assertArrayEquals(tensor.shape(), other.shape(), at);
      assertEquals(tensor.load().data(), other.load().data(), at);
    } else if (expected instanceof Map<?, ?> map) {
      assertEquals(map instanceof PyOrderedDict, actual instanceof PyOrderedDict, at);
      assertMaps(map, (Map<?, ?>) actual, at);
      if (map instanceof PyOrderedDict dict) {
        assertMaps(dict.attributes(), ((PyOrderedDict) actual).attributes(), at + ".attributes");
      }
    } else if (expected instanceof PyNamespace namespace) {
      assertMaps(namespace.fields(), ((PyNamespace) actual).fields(), at);
    } else if (expected instanceof List<?> list) {
      assertEquals(
          list.getClass().getName().contains("PyTuple"),
          actual.getClass().getName().contains("PyTuple"),
          at);
      List<?> others = (List<?>) actual;
      assertEquals(list.size(), others.size(), at);
      for (int i = 0; i < list.size(); i++) {
        assertSame(list.get(i), others.get(i), at + "[" + i + "]");
      }
    } else {
      assertEquals(expected, actual, at);
    }
  }

  private static void assertMaps(Map<?, ?> expected, Map<?, ?> actual, String at)
      throws IOException {
    assertEquals(new ArrayList<>(expected.keySet()), new ArrayList<>(actual.keySet()), at);
    for (Map.Entry<?, ?> entry : expected.entrySet()) {
      assertSame(entry.getValue(), actual.get(entry.getKey()), at + "." + entry.getKey());
    }
  }
}
