package dev.kymo.inference.footage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The compressed frames of a stream, as the container lists them.
 *
 * @param times ticks at which frames are shown, in increasing order, each once
 * @param end tick at which the last one ends
 * @param torn how many are cut off or marked as damaged
 */
@SuppressWarnings("ArrayRecordComponent") // Used inside the package and never compared.
record PacketList(long[] times, long end, int torn) {
  private static final long NONE = Long.MIN_VALUE;

  /**
   * Reads ffprobe's {@code packet=pts,dts,duration,flags} in CSV. Some containers say only of every
   * third frame when it is shown, but of all when they are decoded: then those times, which are the
   * same ones later, are moved.
   */
  static PacketList parse(byte[] csv) {
    List<Long> times = new ArrayList<>();
    long end = Long.MIN_VALUE;
    int torn = 0;
    List<String[]> lines = new ArrayList<>();
    boolean silent = false;
    for (String line : new String(csv, StandardCharsets.US_ASCII).lines().toList()) {
      String[] fields = line.strip().split(",", -1);
      if (fields.length >= 4) {
        lines.add(fields);
        silent |= number(fields[0], NONE) == NONE;
      }
    }
    long shift = silent ? shift(lines) : 0;
    for (String[] fields : lines) {
      String flags = fields[3];
      long decoded = number(fields[1], NONE);
      long time = silent && decoded != NONE ? decoded + shift : number(fields[0], decoded);
      if (flags.indexOf('C') >= 0) {
        torn++;
      } else if (flags.indexOf('D') < 0 && time != NONE) {
        times.add(time);
        end = Math.max(end, time + Math.max(0, number(fields[2], 0)));
      }
    }
    return new PacketList(
        times.stream().mapToLong(t -> t).sorted().distinct().toArray(), end, torn);
  }

  /** How much later than it is decoded the first frame is shown that says both. */
  private static long shift(List<String[]> lines) {
    for (String[] fields : lines) {
      long shown = number(fields[0], NONE);
      long decoded = number(fields[1], NONE);
      if (shown != NONE && decoded != NONE) {
        return shown - decoded;
      }
    }
    return 0;
  }

  private static long number(String text, long otherwise) {
    return text.matches("-?\\d{1,18}") ? Long.parseLong(text) : otherwise;
  }
}
