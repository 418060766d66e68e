package dev.kymo.inference.clip;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * An installed ffmpeg that can encode H.264 with x264. It is a program of the user's: Kymo neither
 * brings nor needs it.
 *
 * @param program the file to run
 */
public record Ffmpeg(Path program) {
  private static final long PATIENCE_SECONDS = 10;
  private static final Pattern X264 = Pattern.compile("(?m)^ V\\S+ libx264\\s");

  /** Refuses null. */
  public Ffmpeg {
    Objects.requireNonNull(program, "program");
  }

  /**
   * Looks along a search path and asks the first ffmpeg found what it can do; takes a moment.
   *
   * @param path folders as in the environment variable PATH, or null
   */
  public static Optional<Ffmpeg> find(String path) throws InterruptedException {
    if (path == null) {
      return Optional.empty();
    }
    for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
      Optional<Path> program = program(folder);
      if (program.isPresent()) {
        return encodes(program.get()) ? Optional.of(new Ffmpeg(program.get())) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> program(String folder) {
    // An empty entry means the working folder, from which nothing is run.
    if (folder.isBlank()) {
      return Optional.empty();
    }
    try {
      for (String name : new String[] {"ffmpeg", "ffmpeg.exe"}) {
        Path program = Path.of(folder, name);
        if (program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    } catch (InvalidPathException e) {
      // Whatever stands there, it is no folder.
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean encodes(Path program) throws InterruptedException {
    try {
      Path answer = Files.createTempFile("kymo-ffmpeg", ".txt");
      try {
        Process process =
            new ProcessBuilder(program.toString(), "-hide_banner", "-encoders")
                .redirectInput(ProcessBuilder.Redirect.from(answer.toFile()))
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return false;
        }
        String text = Files.readString(answer, StandardCharsets.ISO_8859_1);
        return process.exitValue() == 0 && X264.matcher(text).find();
      } finally {
        Files.deleteIfExists(answer);
      }
    } catch (IOException e) {
      return false;
    }
  }
}
