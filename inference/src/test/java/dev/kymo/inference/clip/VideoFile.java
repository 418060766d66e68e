package dev.kymo.inference.clip;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kymo.inference.ffmpeg.FfmpegLimits;
import dev.kymo.inference.ffmpeg.FfmpegProcess;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes videos for tests, and reads back what others wrote. */
final class VideoFile {
  static final FfmpegPrograms PROGRAMS = new FfmpegPrograms(Path.of("target/ffmpeg"));
  private static final int MOST = 1 << 28;

  private final Path path;
  private final JsonArray streams;

  private VideoFile(Path path, JsonArray streams) {
    this.path = path;
    this.streams = streams;
  }

  /** Runs ffmpeg to its end and gives what it wrote to standard output. */
  static byte[] ffmpeg(String... arguments) throws Exception {
    try (FfmpegProcess process =
        FfmpegProcess.start(
            PROGRAMS.ffmpeg(), List.of(arguments), Optional.empty(), FfmpegLimits.work())) {
      byte[] out = process.readAll(MOST);
      if (process.waitFor() != 0) {
        throw new AssertionError(process.reason());
      }
      return out;
    }
  }

  static VideoFile probe(Path path) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-of", "json", "-show_streams"));
    arguments.addAll(List.of("-count_packets", "-i", path.toAbsolutePath().toString()));
    try (FfmpegProcess process =
        FfmpegProcess.start(PROGRAMS.ffprobe(), arguments, Optional.empty(), FfmpegLimits.look())) {
      String answer = new String(process.readAll(MOST), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(process.reason());
      }
      return new VideoFile(
          path, JsonParser.parseString(answer).getAsJsonObject().getAsJsonArray("streams"));
    }
  }

  int streams() {
    return streams.size();
  }

  /** A property of the first stream of a kind; "-" where it has none. */
  String of(String kind, String property) {
    for (JsonElement element : streams) {
      JsonObject stream = element.getAsJsonObject();
      if (stream.get("codec_type").getAsString().equals(kind)) {
        JsonElement value = stream.get(property);
        return value == null ? "-" : value.getAsString();
      }
    }
    throw new AssertionError("no " + kind + " in " + path);
  }

  /** All frames as RGB, converted by what the file says about its colours. */
  byte[] rgb() throws Exception {
    return ffmpeg(
        "-i",
        path.toAbsolutePath().toString(),
        "-vf",
        "scale=flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp,format=rgb24",
        "-f",
        "rawvideo",
        "pipe:1");
  }

  /** Its sound as it is presented: mono at 48 kHz, silence filling what is before it. */
  short[] sound() throws Exception {
    byte[] bytes =
        ffmpeg(
            "-i",
            path.toAbsolutePath().toString(),
            "-map",
            "0:a:0",
            "-af",
            "aresample=48000:async=1:first_pts=0",
            "-ac",
            "1",
            "-f",
            "s16le",
            "pipe:1");
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
