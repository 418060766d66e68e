package dev.kymo.studio.view.preview;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many pictures were shown within the last second. */
final class FrameRate {

  private static final long WINDOW = 1_000_000_000;

  private final Deque<Long> shown = new ArrayDeque<>();

  /** A picture is shown now, nanoseconds. */
  void shown(long now) {
    shown.add(now);
    while (now - shown.peek() > WINDOW) {
      shown.remove();
    }
  }

  /** Starts anew. */
  void reset() {
    shown.clear();
  }

  /** Pictures per second; 0 until two were shown. */
  double perSecond() {
    if (shown.size() < 2) {
      return 0;
    }
    double seconds = (shown.getLast() - shown.getFirst()) * 1e-9;
    return seconds <= 0 ? 0 : (shown.size() - 1) / seconds;
  }
}
