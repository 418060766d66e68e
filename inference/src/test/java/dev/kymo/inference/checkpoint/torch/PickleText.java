package dev.kymo.inference.checkpoint.torch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Spells pickles byte by byte, those that no pickler would write. */
public final class PickleText {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Begins with PROTO 2. */
  public PickleText() {
    op(0x80, 2);
  }

  /** Appends bytes. */
  public PickleText op(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  /** Appends instructions that are letters, such as "(}u". */
  public PickleText ops(String letters) {
    out.writeBytes(letters.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** BINUNICODE. */
  public PickleText text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    op('X', bytes.length & 0xFF, bytes.length >>> 8, 0, 0);
    out.writeBytes(bytes);
    return this;
  }

  /** GLOBAL. */
  public PickleText global(String module, String name) {
    return ops("c" + module + "\n" + name + "\n");
  }

  /** Ends with STOP. */
  public byte[] stop() {
    op('.');
    return out.toByteArray();
  }
}
