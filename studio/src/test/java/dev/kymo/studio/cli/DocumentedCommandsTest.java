package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command and option that the documents show is one that Kymo has. */
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** Commands that have commands of their own. */
  private static final Set<String> GROUPS = Set.of("dataset", "runs");

  private static final Pattern CALL =
      Pattern.compile("\\./kymo((?: [^\\n`#]*?)?)(?=\\s+#|`|\\n|$)");
  private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z][a-z0-9-]*");

  private final TreeMap<String, String> helps = new TreeMap<>();

  @Test
  void documentedCommandsAndOptionsExist() throws IOException {
    List<String> wrong = new ArrayList<>();
    int calls = 0;
    for (Path document : documents()) {
      Matcher call = CALL.matcher(Files.readString(document).replace("\\\n", " "));
      while (call.find()) {
        calls++;
        String arguments = call.group(1).strip();
        String help = helps.computeIfAbsent(command(arguments), this::help);
        if (help.isEmpty()) {
          wrong.add(document.getFileName() + ": no such command in ./kymo " + arguments);
        }
        OPTION
            .matcher(" " + arguments)
            .results()
            .map(found -> found.group())
            .filter(option -> !help.matches("(?s).*" + option + "(?![a-z0-9-]).*"))
            .forEach(
                option -> wrong.add(document.getFileName() + ": " + option + " in " + arguments));
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(calls > 30, "only " + calls + " were found");
  }

  /** The words that choose the command; none where a file or nothing follows. */
  private static String command(String arguments) {
    List<String> words = List.of(arguments.split("\\s+"));
    String first = words.get(0);
    if (GROUPS.contains(first) && words.size() > 1) {
      return first + " " + words.get(1).replaceAll("[^a-z-]", "");
    }
    return first.matches("[a-z][a-z-]*") ? first : "";
  }

  private String help(String command) {
    CommandRun kymo = new CommandRun();
    return kymo.run((command + " --help").strip().split(" ")) == 0 ? kymo.consoles.out() : "";
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "ARCHITECTURE.md", "assets/README.md").map(ROOT::resolve),
              docs.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }
}
