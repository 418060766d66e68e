package dev.kymo.inference.footage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.kymo.inference.ffmpeg.FfmpegLimits;
import dev.kymo.inference.ffmpeg.FfmpegMessage;
import dev.kymo.inference.ffmpeg.FfmpegProcess;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Questions about one file to ffprobe. Safe for use by several threads. */
final class FootageProbe {
  private static final int MOST_BYTES = 256 << 20;

  private final FfmpegPrograms programs;
  private final Path file;

  FootageProbe(FfmpegPrograms programs, Path file) {
    this.programs = programs;
    this.file = file;
  }

  /**
   * An answer.
   *
   * @param status 0 when the file could be read
   * @param bytes what was printed
   * @param messages what was complained of
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
  record Answer(int status, byte[] bytes, List<FfmpegMessage> messages) {

    /** Whether it complained of a file that ends too early. */
    boolean tellsOfEnd() {
      return messages.stream()
          .map(message -> message.text().toLowerCase(Locale.ROOT))
          .anyMatch(
              text ->
                  text.contains("prematurely")
                      || text.contains("partial file")
                      || text.contains("truncated"));
    }

    /** The first error that it complained of. */
    Optional<String> error() {
      return messages.stream().filter(FfmpegMessage::error).map(FfmpegMessage::text).findFirst();
    }
  }

  /** All streams and the container, as JSON. */
  Answer streams() throws IOException, InterruptedException {
    return ask(List.of("-of", "json", "-show_streams", "-show_format"), FfmpegLimits.look());
  }

  /** The first frames of a stream, decoded, as JSON. */
  Answer firstFrames(int stream, int most) throws IOException, InterruptedException {
    return ask(
        List.of(
            "-of",
            "json",
            "-select_streams",
            String.valueOf(stream),
            "-read_intervals",
            "%+#" + most,
            "-show_frames",
            "-show_entries",
            "frame=interlaced_frame,pix_fmt,width,height"),
        FfmpegLimits.look());
  }

  /**
   * The compressed frames of a stream.
   *
   * @param interval as ffprobe's {@code -read_intervals} has it, or nothing for all
   */
  Answer packets(int stream, Optional<String> interval) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-of", "csv=p=0", "-select_streams", String.valueOf(stream)));
    interval.ifPresent(part -> arguments.addAll(List.of("-read_intervals", part)));
    arguments.addAll(List.of("-show_entries", "packet=pts,dts,duration,flags"));
    return ask(arguments, FfmpegLimits.work());
  }

  /** The decoded frames of an interval with the complaints about each of them, as JSON. */
  Answer complaints(int stream, Optional<String> interval)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    // One thread, or complaints come with the wrong frame.
    arguments.addAll(List.of("-threads", "1", "-of", "json=compact=1"));
    arguments.addAll(List.of("-select_streams", String.valueOf(stream)));
    interval.ifPresent(part -> arguments.addAll(List.of("-read_intervals", part)));
    arguments.addAll(List.of("-show_frames", "-show_log", "16", "-show_entries"));
    arguments.add("frame=key_frame,pts,best_effort_timestamp:log=level");
    return ask(arguments, FfmpegLimits.work());
  }

  private Answer ask(List<String> question, FfmpegLimits limits)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(question);
    arguments.addAll(FfmpegProcess.localInput());
    try (FfmpegProcess process =
        FfmpegProcess.start(programs.ffprobe(), arguments, Optional.of(file), limits)) {
      byte[] bytes = process.readAll(MOST_BYTES);
      int status = process.waitFor();
      return new Answer(status, bytes, process.messages());
    } catch (FileException e) {
      throw new FileException(
          e.getMessage().contains(file.toString())
              ? e.getMessage()
              : file + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  /** JSON as ffprobe prints it; an empty object when it is none. */
  static JsonObject json(byte[] bytes) {
    try {
      JsonElement parsed = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
      return parsed.isJsonObject() ? parsed.getAsJsonObject() : new JsonObject();
    } catch (JsonParseException e) {
      // A program that was ended in the middle; its status says so, too.
      return new JsonObject();
    }
  }
}
