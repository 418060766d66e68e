package dev.kymo.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The texts of this checkout: documents, code, and what the build reads.
 *
 * @param root the folder of the top-level pom
 */
record SourceTree(Path root) {
  private static final Set<String> BUILT = Set.of("target", ".git", ".mvn", "node_modules");
  private static final Set<String> CODE =
      Set.of("java", "py", "properties", "css", "xml", "sh", "cmd");

  /** The checkout in which the tests run. */
  static SourceTree here() {
    return new SourceTree(Path.of("").toAbsolutePath().resolve("../..").normalize());
  }

  /** Documents in Markdown. */
  List<Path> documents() throws IOException {
    return files(Set.of("md"));
  }

  /** Code, resources and build files. */
  List<Path> code() throws IOException {
    return files(CODE);
  }

  /** The name of a file as the checkout has it. */
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private List<Path> files(Set<String> endings) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> endings.contains(ending(file)))
          .filter(file -> ours(root.relativize(file)))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Tests of citations cite what does not exist. */
  private static boolean ours(Path file) {
    for (Path part : file) {
      if (BUILT.contains(part.toString()) || part.toString().equals("documentation")) {
        return false;
      }
    }
    return true;
  }
}
