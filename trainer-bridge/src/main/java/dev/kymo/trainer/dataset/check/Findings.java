package dev.kymo.trainer.dataset.check;

import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.check.DatasetReport.SizeCount;
import dev.kymo.trainer.dataset.check.DatasetReport.Unreadable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what the threads of a check find; what it keeps is bounded. */
final class Findings {
  /** Sizes that are told apart; a dataset with more is odd enough. */
  private static final int MOST_SIZES = 10_000;

  private final Map<Long, SizeCount> sizes = new HashMap<>();
  private final Map<Integer, List<Unreadable>> unreadable = new HashMap<>();
  private final Map<Integer, List<Unreadable>> damaged = new HashMap<>();
  private long unreadableCount;
  private long damagedCount;
  private long goodFrames;
  private long workNanos;

  synchronized void good(String video, RgbFrame frame, long nanos) {
    goodFrames++;
    workNanos += nanos;
    long key = (long) frame.width() << 32 | frame.height();
    SizeCount known = sizes.get(key);
    if (known != null) {
      sizes.put(
          key, new SizeCount(frame.width(), frame.height(), known.frames() + 1, known.example()));
    } else if (sizes.size() < MOST_SIZES) {
      sizes.put(key, new SizeCount(frame.width(), frame.height(), 1, video));
    }
  }

  synchronized void bad(int index, String video, String reason) {
    unreadableCount++;
    add(unreadable, index, video, reason);
  }

  synchronized void damaged(int index, String video, String reason) {
    damagedCount++;
    add(damaged, index, video, reason);
  }

  private static void add(
      Map<Integer, List<Unreadable>> all, int index, String video, String reason) {
    List<Unreadable> ofVideo = all.computeIfAbsent(index, i -> new ArrayList<>());
    if (ofVideo.size() < DatasetCheck.MOST_LISTED) {
      ofVideo.add(new Unreadable(video, reason));
    }
  }

  /** The commonest first. */
  synchronized List<SizeCount> sizes() {
    Comparator<SizeCount> order =
        Comparator.comparingLong(SizeCount::frames)
            .reversed()
            .thenComparingInt(SizeCount::width)
            .thenComparingInt(SizeCount::height);
    return sizes.values().stream().sorted(order).toList();
  }

  /** In the order of the videos, whatever thread found them. */
  synchronized List<Unreadable> unreadable() {
    return listed(unreadable);
  }

  /** In the order of the videos. */
  synchronized List<Unreadable> damaged() {
    return listed(damaged);
  }

  private static List<Unreadable> listed(Map<Integer, List<Unreadable>> all) {
    return all.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(entry -> entry.getValue().stream())
        .limit(DatasetCheck.MOST_LISTED)
        .toList();
  }

  synchronized long unreadableCount() {
    return unreadableCount;
  }

  synchronized long damagedCount() {
    return damagedCount;
  }

  /** Seconds of one thread's work for a good frame, 0 if there was none. */
  synchronized double secondsPerFrame() {
    return goodFrames == 0 ? 0 : workNanos / 1e9 / goodFrames;
  }
}
