package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.kymo.studio.cli.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit status, and what goes to which stream. */
class KymoTest {
  private final CommandRun kymo = new CommandRun();
  @TempDir private Path dir;

  private String oneErrorLine() {
    String err = kymo.consoles.err();
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.startsWith("kymo: ") && err.endsWith("\n"), err);
    assertEquals("", kymo.consoles.out());
    return err;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "studio ",
        "render ",
        "inspect ",
        "convert ",
        "doctor ",
        "bench ",
        "toy-dataset ",
        "dataset ",
        "dataset check ",
        "dataset extract ",
        "toy-report ",
        "evaluate "
      })
  void everyCommandHasHelpThatFits(String command) {
    int status = kymo.run((command + "--help").split(" "));
    assertEquals(0, status);
    String help = kymo.consoles.out();
    assertTrue(help.contains("Usage: kymo"), help);
    assertTrue(help.contains("Examples:"), help);
    assertEquals(List.of(), help.lines().filter(line -> line.length() > 100).toList());
    assertEquals("", kymo.consoles.err());
  }

  @Test
  void tellsItsVersion() {
    assertEquals(0, kymo.run("--version"));
    assertTrue(
        kymo.consoles.out().matches("(?s)Kymo \\d+\\.\\d+\\.\\d+( \\(commit .*\\))?\nJava .*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "render",
        "render --frobnicate",
        "render --out x.mp4",
        "inspect",
        "convert a.pt",
        "doctor --xml",
        "bench --runs 0",
        "bench --train --steps 0",
        "bench --train --size 64",
        "bench --train --preset toy-65",
        "bench --preset toy-64",
        "bench --studio --train",
        "bench --studio --size 64",
        "bench --studio --seconds 0",
        "bench --size 100",
        "bench --size 64 --checkpoint x.pt",
        "bench --precision int8",
        "bench --device gpu",
        "toy-report --clips 3",
        "evaluate --real a --detector d",
        "evaluate --real a --fake b --checkpoint c --detector d",
        "evaluate --real a --fake b",
        "evaluate --real a --fake b --detector d --metric fid",
        "evaluate --real a --fake b --detector d --clips 1",
        "toy-report --cut 0",
        "toy-report --cut NaN",
        "inspect a b",
        "toy-dataset",
        "toy-dataset --out x --count 0",
        "toy-dataset --out x --format gif",
        "toy-dataset --out x --kind cubes",
        "toy-dataset --out x --size 64",
        "toy-dataset --out x --look hair=#000000",
        "toy-dataset --out x --kind puppet --size 8",
        "toy-dataset --out x --kind puppet --frames 0",
        "toy-dataset --out x --kind puppet --look hair=black",
        "toy-dataset --out x --kind puppet --look seed=3",
        "toy-dataset --out x --kind puppet --fast 5",
        "dataset",
        "dataset check",
        "dataset check x --size 0",
        "dataset check x --frames -1",
        "dataset check x --every-nth 0",
        "dataset extract x",
        "dataset extract x y --format gif",
        "dataset extract x y --quality 101",
        "--frobnicate"
      })
  void wrongUsageIsStatus2AndOneLine(String line) {
    assertEquals(2, kymo.run(line.split(" ")));
    assertTrue(oneErrorLine().contains("--help"));
  }

  @Test
  void failureIsStatus1AndOneLine() {
    kymo.rendering =
        (plan, listener, cancelled) -> {
          throw new UserError("The moon is\nin the way.");
        };
    assertEquals(1, kymo.run("render", "--checkpoint", "m.pt", "--out", "c.mp4"));
    assertEquals("kymo: The moon is in the way.\n", oneErrorLine());
  }

  @Test
  void anErrorOfTheJvmIsReportedTheSameWay() {
    kymo.rendering =
        (plan, listener, cancelled) -> {
          throw new UnsatisfiedLinkError("libtorch");
        };
    assertEquals(1, kymo.run("render", "--checkpoint", "m.pt", "--out", "c.mp4"));
    assertTrue(oneErrorLine().contains("UnsatisfiedLinkError"));
  }

  @Test
  void onlyDebuggingShowsStackTraces() {
    CommandRun loud = new CommandRun(true);
    loud.rendering =
        (plan, listener, cancelled) -> {
          throw new UserError("No.");
        };
    assertEquals(1, loud.run("render", "--checkpoint", "m.pt", "--out", "c.mp4"));
    assertTrue(loud.consoles.err().contains("at dev.kymo.studio.cli"), loud.consoles.err());
  }

  @Test
  void aMissingCheckpointIsNamed() {
    assertEquals(1, kymo.run("inspect", dir.resolve("none.pt").toString()));
    assertTrue(oneErrorLine().contains("none.pt"));
  }

  @Test
  void studioOpensTheDemoOrAFile() throws IOException {
    Path file = Files.createFile(dir.resolve("model.pt"));
    assertEquals(0, kymo.run());
    assertEquals(0, kymo.run("studio"));
    assertEquals(0, kymo.run(file.toString()));
    assertEquals(0, kymo.run("studio", file.toString()));
    assertEquals(List.of("demo", "demo", file.toString(), file.toString()), kymo.opened);
  }

  @Test
  void aMistypedCommandIsNotTakenForACheckpoint() {
    assertEquals(2, kymo.run("rendr"));
    assertTrue(oneErrorLine().contains("There is no command 'rendr'"));
    assertEquals(List.of(), kymo.opened);
  }

  @Test
  void doctorReportsForPeopleAndPrograms() {
    assertEquals(0, kymo.run("doctor"));
    assertTrue(kymo.consoles.out().contains("PyTorch 9"), kymo.consoles.out());
    CommandRun json = new CommandRun();
    assertEquals(0, json.run("doctor", "--json"));
    assertEquals(
        "fp32",
        JsonParser.parseString(json.consoles.out())
            .getAsJsonObject()
            .getAsJsonObject("engine")
            .get("precision")
            .getAsString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bogus | There is no command 'bogus', and no file of that name. (see kymo --help)",
        "rendr | There is no command 'rendr', and no file of that name. Did you mean 'kymo render'?"
            + " (see kymo --help)",
        "nowhere/model.pt | There is no file nowhere/model.pt. (see kymo --help)",
        "dataset chek | There is no command 'kymo dataset chek'. Did you mean 'kymo dataset check'?"
            + " (see kymo dataset --help)",
        "runs bogus | There is no command 'kymo runs bogus'. (see kymo runs --help)",
        "doctor --jsn | Unknown option: '--jsn'; did you mean --json? (see kymo doctor --help)",
      })
  void saysWhatIsNoCommandAndWhatWasMeant(String arguments, String sentence) {
    assertEquals(2, kymo.run(arguments.split(" ", -1)));
    assertEquals("kymo: " + sentence + "\n", kymo.consoles.err());
  }

  @Test
  void doctorMeasuresAgainWhenAskedTo() {
    assertEquals(0, kymo.run("doctor"));
    assertEquals(0, kymo.forgotten);
    assertEquals(0, kymo.run("doctor", "--measure"));
    assertEquals(1, kymo.forgotten);
  }

  @Test
  void doctorFailsWhenTheEngineDoesButStillReports() {
    kymo.trial =
        decision -> {
          throw new UnsatisfiedLinkError("libgomp.so.1: not found");
        };
    assertEquals(1, kymo.run("doctor"));
    assertTrue(kymo.consoles.out().contains("libgomp.so.1"), kymo.consoles.out());
    assertTrue(kymo.consoles.out().contains("cores"), kymo.consoles.out());
    assertFalse(kymo.consoles.out().contains("precision"), kymo.consoles.out());
  }
}
