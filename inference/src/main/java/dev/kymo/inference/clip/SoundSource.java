package dev.kymo.inference.clip;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.kymo.inference.ffmpeg.FfmpegLimits;
import dev.kymo.inference.ffmpeg.FfmpegProcess;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sound that a video has.
 *
 * @param codec of the first sound track, by ffmpeg's name; empty when there is none
 * @param tracks how many there are
 * @param offset seconds from where the file begins to its first frame
 */
record SoundSource(Optional<String> codec, int tracks, double offset) {
  private static final int MOST_BYTES = 1 << 22;

  /**
   * Looks into a file.
   *
   * @throws FileException with a sentence, when it cannot be read
   */
  static SoundSource of(FfmpegPrograms programs, Path file)
      throws FileException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-of", "json", "-show_entries"));
    arguments.add(
        "stream=codec_type,codec_name,start_time:stream_disposition=attached_pic:format=start_time");
    arguments.addAll(FfmpegProcess.localInput());
    try (FfmpegProcess process =
        FfmpegProcess.start(
            programs.ffprobe(), arguments, Optional.of(file), FfmpegLimits.look())) {
      String answer = new String(process.readAll(MOST_BYTES), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new FileException(
            "The sound of %s cannot be read: %s.".formatted(file, process.reason()));
      }
      return parse(JsonParser.parseString(answer).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      throw new FileException("The sound of " + file + " cannot be read.", e);
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  private static SoundSource parse(JsonObject answer) {
    Optional<String> codec = Optional.empty();
    Optional<Double> video = Optional.empty();
    int tracks = 0;
    for (JsonElement element : answer.getAsJsonArray("streams")) {
      JsonObject stream = element.getAsJsonObject();
      String type = text(stream, "codec_type").orElse("");
      if (type.equals("audio")) {
        tracks++;
        codec = codec.or(() -> Optional.of(text(stream, "codec_name").orElse("unknown")));
      } else if (type.equals("video") && video.isEmpty() && !isCover(stream)) {
        video = number(stream);
      }
    }
    double begin = number(answer.getAsJsonObject("format")).orElse(0.0);
    return new SoundSource(codec, tracks, Math.max(0, video.orElse(begin) - begin));
  }

  private static boolean isCover(JsonObject stream) {
    JsonObject disposition = stream.getAsJsonObject("disposition");
    return disposition != null
        && disposition.has("attached_pic")
        && disposition.get("attached_pic").getAsInt() == 1;
  }

  private static Optional<Double> number(JsonObject holder) {
    return Optional.ofNullable(holder)
        .flatMap(object -> text(object, "start_time"))
        .filter(value -> value.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?"))
        .map(Double::valueOf);
  }

  private static Optional<String> text(JsonObject object, String name) {
    return object.has(name) ? Optional.of(object.get(name).getAsString()) : Optional.empty();
  }
}
