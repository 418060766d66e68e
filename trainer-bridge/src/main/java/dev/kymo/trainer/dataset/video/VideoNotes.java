package dev.kymo.trainer.dataset.video;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was decided on reading many videos, each sentence once. Safe for use by several threads. */
public final class VideoNotes {
  private final Map<String, Integer> counts = new TreeMap<>();

  /** Adds the notes of a video, without those that are about it alone. */
  public synchronized void add(List<String> notes, List<String> faults) {
    for (String note : notes) {
      if (!faults.contains(note)) {
        counts.merge(note, 1, Integer::sum);
      }
    }
  }

  /** The sentences with the number of videos that each is true of. */
  public synchronized List<String> sentences() {
    return counts.entrySet().stream()
        .map(e -> (e.getValue() == 1 ? "1 video: " : e.getValue() + " videos: ") + e.getKey())
        .toList();
  }
}
