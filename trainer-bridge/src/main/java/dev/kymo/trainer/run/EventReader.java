package dev.kymo.trainer.run;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows a run's events as they are appended. Losses and timings become {@link Curve}s; the other
 * events are kept as they are, the newest few thousand. A million events take about half a second,
 * and the memory does not grow with them. Used by one thread at a time.
 *
 * <p>A resumed run does some steps again: what is known of the steps after the one that it starts
 * at is replaced, as a run without the break would have had it.
 */
public final class EventReader {
  private static final int BUCKETS = 2048;
  private static final int MOST_CURVES = 256;
  private static final int MOST_EVENTS = 4096;
  private static final int CHUNK = 1 << 18;
  private static final int LONGEST_LINE = 1 << 20;

  private final Path file;
  private final EventLine line = new EventLine();
  private final Map<RunEvent.Kind, List<NamedCurve>> curves = new LinkedHashMap<>();
  private final Deque<RunEvent> events = new ArrayDeque<>();
  private final EventIndex.Range wanted;
  private final long end;
  private List<EventIndex.Mark> marks = new ArrayList<>();
  private long marksEvery = EventIndex.FIRST_DISTANCE;
  private byte[] buffer = new byte[2 * CHUNK];
  private int filled;
  private long position;
  private Object identity;
  private long damaged;
  private long lastStep;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record NamedCurve(String name, byte[] bytes, Curve curve) {}

  /** A reader at the beginning of a run's events. */
  public EventReader(RunDirectory run) {
    this(run.eventsFile());
  }

  EventReader(Path file) {
    this(file, EventIndex.ALL, 0, Long.MAX_VALUE);
  }

  /**
   * A reader of a part of the events.
   *
   * @param wanted steps that become curves
   * @param start where in the file it begins, at the beginning of a line
   * @param end where it ends, at the end of one
   */
  EventReader(Path file, EventIndex.Range wanted, long start, long end) {
    this.file = file;
    this.wanted = wanted;
    this.end = end;
    reset();
    position = start;
  }

  private void reset() {
    curves.clear();
    curves.put(RunEvent.Kind.LOSSES, new ArrayList<>());
    curves.put(RunEvent.Kind.TIMINGS, new ArrayList<>());
    events.clear();
    filled = 0;
    position = 0;
    damaged = 0;
    lastStep = 0;
    marks.clear();
    marksEvery = EventIndex.FIRST_DISTANCE;
  }

  /**
   * Reads what has come since the last call. A line that is not ended yet waits for the next one.
   *
   * @return whether there was anything new
   * @throws FileException with a sentence, when the file cannot be read; that there is none yet is
   *     no error
   */
  public boolean poll() throws FileException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Object found = Files.readAttributes(file, "fileKey").get("fileKey");
      if (channel.size() < position || (identity != null && !identity.equals(found))) {
        // Another file under the same name: someone moved a run's directory about.
        reset();
      }
      identity = found;
      channel.position(position);
      boolean news = false;
      while (true) {
        if (buffer.length - filled < CHUNK) {
          buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int most = (int) Math.min(CHUNK, end - position);
        int read = most == 0 ? 0 : channel.read(ByteBuffer.wrap(buffer, filled, most));
        if (read <= 0) {
          return news;
        }
        news = true;
        position += read;
        filled += read;
        takeLines();
      }
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  private void takeLines() {
    int start = 0;
    for (int i = 0; i < filled; i++) {
      if (buffer[i] == '\n') {
        take(start, i);
        start = i + 1;
      }
    }
    filled -= start;
    System.arraycopy(buffer, start, buffer, 0, filled);
    if (filled > LONGEST_LINE) {
      filled = 0;
      damaged++;
    }
  }

  private void take(int start, int end) {
    if (end == start) {
      return;
    }
    if (line.parse(buffer, start, end)) {
      mark(line.step(), position - filled + start);
      lastStep = Math.max(lastStep, line.step());
      List<NamedCurve> known = curves.get(line.kind());
      for (int i = 0; i < line.fields(); i++) {
        add(known, i);
      }
      return;
    }
    Optional<RunEvent> event =
        RunEvent.parse(new String(buffer, start, end - start, StandardCharsets.UTF_8));
    if (event.isPresent()) {
      take(event.get());
    } else {
      damaged++;
    }
  }

  private void add(List<NamedCurve> known, int field) {
    // Lines name the same values in the same order.
    if (field < known.size() && line.nameIs(field, known.get(field).bytes())) {
      add(known.get(field).curve(), line.step(), line.value(field));
      return;
    }
    for (NamedCurve curve : known) {
      if (line.nameIs(field, curve.bytes())) {
        add(curve.curve(), line.step(), line.value(field));
        return;
      }
    }
    String name = line.name(field);
    curve(known, name).ifPresent(curve -> add(curve, line.step(), line.value(field)));
  }

  private void add(Curve curve, long step, double value) {
    if (step >= wanted.from() && step <= wanted.to()) {
      curve.add(step, value);
    }
  }

  /** Remembers now and then where in the file a step is; ever more rarely as the file grows. */
  private void mark(long step, long at) {
    if (!marks.isEmpty() && at < marks.get(marks.size() - 1).position() + marksEvery) {
      return;
    }
    if (marks.size() == EventIndex.MOST_MARKS) {
      List<EventIndex.Mark> half = new ArrayList<>();
      for (int i = 0; i < marks.size(); i += 2) {
        half.add(marks.get(i));
      }
      marks = half;
      marksEvery *= 2;
    }
    marks.add(new EventIndex.Mark(step, at));
  }

  /** Where in the file which steps are, as far as it has been read. */
  public EventIndex index() {
    return new EventIndex(file, List.copyOf(marks));
  }

  private static Optional<Curve> curve(List<NamedCurve> known, String name) {
    for (NamedCurve curve : known) {
      if (curve.name().equals(name)) {
        return Optional.of(curve.curve());
      }
    }
    if (known.size() == MOST_CURVES) {
      return Optional.empty();
    }
    Curve curve = new Curve(BUCKETS);
    known.add(new NamedCurve(name, name.getBytes(StandardCharsets.UTF_8), curve));
    return Optional.of(curve);
  }

  private void take(RunEvent event) {
    if (event.kind() == RunEvent.Kind.START) {
      lastStep = event.step();
      curves.values().forEach(all -> all.forEach(c -> c.curve().rewind(event.step())));
      marks.removeIf(mark -> mark.step() > event.step());
    }
    lastStep = Math.max(lastStep, event.step());
    List<NamedCurve> known = curves.get(event.kind());
    if (known != null) {
      event
          .numbers()
          .forEach((name, value) -> curve(known, name).ifPresent(c -> add(c, event.step(), value)));
      return;
    }
    if (events.size() == MOST_EVENTS) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  /** The curves of losses, by name. */
  public Map<String, Curve> losses() {
    return named(RunEvent.Kind.LOSSES);
  }

  /** The curves of timings, by name. */
  public Map<String, Curve> timings() {
    return named(RunEvent.Kind.TIMINGS);
  }

  private Map<String, Curve> named(RunEvent.Kind kind) {
    Map<String, Curve> all = new LinkedHashMap<>();
    curves.get(kind).forEach(curve -> all.put(curve.name(), curve.curve()));
    return all;
  }

  /** Starts, metrics, snapshots, samples, warnings and ends, the newest last. */
  public List<RunEvent> events() {
    return List.copyOf(events);
  }

  /** The newest step that an event tells of. */
  public long lastStep() {
    return lastStep;
  }

  /** How many lines could not be read, such as those that a kill tore. */
  public long damagedLines() {
    return damaged;
  }
}
