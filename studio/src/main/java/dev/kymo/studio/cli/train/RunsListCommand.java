package dev.kymo.studio.cli.train;

import com.google.gson.GsonBuilder;
import dev.kymo.inference.file.FileException;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.TimeLeft;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kymo runs list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = "kymo runs list [DIR..] [--json]",
    description = "List the runs in folders and the folders in them.%n")
final class RunsListCommand implements Callable<Integer> {
  private static final int DEPTH = 3;

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      description = "Where to look (default: the current folder).")
  private List<Path> folders;

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  RunsListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    List<Path> roots = new ArrayList<>();
    for (Path folder : folders == null ? List.of(Path.of("")) : folders) {
      roots.addAll(runsIn(folder));
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Path root : roots) {
      rows.add(row(root));
    }
    if (json) {
      console.out().println(new GsonBuilder().setPrettyPrinting().create().toJson(rows));
      return 0;
    }
    if (rows.isEmpty()) {
      console.out().println("No runs.");
    }
    rows.forEach(this::print);
    return 0;
  }

  private static List<Path> runsIn(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder, DEPTH)) {
      return inside.filter(RunDirectory::isRun).sorted().toList();
    }
  }

  private static Map<String, Object> row(Path root) throws FileException {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("run", root.toString());
    Optional<RunStatus> read = RunStatus.read(RunDirectory.view(root));
    if (read.isEmpty()) {
      row.put("state", "new");
      return row;
    }
    RunStatus status = read.get();
    row.put("state", status.seen().label());
    row.put("step", status.step());
    row.put("steps", status.steps());
    row.put("images_per_second", status.imagesPerSecond());
    row.put("seconds_left", status.secondsLeft());
    row.put("device", status.device());
    row.put("precision", status.precision());
    row.put("host", status.host());
    row.put("pid", status.pid());
    row.put("reason", status.seen() == RunState.LOST ? LOST : status.reason());
    return row;
  }

  private static final String LOST = "Its trainer is gone; go on with kymo runs resume.";

  private void print(Map<String, Object> row) {
    StringBuilder text = new StringBuilder();
    text.append("%-10s".formatted(row.get("state")));
    if (row.get("step") instanceof Long step && row.get("steps") instanceof Long steps) {
      text.append(String.format(Locale.ROOT, "%,d of %,d", step, steps));
      double left = (Double) row.get("seconds_left");
      if (row.get("state").equals("running") && left >= 0) {
        text.append(", ").append(TimeLeft.text(left)).append(" left");
      }
    }
    text.append("  ").append(row.get("run"));
    if (row.get("reason") instanceof String reason && !reason.isEmpty()) {
      text.append("  (").append(reason).append(')');
    }
    console.out().println(text);
  }
}
