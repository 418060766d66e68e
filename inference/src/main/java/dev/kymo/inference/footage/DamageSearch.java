package dev.kymo.inference.footage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out which frames ffmpeg complained of, when it did: the frames are decoded once more by one
 * thread that says with each frame what was wrong with it.
 */
final class DamageSearch {
  private static final int MOST_RANGES = 8;

  private DamageSearch() {}

  /**
   * Looks at a range.
   *
   * @param seek where its decoding began
   * @return a sentence that names the damaged frames, if there are any
   */
  static Optional<String> sentence(
      FootageProbe probe,
      FootageInfo info,
      VideoStream stream,
      Timing timing,
      int first,
      int count,
      Optional<String> seek)
      throws IOException, InterruptedException {
    double end = timing.seconds((long) first + count + 1, stream.base());
    Optional<String> interval =
        Optional.of(seek.orElse("") + '%' + String.format(Locale.ROOT, "%.6f", end));
    FootageProbe.Answer answer = probe.complaints(stream.index(), interval);
    BitSet damaged = new BitSet();
    BitSet keys = new BitSet();
    BitSet there = new BitSet();
    JsonObject json = FootageProbe.json(answer.bytes());
    JsonArray frames = json.get("frames") instanceof JsonArray all ? all : new JsonArray();
    for (JsonElement element : frames) {
      JsonObject frame = element.getAsJsonObject();
      String time = frame.has("pts") ? "pts" : "best_effort_timestamp";
      long at = timing.frameAt(VideoStream.whole(frame, time), stream.base());
      if (!frame.has(time) || at < first || at >= (long) first + count) {
        continue;
      }
      int index = (int) at;
      there.set(index);
      keys.set(index, keys.get(index) || VideoStream.whole(frame, "key_frame") == 1);
      if (frame.get("logs") instanceof JsonArray logs && !logs.isEmpty()) {
        damaged.set(index);
      }
    }
    if (timing.note().isEmpty() && !frames.isEmpty()) {
      // At a constant rate a frame that is not there was lost.
      for (int i = first; i < first + count; i++) {
        damaged.set(i, damaged.get(i) || !there.get(i));
      }
    }
    if (damaged.isEmpty()) {
      return Optional.empty();
    }
    int key = keys.nextSetBit(damaged.length());
    int behind = (key < 0 ? first + count : key) - 1;
    String also =
        behind > damaged.length() - 1
            ? ", and those up to %d, which build on them, may be wrong".formatted(behind)
            : "";
    boolean one = damaged.cardinality() == 1;
    return Optional.of(
        "%s is damaged: frame%s %s %s not decode cleanly%s."
            .formatted(info.file(), one ? "" : "s", ranges(damaged), one ? "does" : "do", also));
  }

  /** {@code 3, 7 to 9 and 12}, with the number of the rest when there are many. */
  private static String ranges(BitSet set) {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    int counted = 0;
    for (int from = set.nextSetBit(0); from >= 0; ) {
      int to = set.nextClearBit(from) - 1;
      int next = set.nextSetBit(to + 1);
      if (shown == MOST_RANGES) {
        return text + " and " + (set.cardinality() - counted) + " more";
      }
      text.append(shown == 0 ? "" : next < 0 ? " and " : ", ");
      text.append(from == to ? String.valueOf(from) : from + " to " + to);
      counted += to - from + 1;
      shown++;
      from = next;
    }
    return text.toString();
  }
}
