package dev.kymo.studio.cli.inspect;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointSummary;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.FootageOrigins;
import dev.kymo.inference.footage.Square;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kymo inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Say what is inside a checkpoint: format, size, widths, parameters, groups of sinusoids, a"
          + " histogram of the learned frequencies, training step, and the footage that it has learned.%n",
      "Frequencies are in cycles per second of a clip at 25 frames per second; one unit of t is half"
          + " a training clip.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  kymo inspect model.pt", "  kymo inspect model.safetensors --json | jq .imageSize"})
public final class InspectCommand implements Callable<Integer> {
  private static final double FPS = 25;
  private static final int HASH_SHOWN = 12;
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private final Console console;

  @Parameters(paramLabel = "F", description = "A published .pt file or Kymo's .safetensors.")
  private Path file;

  @Option(names = "--json", description = "Write one JSON object instead of text.")
  private boolean json;

  /** A command that reports on this console. */
  public InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Checkpoint checkpoint = CheckpointReader.read(file);
    CheckpointSummary summary = CheckpointSummary.of(checkpoint, FPS);
    List<FootageOrigin> footage = footage(checkpoint);
    console.out().print(json ? JSON.toJson(json(summary, footage)) + '\n' : text(summary, footage));
    console.out().flush();
    return 0;
  }

  private List<FootageOrigin> footage(Checkpoint checkpoint) throws UserError {
    try {
      return FootageOrigins.read(checkpoint.options());
    } catch (IllegalArgumentException e) {
      throw new UserError(file + " cannot be explained: " + e.getMessage(), e);
    }
  }

  private static JsonObject json(CheckpointSummary summary, List<FootageOrigin> footage) {
    JsonObject all = JSON.toJsonTree(summary).getAsJsonObject();
    JsonArray clips = new JsonArray();
    for (FootageOrigin origin : footage) {
      JsonObject clip = JSON.toJsonTree(origin).getAsJsonObject();
      clip.addProperty("rate", rate(origin));
      clips.add(clip);
    }
    all.add("footage", clips);
    return all;
  }

  private static String text(CheckpointSummary summary, List<FootageOrigin> footage) {
    StringBuilder text = new StringBuilder(summary.text());
    if (!footage.isEmpty()) {
      text.append(System.lineSeparator()).append("Learned footage").append(System.lineSeparator());
    }
    for (FootageOrigin origin : footage) {
      text.append("  ").append(line(origin)).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String line(FootageOrigin origin) {
    Square square = origin.square();
    return String.format(
        Locale.ROOT,
        "%s (%d x %d, %s fps, SHA-256 %s...): frames %d to %d, square %d,%d,%d; content %d, motion"
            + " %d",
        origin.name(),
        origin.width(),
        origin.height(),
        rate(origin),
        origin.hash().substring(0, HASH_SHOWN),
        origin.first(),
        origin.first() + origin.frames() - 1,
        square.x(),
        square.y(),
        square.side(),
        origin.contentSeed(),
        origin.motionSeed());
  }

  private static String rate(FootageOrigin origin) {
    FrameRate rate = origin.rate();
    return rate.denominator() == 1
        ? String.valueOf(rate.numerator())
        : rate.numerator() + "/" + rate.denominator();
  }
}
