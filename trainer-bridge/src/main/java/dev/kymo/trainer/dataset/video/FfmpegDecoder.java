package dev.kymo.trainer.dataset.video;

import dev.kymo.trainer.dataset.DatasetException;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Decodes by running ffmpeg, started with a list of arguments and no shell. It hands over every
 * frame of the first video stream once, as a stream of PPM images.
 */
public final class FfmpegDecoder implements VideoDecoder {
  private static final long PATIENCE_SECONDS = 10;

  private final Path program;

  /** A decoder that runs this program. */
  public FfmpegDecoder(Path program) {
    this.program = program;
  }

  /**
   * The decoder of the first ffmpeg on a search path.
   *
   * @param searchPath the value of PATH; may be null
   */
  public static Optional<FfmpegDecoder> find(String searchPath) {
    if (searchPath == null) {
      return Optional.empty();
    }
    boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        Path program = new File(folder, windows ? "ffmpeg.exe" : "ffmpeg").toPath();
        if (Files.isRegularFile(program) && Files.isExecutable(program)) {
          return Optional.of(new FfmpegDecoder(program));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String name() {
    return program.toString();
  }

  private List<String> arguments(Path file) {
    List<String> arguments = new ArrayList<>();
    arguments.add(program.toString());
    arguments.addAll(List.of("-nostdin", "-hide_banner", "-loglevel", "error"));
    // The protocol keeps a name such as "a:b.mp4" from being taken for another one.
    arguments.addAll(List.of("-i", "file:" + file.toAbsolutePath()));
    // Every frame once, whatever the times of the frames.
    arguments.addAll(List.of("-map", "0:v:0", "-fps_mode", "passthrough"));
    arguments.addAll(List.of("-f", "image2pipe", "-c:v", "ppm", "-pix_fmt", "rgb24", "pipe:1"));
    return arguments;
  }

  @Override
  public void decode(Path file, FrameVisitor visitor) throws IOException, InterruptedException {
    Path messages = Files.createTempFile("kymo-ffmpeg", ".log");
    try {
      decode(file, visitor, messages);
    } finally {
      Files.deleteIfExists(messages);
    }
  }

  private void decode(Path file, FrameVisitor visitor, Path messages)
      throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(arguments(file)).redirectError(messages.toFile()).start();
    } catch (IOException e) {
      throw new DatasetException(program + " cannot be started: " + e.getMessage() + ".", e);
    }
    try {
      boolean all = readFrames(file, process, visitor);
      if (all) {
        int status = process.waitFor();
        if (status != 0) {
          throw failed(file, messages);
        }
      }
    } finally {
      process.destroy();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  /** Whether the stream came to its end, rather than the visitor having had enough. */
  private static boolean readFrames(Path file, Process process, FrameVisitor visitor)
      throws IOException, InterruptedException {
    try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      PpmReader frames = new PpmReader(in, file);
      int index = 0;
      for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (!visitor.frame(index++, frame.get())) {
          return false;
        }
      }
      return true;
    }
  }

  private static DatasetException failed(Path file, Path messages) throws IOException {
    String said = Files.readString(messages, StandardCharsets.ISO_8859_1).strip();
    String last = said.substring(said.lastIndexOf('\n') + 1).replaceAll("\\p{Cntrl}", " ");
    String clause = last.length() > 200 ? last.substring(0, 200) + "..." : last;
    return new DatasetException(
        file
            + " cannot be decoded: ffmpeg says '"
            + (clause.isEmpty() ? "nothing" : clause)
            + "'.");
  }
}
