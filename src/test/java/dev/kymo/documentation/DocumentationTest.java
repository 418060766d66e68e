package dev.kymo.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever documents and code cite is there. */
class DocumentationTest {
  private final SourceTree tree = SourceTree.here();

  @Test
  void citedDocumentsExist() throws IOException {
    List<String> missing = new ArrayList<>();
    int cited = 0;
    for (Path file : everything()) {
      for (String document : Citations.documents(Files.readString(file))) {
        cited++;
        Path beside = file.resolveSibling(document);
        if (!Files.exists(tree.root().resolve(document)) && !Files.exists(beside)) {
          missing.add(tree.name(file) + ": " + document);
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(cited > 50, "only " + cited + " were found");
  }

  @Test
  void citedSectionsExist() throws IOException {
    List<String> missing = new ArrayList<>();
    int cited = 0;
    for (Path file : everything()) {
      String text = Files.readString(file);
      Citations.looseSections(text).forEach(loose -> missing.add(tree.name(file) + ": " + loose));
      for (Citations.Section section : Citations.sections(text)) {
        cited++;
        Path document = tree.root().resolve(section.document());
        boolean there =
            Files.exists(document)
                && Files.readString(document).contains("\n## " + section.number() + ". ");
        if (!there) {
          missing.add(tree.name(file) + ": " + section);
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(cited > 40, "only " + cited + " were found");
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path file : tree.documents()) {
      for (String link : Citations.links(Files.readString(file))) {
        if (link.contains("://")) {
          continue;
        }
        int anchor = link.indexOf('#');
        String name = anchor < 0 ? link : link.substring(0, anchor);
        Path to = name.isEmpty() ? file : file.resolveSibling(name).normalize();
        boolean heading = anchor < 0 || anchors(to).contains(link.substring(anchor + 1));
        if (!Files.exists(to) || !heading) {
          missing.add(tree.name(file) + ": " + link);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void citedDecisionsExist() throws IOException {
    List<String> missing = new ArrayList<>();
    List<Integer> decisions = decisions();
    for (Path file : everything()) {
      for (int number : Citations.decisions(Files.readString(file))) {
        if (!decisions.contains(number)) {
          missing.add(tree.name(file) + ": ADR " + number);
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void decisionsAreNumberedWithoutGaps() throws IOException {
    List<Integer> decisions = decisions();
    List<Integer> counted = Stream.iterate(1, n -> n + 1).limit(decisions.size()).toList();
    assertEquals(counted, decisions);
  }

  @Test
  void citationsAreFoundAcrossTheLinesOfAComment() {
    assertEquals(
        List.of(
            new Citations.Section("docs/model.md", 2), new Citations.Section("docs/model.md", 3)),
        Citations.sections("(docs/model.md\n * sections 2 and 3)"));
    assertEquals(
        List.of(2, 3, 4),
        Citations.sections("# docs/model.md sections 2 to 4.").stream()
            .map(Citations.Section::number)
            .toList());
    assertEquals(List.of(), Citations.sections("docs/model.md says so"));
    assertEquals(List.of("spec section 2"), Citations.looseSections("(model-spec section 2)"));
  }

  private List<Path> everything() throws IOException {
    return Stream.concat(tree.documents().stream(), tree.code().stream()).toList();
  }

  private List<Integer> decisions() throws IOException {
    try (Stream<Path> files = Files.list(tree.root().resolve("docs/decisions"))) {
      return files
          .map(file -> Integer.valueOf(tree.name(file).replaceFirst(".*/(\\d{4})-.*", "$1")))
          .sorted()
          .toList();
    }
  }

  /** Headings as links name them. */
  private static List<String> anchors(Path document) throws IOException {
    if (!Files.isRegularFile(document)) {
      return List.of();
    }
    return Files.readString(document)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
