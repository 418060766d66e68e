package dev.kymo.inference.clip;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** GIF's variant of LZW: codes of up to 12 bits, lowest bit first, in blocks of 255 bytes. */
final class LzwEncoder {
  private static final int MOST_CODES = 1 << 12;
  private static final int SLOTS = 1 << 14;

  private final int[] keys = new int[SLOTS];
  private final int[] codes = new int[SLOTS];
  private final byte[] block = new byte[256];
  private int blockLength;
  private int pending;
  private int pendingBits;

  /**
   * Writes the whole image data: the code size, the blocks and the empty block.
   *
   * @param indices one byte for each pixel, below 2^bits
   * @param bits 2 to 8
   */
  void encode(byte[] indices, int bits, OutputStream out) throws IOException {
    out.write(bits);
    int clear = 1 << bits;
    int next = clear + 2;
    int width = bits + 1;
    Arrays.fill(keys, -1);
    put(clear, width, out);
    int prefix = indices[0] & 0xFF;
    for (int i = 1; i < indices.length; i++) {
      int pixel = indices[i] & 0xFF;
      int key = prefix << 8 | pixel;
      int slot = find(key);
      if (keys[slot] == key) {
        prefix = codes[slot];
        continue;
      }
      put(prefix, width, out);
      prefix = pixel;
      if (next < MOST_CODES) {
        if (next == 1 << width) {
          width++;
        }
        keys[slot] = key;
        codes[slot] = next++;
      } else {
        put(clear, width, out);
        Arrays.fill(keys, -1);
        next = clear + 2;
        width = bits + 1;
      }
    }
    put(prefix, width, out);
    // The decoder counts one code more for that prefix, and may have widened.
    if (next == 1 << width && width < 12) {
      width++;
    }
    put(clear + 1, width, out);
    if (pendingBits > 0) {
      put(0, 8 - pendingBits, out);
    }
    flush(out);
    out.write(0);
  }

  private int find(int key) {
    int slot = (key * 0x9E3779B1) >>> 18;
    while (keys[slot] != -1 && keys[slot] != key) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  private void put(int code, int width, OutputStream out) throws IOException {
    pending |= code << pendingBits;
    pendingBits += width;
    while (pendingBits >= 8) {
      block[1 + blockLength++] = (byte) pending;
      pending >>>= 8;
      pendingBits -= 8;
      if (blockLength == 255) {
        flush(out);
      }
    }
  }

  private void flush(OutputStream out) throws IOException {
    if (blockLength > 0) {
      block[0] = (byte) blockLength;
      out.write(block, 0, blockLength + 1);
      blockLength = 0;
    }
  }
}
