package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.SyntheticRuns;
import dev.kymo.studio.runs.CurveData;
import dev.kymo.studio.runs.RunContent;
import dev.kymo.studio.runs.RunDetail;
import dev.kymo.studio.runs.RunFollower;
import dev.kymo.trainer.run.EventIndex;
import dev.kymo.trainer.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of a year: bounded memory, and only what is new is read again. */
class RunsPaceTest {

  private static final int EVENTS = 200_000;

  @TempDir private Path folder;

  @Test
  void aYearLongRunIsThinned() throws IOException {
    RunDirectory run = SyntheticRuns.yearLong(folder.resolve("year"), EVENTS);
    RunFollower follower = new RunFollower(run.root());
    assertTrue(follower.poll());
    RunContent content = follower.content();
    assertEquals(5, content.losses().size());
    content
        .losses()
        .forEach(
            curve -> {
              assertTrue(curve.size() <= 2048 && curve.size() > 1000, curve.name());
              assertEquals(100, curve.first(0));
              assertEquals(100L * EVENTS, curve.last(curve.size() - 1));
            });
    follower.poll();
    RunContent second = follower.content();
    assertTrue(second.losses() == content.losses(), "nothing new is read");
    aPartIsAsExactAsItWasLogged(content);
  }

  private static void aPartIsAsExactAsItWasLogged(RunContent content) throws IOException {
    CurveData whole = content.losses().get(0);
    double from = 100.0 * EVENTS / 2;
    EventIndex.Range range = whole.coarse(from, from + 50_000).orElseThrow();
    RunContent finer = RunDetail.read(content.root(), content.index(), range).in(content);
    CurveData part = finer.losses().get(0);
    assertEquals(whole.first(0), part.first(0));
    assertEquals(whole.last(whole.size() - 1), part.last(part.size() - 1));
    int exact = 0;
    for (int i = 1; i < part.size(); i++) {
      assertTrue(part.first(i) > part.last(i - 1), "steps rise");
      if (part.first(i) >= range.from() && part.last(i) <= range.to()) {
        assertEquals(part.first(i), part.last(i));
        assertEquals(part.min(i), part.max(i));
        exact++;
      }
    }
    assertEquals((range.to() - range.from()) / 100 + 1, exact);
    int bucket = whole.nearest(from);
    double mean =
        IntStream.range(0, part.size())
            .filter(i -> part.first(i) >= whole.first(bucket))
            .filter(i -> part.last(i) <= whole.last(bucket))
            .mapToDouble(part::mean)
            .average()
            .orElseThrow();
    assertEquals(whole.mean(bucket), mean, 1e-9);
  }
}
