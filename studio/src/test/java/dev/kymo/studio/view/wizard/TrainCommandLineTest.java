package dev.kymo.studio.view.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.train.TrainCommand;
import dev.kymo.studio.cli.train.TrainingWork;
import dev.kymo.trainer.process.DryRun;
import dev.kymo.trainer.process.RunListener;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.run.OptionsFile;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command that the wizard shows starts the very run that the wizard would. */
class TrainCommandLineTest {

  @TempDir private Path folder;

  private static final class Recorder implements TrainingWork {
    private Optional<TrainingOptions> options = Optional.empty();

    @Override
    public RunStatus train(RunDirectory run, RunListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public TrainerProcess background(RunDirectory run) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DryRun.Report dryRun(TrainingOptions asked, DryRun.Progress progress) {
      options = Optional.of(asked);
      return new DryRun.Report("", "", "", 1, 1, 1, 1, 1, 1, 1);
    }
  }

  private TrainingOptions parsed(Draft draft) {
    Recorder work = new Recorder();
    List<String> arguments =
        new ArrayList<>(TrainCommandLine.arguments(draft, folder.resolve("run")));
    assertEquals("train", arguments.remove(0));
    arguments.remove("--background");
    arguments.add("--dry-run");
    Console console = Console.ofProcess(Map.of());
    int status =
        new CommandLine(new TrainCommand(console, work)).execute(arguments.toArray(String[]::new));
    assertEquals(0, status, arguments.toString());
    return work.options.orElseThrow();
  }

  private Draft with(Draft draft, OptionField field, String text) {
    return draft.with(field.set(draft.options(), text));
  }

  private Draft first(Preset preset) {
    return Draft.first("run-1", preset).from(folder.resolve("my clips").toString());
  }

  @Test
  void presetsAreThemselves() {
    for (Preset preset : Preset.values()) {
      Draft draft = first(preset);
      assertEquals(draft.options(), parsed(draft), preset.label());
      assertEquals(8, TrainCommandLine.arguments(draft, folder).size(), "nothing needless");
    }
  }

  @Test
  void everyOptionGoesThrough() {
    Draft draft = first(Preset.TOY_64);
    Map<OptionField, String> changes =
        Map.ofEntries(
            Map.entry(OptionField.EVERY_NTH, "3"),
            Map.entry(OptionField.FREQUENCIES, "3, 5.5, 7"),
            Map.entry(OptionField.CHANNELS, "32,32,32,16,8"),
            Map.entry(OptionField.CONTENT_DIM, "99"),
            Map.entry(OptionField.AUGMENT, "true"),
            Map.entry(OptionField.SHARED_TIMES, "false"),
            Map.entry(OptionField.VIDEO_RESIZE, "0.5"),
            Map.entry(OptionField.LEARNING_RATE, "0.00025"),
            Map.entry(OptionField.STEPS, "123456789"),
            Map.entry(OptionField.DEVICES, "cuda:0,cuda:1"),
            Map.entry(OptionField.PRECISION, "bf16"),
            Map.entry(OptionField.SEED, "17"));
    for (Map.Entry<OptionField, String> change : changes.entrySet()) {
      Draft one = with(draft, change.getKey(), change.getValue());
      assertEquals(one.options(), parsed(one), change.toString());
    }
    Draft all = draft;
    for (Map.Entry<OptionField, String> change : changes.entrySet()) {
      all = with(all, change.getKey(), change.getValue());
    }
    assertEquals(all.options(), parsed(all));
  }

  @Test
  void aMetricComesAndGoesWithItsDetector() {
    Draft plain = first(Preset.SMALL_128);
    assertThrows(
        IllegalArgumentException.class, () -> OptionField.METRIC_CLIPS.set(plain.options(), "64"));
    Draft judged = with(plain, OptionField.METRIC_DETECTOR, folder.resolve("i3d.pt").toString());
    assertEquals("fvd2048_16f", OptionField.METRIC.get(judged.options()));
    assertEquals("256", OptionField.METRIC_CLIPS.get(judged.options()));
    judged = with(judged, OptionField.METRIC, "fvd2048_128f");
    judged = with(judged, OptionField.METRIC_CLIPS, "64");
    assertEquals(judged.options(), parsed(judged));
    assertEquals(judged.options(), OptionsFile.parse(OptionsFile.text(judged.options())));
    TrainingOptions fast = judged.options();
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> OptionField.EVERY_NTH.set(fast, "2"))
            .getMessage()
            .contains("frames in a row"));
    assertEquals(plain.options(), with(judged, OptionField.METRIC_DETECTOR, "").options());
  }

  @Test
  void anotherSizeBringsItsWidths() {
    Draft draft = with(first(Preset.TOY_64), OptionField.SIZE, "128");
    assertEquals(6, draft.options().model().generator().channels().size());
    assertEquals(draft.options(), parsed(draft));
    Draft patches = with(draft, OptionField.VIDEO_DISCRIMINATOR, "patch-video");
    assertEquals(patches.options(), parsed(patches));
  }

  @Test
  void whatIsRefusedIsToldInASentence() {
    TrainingOptions options = first(Preset.TOY_64).options();
    for (Map.Entry<OptionField, String> wrong :
        Map.of(
                OptionField.SIZE, "100",
                OptionField.STEPS, "many",
                OptionField.KEEP_LAST, "-1",
                OptionField.CHANNELS, "1,2",
                OptionField.DEVICES, "gpu")
            .entrySet()) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> wrong.getKey().set(options, wrong.getValue()));
      assertTrue(e.getMessage().endsWith("."), e.getMessage());
    }
  }

  @Test
  void spacesAreQuoted() {
    String text = TrainCommandLine.text(first(Preset.TOY_64), Path.of("/tmp/it's"));
    assertTrue(text.contains("my clips'"), text);
    assertTrue(text.contains("'/tmp/it'\\''s'"), text);
  }
}
