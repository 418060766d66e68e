package dev.kymo.trainer.run;

import dev.kymo.inference.file.FileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where in a run's events which steps are, so that a part of a long run can be read again in full.
 * Immutable, and its size does not grow with the run.
 */
public final class EventIndex {
  /** Of a run of which nothing has been read. */
  public static final EventIndex EMPTY = new EventIndex(Path.of("events.jsonl"), List.of());

  static final Range ALL = new Range(Long.MIN_VALUE, Long.MAX_VALUE);
  static final long FIRST_DISTANCE = 1 << 17;
  static final int MOST_MARKS = 1024;

  private final Path file;
  private final List<Mark> marks;

  /**
   * A place in the file.
   *
   * @param step of the line that begins there
   * @param position bytes from the beginning of the file
   */
  record Mark(long step, long position) {}

  /**
   * Some steps.
   *
   * @param from first
   * @param to last
   */
  public record Range(long from, long to) {}

  /**
   * The curves of some steps.
   *
   * @param losses by name
   * @param timings by name
   */
  public record Part(Map<String, Curve> losses, Map<String, Curve> timings) {}

  /** An index of these marks, whose steps and positions rise. */
  EventIndex(Path file, List<Mark> marks) {
    this.file = file;
    this.marks = marks;
  }

  /**
   * Reads the curves of some steps, each thinned only if there are too many of these alone.
   *
   * @throws FileException with a sentence, when the file cannot be read
   */
  public Part read(Range range) throws FileException {
    // What was done again after a break is not marked, so that a mark before the range is before
    // all that is told of it, and a mark behind is behind.
    long start = 0;
    long end = Long.MAX_VALUE;
    for (Mark mark : marks) {
      if (mark.step() < range.from()) {
        start = mark.position();
      } else if (mark.step() > range.to()) {
        end = mark.position();
        break;
      }
    }
    EventReader reader = new EventReader(file, range, start, end);
    reader.poll();
    return new Part(reader.losses(), reader.timings());
  }
}
