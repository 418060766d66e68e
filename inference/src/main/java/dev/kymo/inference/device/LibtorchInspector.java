package dev.kymo.inference.device;

import dev.kymo.inference.device.MachineFacts.Os;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells the version of a libtorch from its files, before it is loaded: loading another version than
 * {@link Libtorch#VERSION} would end the JVM.
 */
final class LibtorchInspector {
  private static final Pattern PYTHON_VERSION =
      Pattern.compile("(?m)^__version__\\s*=\\s*['\"]([^'\"]+)['\"]");
  private static final Pattern BUILD = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:\\+(\\w+))?.*");
  private static final Pattern CUDA_BUILD = Pattern.compile("cu(\\d{2})\\d+");
  private static final String NEEDED_CUDA = "12";

  private final Os os;

  LibtorchInspector(Os os) {
    this.os = os;
  }

  /** Whether a folder holds a libtorch at all, of whatever version. */
  boolean isLibtorch(Path folder) {
    return Files.isRegularFile(folder.resolve(libraryName("torch")))
        && Files.isRegularFile(folder.resolve(libraryName("torch_cpu")));
  }

  /**
   * Reads the version.
   *
   * @param folder the folder of the libraries: {@code torch/lib} of a Python package, {@code lib}
   *     of a libtorch archive, or Kymo's own
   * @throws EngineSetupException when it is not there or does not fit; the message says why
   */
  Libtorch inspect(Path folder, Libtorch.Origin origin) throws EngineSetupException {
    if (!isLibtorch(folder)) {
      throw new EngineSetupException(
          "There is no libtorch in %s (no %s and %s in it)."
              .formatted(folder, libraryName("torch"), libraryName("torch_cpu")));
    }
    String build = build(folder);
    Matcher matcher = BUILD.matcher(build);
    if (!matcher.matches()) {
      throw new EngineSetupException(
          "The version of the libtorch in %s cannot be told, and only %s fits."
              .formatted(folder, Libtorch.VERSION));
    }
    if (!matcher.group(1).equals(Libtorch.VERSION)) {
      throw new EngineSetupException(
          "The libtorch in %s is version %s, but only %s fits."
              .formatted(folder, build, Libtorch.VERSION));
    }
    boolean cuda = Files.isRegularFile(folder.resolve(libraryName("torch_cuda")));
    Matcher cudaBuild = CUDA_BUILD.matcher(Optional.ofNullable(matcher.group(2)).orElse(""));
    if (cuda && cudaBuild.matches() && !cudaBuild.group(1).equals(NEEDED_CUDA)) {
      throw new EngineSetupException(
          "The libtorch in %s is built for another CUDA (%s), but only CUDA 12 fits."
              .formatted(folder, build));
    }
    return new Libtorch(folder, origin, build, cuda);
  }

  /** The build as its files tell it, or empty. */
  private String build(Path folder) {
    Path above = Optional.ofNullable(folder.toAbsolutePath().getParent()).orElse(folder);
    return Stream.of(folder.resolve("build-version"), above.resolve("build-version"))
        .flatMap(file -> text(file).stream())
        .map(String::trim)
        .findFirst()
        .or(() -> text(above.resolve("version.py")).flatMap(LibtorchInspector::pythonVersion))
        .or(() -> versionInside(folder.resolve(libraryName("torch_cpu"))))
        .orElse("");
  }

  private static Optional<String> pythonVersion(String source) {
    Matcher matcher = PYTHON_VERSION.matcher(source);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The last resort, half a second for the usual half gigabyte: the text inside the library. */
  private static Optional<String> versionInside(Path library) {
    try {
      return ByteSearch.contains(library, '\0' + Libtorch.VERSION + '\0')
          ? Optional.of(Libtorch.VERSION)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.size(file) > 1 << 16 ? Optional.empty() : Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String libraryName(String name) {
    return switch (os) {
      case LINUX -> "lib" + name + ".so";
      case MAC -> "lib" + name + ".dylib";
      case WINDOWS -> name + ".dll";
    };
  }
}
