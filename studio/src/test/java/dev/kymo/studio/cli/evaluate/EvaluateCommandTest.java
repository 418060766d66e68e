package dev.kymo.studio.cli.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.studio.SyntheticRuns;
import dev.kymo.studio.cli.console.Consoles;
import dev.kymo.trainer.metric.fvd.FvdMetric;
import dev.kymo.trainer.metric.fvd.FvdReport;
import dev.kymo.trainer.run.EventReader;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.RunLock;
import dev.kymo.trainer.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command asks for and how it tells the answer. */
class EvaluateCommandTest {
  @TempDir private Path folder;

  private final List<EvaluateWork.Request> requests = new ArrayList<>();
  private final Consoles consoles = new Consoles(true, false);

  private int run(String... args) {
    EvaluateWork work =
        (request, progress, cancelled) -> {
          requests.add(request);
          for (int done = 8; done <= 40; done += 8) {
            progress.clips("real", done, 400);
            consoles.pass(1);
          }
          return new FvdReport(
              request.metric().label(),
              123.45678,
              new FvdReport.Protocol(
                  16, 8, 64, 400, 200, 300, 5, 400, "0123456789abcdef0123", "r", "f"),
              List.of("Only few."));
        };
    return new CommandLine(new EvaluateCommand(consoles.console(), work)).execute(args);
  }

  @Test
  void tellsPeople() {
    int status =
        run(
            "--real",
            "data",
            "--fake",
            "clips",
            "--detector",
            "d.pt",
            "--seed",
            "5",
            "--metric",
            "fvd2048_128f_subsample8f");
    assertEquals(0, status);
    assertEquals(
        """
        fvd2048_128f_subsample8f   123.4568

        Clips       16 frames, every 8th, of 64 x 64 pixels
        Real        400 clips, mirrored copies among them, of 200 videos
        Generated   300 clips
        Seed        5
        Detector    400 features, SHA-256 0123456789abcdef
        Only few.
        """,
        consoles.out());
    assertEquals(
        new EvaluateWork.Request(
            Path.of("data"),
            new EvaluateWork.Generated.Folder(Path.of("clips")),
            Path.of("d.pt"),
            FvdMetric.FVD2048_128F_SUBSAMPLE8F,
            2048,
            5,
            DeviceChoice.AUTO),
        requests.get(0));
    assertEquals(true, consoles.err().contains("40 of 400 real clips   45 s left"), consoles.err());
  }

  @Test
  void tellsPrograms() {
    assertEquals(
        0,
        run(
            "--real",
            "data",
            "--checkpoint",
            "m.pt",
            "--detector",
            "d.pt",
            "--json",
            "--clips",
            "9"));
    assertEquals(
        123.45678,
        JsonParser.parseString(consoles.out()).getAsJsonObject().get("distance").getAsDouble());
    assertEquals(new EvaluateWork.Generated.Model(Path.of("m.pt")), requests.get(0).generated());
    assertEquals(9, requests.get(0).clips());
  }

  @Test
  @SuppressWarnings("try") // The lock is held, not used.
  void aRunKeepsTheOutcomeInItsEvents() throws IOException {
    RunDirectory run = SyntheticRuns.make(folder.resolve("run"), RunState.RUNNING, "", 60, 100);
    String root = run.root().toString();
    assertEquals(1, run("--run", root, "--detector", "d.pt", "--step", "41"));
    Files.write(run.generatorCheckpoint(40), new byte[] {1});
    Files.write(run.generatorCheckpoint(60), new byte[] {1});
    // A trainer is at work meanwhile, and has not ended its line.
    try (RunLock trainer = RunLock.take(run)) {
      Files.writeString(run.eventsFile(), "{\"time\"", StandardOpenOption.APPEND);
      Files.writeString(
          run.eventsFile(),
          ":1,\"step\":61,\"kind\":\"losses\",\"generator\":2}\n",
          StandardOpenOption.APPEND);
      assertEquals(0, run("--run", root, "--detector", "d.pt"));
    }
    assertEquals(0, run("--run", root, "--detector", "d.pt", "--step", "40", "--real", "other"));
    EvaluateWork.Request newest = requests.get(0);
    assertEquals(new EvaluateWork.Generated.Model(run.generatorCheckpoint(60)), newest.generated());
    assertEquals(Path.of("/data/puppet-8k"), newest.real());
    assertEquals(Path.of("other"), requests.get(1).real());
    EventReader events = new EventReader(run);
    events.poll();
    assertEquals(0, events.damagedLines());
    List<RunEvent> metrics =
        events.events().stream().filter(e -> e.kind() == RunEvent.Kind.METRIC).toList();
    assertEquals(List.of(60L, 40L), metrics.stream().map(RunEvent::step).toList());
    assertEquals(123.45678, metrics.get(0).numbers().get("value"));
    assertEquals("fvd2048_16f", metrics.get(0).texts().get("name"));
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertEquals(2, run("--checkpoint", "m.pt", "--detector", "d.pt"));
    assertEquals(
        2, run("--real", "r", "--checkpoint", "m.pt", "--detector", "d.pt", "--step", "1"));
    assertEquals(2, run("--real", "r", "--checkpoint", "m.pt", "--run", "x", "--detector", "d.pt"));
    assertEquals(List.of(), requests);
  }
}
