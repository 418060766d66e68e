package dev.kymo.inference.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that look like a libtorch from outside. */
final class FakeLibtorch {
  private FakeLibtorch() {}

  /** As a libtorch archive unpacks: build-version beside lib. */
  static Path archive(Path folder, String build, boolean cuda) throws IOException {
    Path lib = libraries(folder.resolve("lib"), "", cuda);
    Files.writeString(folder.resolve("build-version"), build + '\n');
    return lib;
  }

  /** As a Python package lies: version.py beside lib. */
  static Path python(Path folder, String build, boolean cuda) throws IOException {
    Path lib = libraries(folder.resolve("lib"), "", cuda);
    Files.writeString(
        folder.resolve("version.py"),
        "from typing import Optional\n\n__all__ = ['__version__']\n__version__ = '"
            + build
            + "'\n");
    return lib;
  }

  /** Libraries only, with a text inside. */
  static Path libraries(Path lib, String inside, boolean cuda) throws IOException {
    Files.createDirectories(lib);
    Files.writeString(lib.resolve("libtorch.so"), "");
    Files.writeString(
        lib.resolve("libtorch_cpu.so"),
        "x".repeat((1 << 20) - 3) + inside + "\0",
        StandardCharsets.US_ASCII);
    if (cuda) {
      Files.writeString(lib.resolve("libtorch_cuda.so"), "");
    }
    return lib;
  }
}
