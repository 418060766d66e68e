package dev.kymo.studio.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.SyntheticRuns;
import dev.kymo.trainer.run.EventLog;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWatchTest {

  @TempDir private Path folder;

  private RunWatch watch(RunPlaces places) {
    return new RunWatch(places, Runnable::run);
  }

  @Test
  void statesComeFromFilesAlone() throws IOException {
    SyntheticRuns.make(folder.resolve("a"), RunState.RUNNING, "", 50, 100);
    SyntheticRuns.make(folder.resolve("b"), RunState.LOST, "", 20, 100);
    SyntheticRuns.make(folder.resolve("c"), RunState.FAILED, "The disk is full.", 5, 100);
    Path elsewhere = folder.resolve("elsewhere/d");
    SyntheticRuns.make(elsewhere, RunState.ENDED, "", 100, 100);
    Files.createDirectories(folder.resolve("no run"));
    RunPlaces places = new RunPlaces(folder, List.of()).with(elsewhere).with(elsewhere);
    assertEquals(1, places.added().size());
    try (RunWatch watch = watch(places)) {
      watch.look();
      List<RunSummary> runs = watch.runsProperty().get();
      assertEquals(4, runs.size());
      assertEquals(RunState.RUNNING, state(runs, "a"));
      assertEquals(RunState.LOST, state(runs, "b"));
      assertEquals(RunState.FAILED, state(runs, "c"));
      assertEquals(RunState.ENDED, state(runs, "d"));
      RunSummary a = run(runs, "a");
      assertEquals(0.5, a.progress());
      assertTrue(a.alive());
      assertFalse(a.resumable());
      assertTrue(run(runs, "b").resumable());
      assertFalse(run(runs, "d").resumable());
      watch.setPlaces(places.without(elsewhere));
      watch.look();
      assertEquals(3, watch.runsProperty().get().size());
    }
  }

  @Test
  void brokenRunsAreShownWithTheirFault() throws IOException {
    RunDirectory run = SyntheticRuns.make(folder.resolve("a"), RunState.RUNNING, "", 50, 100);
    Files.writeString(run.statusFile(), "{");
    RunDirectory other = SyntheticRuns.make(folder.resolve("b"), RunState.ENDED, "", 100, 100);
    Files.writeString(other.optionsFile(), "{}");
    try (RunWatch watch = watch(new RunPlaces(folder, List.of()))) {
      watch.look();
      assertTrue(run(watch.runsProperty().get(), "a").fault().orElseThrow().contains("status"));
      assertTrue(run(watch.runsProperty().get(), "b").fault().orElseThrow().contains("options"));
    }
  }

  @Test
  void endingsAreToldOnce() throws IOException {
    RunDirectory run = SyntheticRuns.make(folder.resolve("a"), RunState.RUNNING, "", 50, 100);
    List<RunEnding> endings = new ArrayList<>();
    try (RunWatch watch = watch(new RunPlaces(folder, List.of()))) {
      watch.onEnding(endings::add);
      watch.look();
      assertEquals(List.of(), endings);
      SyntheticRuns.status(run, RunState.FAILED, "The loss is not a number.", 60, 100);
      watch.look();
      watch.look();
      assertEquals(1, endings.size());
      assertEquals(RunState.FAILED, endings.get(0).state());
    }
  }

  @Test
  void contentIsFollowedAsItGrows() throws IOException {
    RunDirectory run = SyntheticRuns.make(folder.resolve("a"), RunState.RUNNING, "", 40, 100);
    try (RunWatch watch = watch(new RunPlaces(folder, List.of()))) {
      watch.follow(Set.of(run.root()));
      watch.look();
      watch.look();
      RunContent first = watch.contentsProperty().get().get(run.root());
      assertEquals(20, first.samples().size());
      assertEquals(20, first.frequencies().columns().size());
      assertEquals(400, first.log().size());
      int points = curve(first, "generator").size();
      assertEquals(40, curve(first, "generator").last(points - 1));
      try (EventLog events = EventLog.open(run)) {
        events.append(RunEvent.now(41, RunEvent.Kind.LOSSES, Map.of("generator", 0.125), Map.of()));
      }
      Files.writeString(run.logFile(), "a new line\n", StandardOpenOption.APPEND);
      watch.look();
      RunContent next = watch.contentsProperty().get().get(run.root());
      assertEquals(0.125, curve(next, "generator").newest());
      assertEquals(points + 1, curve(next, "generator").size());
      assertEquals("a new line", next.log().get(next.log().size() - 1));
      RunContent same = next;
      watch.look();
      assertSame(same, watch.contentsProperty().get().get(run.root()), "nothing is new");
      watch.follow(Set.of());
      watch.look();
      assertEquals(Map.of(), watch.contentsProperty().get());
    }
  }

  private static CurveData curve(RunContent content, String name) {
    return content.losses().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static RunSummary run(List<RunSummary> runs, String name) {
    return runs.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private static RunState state(List<RunSummary> runs, String name) {
    return run(runs, name).state().orElseThrow();
  }
}
