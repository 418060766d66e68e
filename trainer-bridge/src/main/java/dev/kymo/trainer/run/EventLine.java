package dev.kymo.trainer.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the lines that a run has by the million, losses and timings, ten times as fast as a JSON
 * parser would. It takes exactly what {@link RunEvent#line} writes; any other line is left to
 * {@link RunEvent#parse}.
 */
final class EventLine {
  private static final byte[] TIME = "{\"time\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STEP = ",\"step\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KIND = ",\"kind\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LOSSES = "losses\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TIMINGS = "timings\"".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_FIELDS = 64;
  private static final int MOST_DIGITS = 18;
  private static final double[] POWERS = new double[23];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private byte[] text;
  private int at;
  private int end;
  private boolean good;

  private RunEvent.Kind kind;
  private long step;
  private int fields;
  private final int[] nameStart = new int[MOST_FIELDS];
  private final int[] nameEnd = new int[MOST_FIELDS];
  private final double[] values = new double[MOST_FIELDS];

  /** Whether the line from start to end (without its break) was such a line. */
  boolean parse(byte[] bytes, int from, int to) {
    text = bytes;
    at = from;
    end = to;
    good = true;
    fields = 0;
    expect(TIME);
    number();
    expect(STEP);
    step = (long) number();
    expect(KIND);
    if (starts(LOSSES)) {
      kind = RunEvent.Kind.LOSSES;
      at += LOSSES.length;
    } else if (starts(TIMINGS)) {
      kind = RunEvent.Kind.TIMINGS;
      at += TIMINGS.length;
    } else {
      return false;
    }
    while (good && at < end && text[at] == ',') {
      field();
    }
    return good && at == end - 1 && text[at] == '}';
  }

  private void field() {
    at++;
    if (fields == MOST_FIELDS || at >= end || text[at] != '"') {
      good = false;
      return;
    }
    int from = ++at;
    while (at < end && text[at] != '"') {
      if (text[at] == '\\') {
        good = false;
        return;
      }
      at++;
    }
    nameStart[fields] = from;
    nameEnd[fields] = at;
    at++;
    if (at >= end || text[at] != ':') {
      good = false;
      return;
    }
    at++;
    values[fields++] = number();
  }

  private boolean starts(byte[] expected) {
    return end - at >= expected.length
        && Arrays.equals(text, at, at + expected.length, expected, 0, expected.length);
  }

  private void expect(byte[] expected) {
    if (good && starts(expected)) {
      at += expected.length;
    } else {
      good = false;
    }
  }

  /** A number, exact for up to 15 digits and to the last bit or two for more. */
  private double number() {
    boolean negative = at < end && text[at] == '-';
    if (negative) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean point = false;
    int from = at;
    for (; at < end; at++) {
      byte c = text[at];
      if (c >= '0' && c <= '9') {
        if (count < MOST_DIGITS) {
          digits = 10 * digits + (c - '0');
          count += digits == 0 ? 0 : 1;
          scale -= point ? 1 : 0;
        } else {
          scale += point ? 0 : 1;
        }
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (at == from) {
      good = false;
      return 0;
    }
    if (at < end && (text[at] == 'e' || text[at] == 'E')) {
      scale += exponent();
    }
    double value = scaled(digits, scale);
    return negative ? -value : value;
  }

  private int exponent() {
    at++;
    boolean negative = at < end && text[at] == '-';
    if (at < end && (negative || text[at] == '+')) {
      at++;
    }
    int from = at;
    int exponent = 0;
    while (at < end && text[at] >= '0' && text[at] <= '9' && at - from < 4) {
      exponent = 10 * exponent + (text[at++] - '0');
    }
    good &= at > from;
    return negative ? -exponent : exponent;
  }

  private static double scaled(long digits, int scale) {
    if (scale == 0 || digits == 0) {
      return digits;
    }
    if (scale < 0 && -scale < POWERS.length) {
      return digits / POWERS[-scale];
    }
    return scale > 0 && scale < POWERS.length
        ? digits * POWERS[scale]
        : digits * Math.pow(10, scale);
  }

  RunEvent.Kind kind() {
    return kind;
  }

  long step() {
    return step;
  }

  int fields() {
    return fields;
  }

  double value(int field) {
    return values[field];
  }

  boolean nameIs(int field, byte[] name) {
    return Arrays.equals(text, nameStart[field], nameEnd[field], name, 0, name.length);
  }

  String name(int field) {
    int length = nameEnd[field] - nameStart[field];
    return new String(text, nameStart[field], length, StandardCharsets.UTF_8);
  }
}
