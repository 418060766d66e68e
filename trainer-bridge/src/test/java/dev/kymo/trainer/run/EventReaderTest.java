package dev.kymo.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.run.RunEvent.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as they are appended, torn, followed and thinned. */
class EventReaderTest {
  @TempDir private Path dir;
  private RunDirectory run;
  private EventReader reader;

  @BeforeEach
  void create() throws IOException {
    run = RunDirectory.create(dir.resolve("run"), Runs.options(Runs.schedule(10)));
    reader = new EventReader(run);
  }

  private static RunEvent loss(long step, double value) {
    return RunEvent.now(step, Kind.LOSSES, Map.of("generator", value), Map.of());
  }

  @Test
  void nothingIsThereBeforeTheRunHasBegun() throws IOException {
    assertFalse(reader.poll());
    assertEquals(Map.of(), reader.losses());
  }

  @Test
  void eventsAreFollowedAsTheyCome() throws IOException {
    try (EventLog log = EventLog.open(run)) {
      log.append(RunEvent.now(0, Kind.START, Map.of(), Map.of("host", "a \"b\"\n\u00e9")));
      log.append(loss(1, 0.5));
      assertTrue(reader.poll());
      assertFalse(reader.poll());
      log.append(loss(2, Double.NaN));
      log.append(loss(3, 1e-9));
      assertTrue(reader.poll());
    }
    assertEquals("a \"b\"\n\u00e9", reader.events().get(0).texts().get("host"));
    List<Curve.Bucket> curve = reader.losses().get("generator").buckets();
    assertEquals(List.of(1L, 3L), curve.stream().map(Curve.Bucket::first).toList());
    assertEquals(1e-9, curve.get(1).newest());
    assertEquals(3, reader.lastStep());
  }

  @Test
  void aTornLineIsSurvivedAndNothingIsEverCut() throws IOException {
    try (EventLog log = EventLog.open(run)) {
      log.append(loss(1, 1));
    }
    Files.writeString(run.eventsFile(), "{\"time\":17", StandardOpenOption.APPEND);
    assertTrue(reader.poll());
    assertEquals(0, reader.damagedLines(), "the line may still be on its way");
    long before = Files.size(run.eventsFile());
    try (EventLog log = EventLog.open(run)) {
      log.append(RunEvent.now(1, Kind.START, Map.of(), Map.of()));
      log.append(loss(2, 2));
    }
    reader.poll();
    assertEquals(1, reader.damagedLines());
    assertEquals(2, reader.losses().get("generator").values());
    assertTrue(Files.readString(run.eventsFile()).substring(0, (int) before).endsWith("17"));
  }

  @Test
  void aResumedRunReplacesTheStepsThatItDoesAgain() throws IOException {
    try (EventLog log = EventLog.open(run)) {
      for (int step = 1; step <= 10; step++) {
        log.append(loss(step, step));
      }
      log.append(RunEvent.now(6, Kind.START, Map.of(), Map.of()));
      log.append(loss(7, 70));
    }
    reader.poll();
    List<Curve.Bucket> curve = reader.losses().get("generator").buckets();
    assertEquals(7, curve.size());
    assertEquals(70, curve.get(6).newest());
  }

  @Test
  void aLongRunIsThinnedWithoutLosingASpike() throws IOException {
    int steps = 100_000;
    try (BufferedWriter out = Files.newBufferedWriter(run.eventsFile(), StandardCharsets.UTF_8)) {
      for (int step = 1; step <= steps; step++) {
        out.write(loss(step, step == 77_777 ? 99 : 1 + 1e-6 * (step % 7)).line());
      }
    }
    reader.poll();
    Curve curve = reader.losses().get("generator");
    List<Curve.Bucket> buckets = curve.buckets();
    assertEquals(steps, curve.values());
    assertTrue(buckets.size() <= 2048 && buckets.size() >= 1024, "" + buckets.size());
    Curve.Bucket spike =
        buckets.stream().filter(b -> b.first() <= 77_777 && b.last() >= 77_777).findFirst().get();
    assertEquals(99, spike.max());
    assertEquals(1, spike.min(), 1e-5);
    assertEquals(0, reader.damagedLines());
  }

  @Test
  void aPartIsReadAgainInFullAlsoAcrossABreak() throws IOException {
    int steps = 30_000;
    int broken = 20_000;
    int resumed = 12_345;
    try (BufferedWriter out = Files.newBufferedWriter(run.eventsFile(), StandardCharsets.UTF_8)) {
      for (int step = 1; step <= broken; step++) {
        out.write(loss(step, step).line());
      }
      out.write(RunEvent.now(resumed, Kind.START, Map.of(), Map.of()).line());
      for (int step = resumed + 1; step <= steps; step++) {
        out.write(loss(step, 0.5 + step).line());
      }
    }
    reader.poll();
    EventIndex index = reader.index();
    for (long from : List.of(1L, 700L, 12_000L, 12_346L, 19_900L, 29_000L)) {
      long to = from + 799;
      List<Curve.Bucket> part =
          index.read(new EventIndex.Range(from, to)).losses().get("generator").buckets();
      assertEquals(800, part.size());
      for (int i = 0; i < part.size(); i++) {
        long step = from + i;
        assertEquals(step, part.get(i).first());
        assertEquals(step, part.get(i).last());
        assertEquals(step > resumed ? step + 0.5 : step, part.get(i).newest(), 1e-9);
      }
    }
    EventIndex.Part none = index.read(new EventIndex.Range(steps + 1L, steps + 9L));
    assertEquals(0, none.losses().get("generator").values());
  }

  @Test
  void anotherFileUnderTheSameNameIsReadFromItsStart() throws IOException {
    try (EventLog log = EventLog.open(run)) {
      log.append(loss(1, 1));
      log.append(loss(2, 1));
    }
    reader.poll();
    Files.delete(run.eventsFile());
    try (EventLog log = EventLog.open(run)) {
      log.append(loss(1, 5));
    }
    reader.poll();
    assertEquals(1, reader.losses().get("generator").values());
  }

  @Test
  void theLowestMetricsAreTheBestSnapshots() throws IOException {
    try (EventLog log = EventLog.open(run)) {
      for (long step : List.of(10L, 20L, 30L)) {
        log.append(
            RunEvent.now(
                step,
                Kind.METRIC,
                Map.of("value", Math.abs(step - 21.0)),
                Map.of("name", "fvd2048_16f")));
      }
    }
    assertEquals(Set.of(20L, 30L), new BestSnapshots(run).steps(2));
  }

  /** The fast way and the parser agree on every line that the log can hold. */
  @Property(tries = 2000)
  void theFastReaderAgreesWithTheParser(
      @ForAll double time, @ForAll long step, @ForAll double a, @ForAll double b) {
    double when = Math.abs(time) < 1e12 ? time : 1;
    RunEvent event =
        new RunEvent(
            when, Math.abs(step % 1_000_000_000), Kind.LOSSES, Map.of("a", a, "b", b), Map.of());
    byte[] line = event.line().getBytes(StandardCharsets.UTF_8);
    EventLine fast = new EventLine();
    assertTrue(fast.parse(line, 0, line.length - 1), event.line());
    RunEvent slow = RunEvent.parse(event.line()).orElseThrow();
    assertEquals(slow.step(), fast.step());
    assertEquals(slow.numbers().size(), fast.fields());
    for (int i = 0; i < fast.fields(); i++) {
      double exact = slow.numbers().get(fast.name(i));
      assertEquals(exact, fast.value(i), 1e-14 * Math.abs(exact) + 1e-300);
    }
  }

  /** Whatever a line holds, it is read, left to the parser, or counted as damaged. */
  @Property(tries = 1000)
  void noLineBreaksTheReader(@ForAll String text, @ForAll byte[] bytes) {
    EventLine fast = new EventLine();
    fast.parse(bytes, 0, bytes.length);
    byte[] started =
        ("{\"time\":1.5,\"step\":2,\"kind\":\"losses\"" + text).getBytes(StandardCharsets.UTF_8);
    fast.parse(started, 0, started.length);
    RunEvent.parse(text);
  }
}
