package dev.kymo.inference.footage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Opens videos of all kinds that cameras, phones and editors write. What is known is read from the
 * container; nothing is decoded but the first frames. The packets of files up to 128 MiB are listed
 * one by one, so that times and count are exact; those of larger ones at their beginning, and the
 * count is what the container says.
 */
public final class FootageOpener implements Footage.Opener {
  private static final long LISTED_BYTES = 128L << 20;
  private static final int FIRST_PACKETS = 600;
  private static final int FIRST_FRAMES = 4;
  private static final double END_SECONDS = 10;
  private static final long MOST_PIXELS = 100_000_000;

  private final FfmpegPrograms programs;

  /** An opener that runs these programs. */
  public FootageOpener(FfmpegPrograms programs) {
    this.programs = programs;
  }

  @Override
  public Footage open(Path file) throws IOException, InterruptedException {
    FileState state = FileState.of(file);
    if (state.size() == 0) {
      throw new FileException(file + " is empty.");
    }
    FootageProbe probe = new FootageProbe(programs, file);
    FootageProbe.Answer answer = probe.streams();
    JsonObject found = FootageProbe.json(answer.bytes());
    JsonArray streams = found.get("streams") instanceof JsonArray all ? all : new JsonArray();
    if (answer.status() != 0 || streams.isEmpty()) {
      throw new FileException(unreadable(file, answer));
    }
    List<String> notes = new ArrayList<>();
    VideoStream stream = choose(file, streams, notes);
    boolean interlaced = looksInterlaced(file, probe, stream);

    double seconds = stream.seconds() > 0 ? stream.seconds() : containerSeconds(found);
    boolean small = state.size() <= LISTED_BYTES;
    boolean cut = Mp4Boxes.cutShort(file) || (!small && endIsMissing(probe, stream, seconds));
    boolean whole = small || cut;
    FootageProbe.Answer listed =
        probe.packets(
            stream.index(), whole ? Optional.empty() : Optional.of("%+#" + FIRST_PACKETS));
    PacketList packets = PacketList.parse(listed.bytes());
    Timing timing = Timing.of(stream, packets, whole);
    long frames = frames(stream, seconds, packets, timing, whole);
    if (frames < 1) {
      throw new FileException(file + " has no frames.");
    }
    List<String> faults = new ArrayList<>();
    if (whole && (cut || packets.torn() > 0 || listed.tellsOfEnd())) {
      faults.add(cutSentence(file, stream, packets, timing, frames));
    }
    Look look = Look.of(stream, interlaced);
    notes.addAll(look.notes(stream));
    timing.note().ifPresent(notes::add);
    notes.addAll(faults);
    FootageInfo info =
        new FootageInfo(
            file,
            look.width(),
            look.height(),
            timing.rate(),
            (int) Math.min(Integer.MAX_VALUE, frames),
            sound(streams),
            stream.codecName(),
            notes);
    return new VideoFootage(programs, probe, state, stream, look, timing, info, faults);
  }

  private static String unreadable(Path file, FootageProbe.Answer answer) {
    boolean index =
        answer.messages().stream().anyMatch(m -> m.text().contains("moov atom not found"));
    if (index) {
      return file
          + " cannot be read as a video: its index is missing, as in a recording or download that"
          + " did not end.";
    }
    boolean known =
        answer.messages().stream().anyMatch(m -> m.text().startsWith("Format not on whitelist"));
    return file
        + (known
            ? " is not a video: it is sound alone, a list of other files, or a still image."
            : " cannot be read as a video: it is damaged or of no kind that Kymo knows.");
  }

  private static VideoStream choose(Path file, JsonArray streams, List<String> notes)
      throws FileException {
    List<JsonObject> moving = new ArrayList<>();
    int covers = 0;
    for (JsonElement element : streams) {
      JsonObject stream = element.getAsJsonObject();
      if (VideoStream.moves(stream)) {
        moving.add(stream);
      } else if (VideoStream.text(stream, "codec_type").equals("video")) {
        covers++;
      }
    }
    List<JsonObject> usable =
        moving.stream()
            .filter(s -> VideoStream.whole(s, "width") > 0 && VideoStream.whole(s, "height") > 0)
            .filter(s -> !VideoStream.text(s, "codec_name").isEmpty())
            .sorted(
                Comparator.comparing((JsonObject s) -> !VideoStream.preferred(s))
                    .thenComparing(
                        s -> -VideoStream.whole(s, "width") * VideoStream.whole(s, "height")))
            .toList();
    if (usable.isEmpty()) {
      throw new FileException(withoutVideo(file, streams, moving, covers));
    }
    VideoStream stream = VideoStream.of(usable.get(0));
    if (stream.width() < 1
        || stream.height() < 1
        || (long) stream.width() * stream.height() > MOST_PIXELS) {
      throw new FileException(
          "%s cannot be read: its frames claim to be %d x %d."
              .formatted(file, stream.width(), stream.height()));
    }
    if (moving.size() > 1) {
      notes.add(
          "It has %d video streams; number %d (%d x %d) is read."
              .formatted(moving.size(), stream.index(), stream.width(), stream.height()));
    }
    if (covers > 0) {
      notes.add("Its cover picture is passed over.");
    }
    return stream;
  }

  private static String withoutVideo(
      Path file, JsonArray streams, List<JsonObject> moving, int covers) {
    if (!moving.isEmpty()) {
      return "%s cannot be decoded: its codec (%s) is not known."
          .formatted(file, VideoStream.text(moving.get(0), "codec_tag_string"));
    }
    if (sound(streams)) {
      return file
          + (covers > 0
              ? " has sound and a cover picture, but no video."
              : " has sound, but no video.");
    }
    return file + " has no video in it.";
  }

  private static boolean sound(JsonArray streams) {
    for (JsonElement stream : streams) {
      if (VideoStream.text(stream.getAsJsonObject(), "codec_type").equals("audio")) {
        return true;
      }
    }
    return false;
  }

  /** What the container does not know, the first frames do. */
  private static boolean looksInterlaced(Path file, FootageProbe probe, VideoStream stream)
      throws IOException, InterruptedException {
    FootageProbe.Answer answer = probe.firstFrames(stream.index(), FIRST_FRAMES);
    boolean interlaced = stream.interlaced();
    JsonObject found = FootageProbe.json(answer.bytes());
    JsonArray frames = found.get("frames") instanceof JsonArray all ? all : new JsonArray();
    for (JsonElement frame : frames) {
      interlaced |= VideoStream.whole(frame.getAsJsonObject(), "interlaced_frame") == 1;
    }
    if (frames.isEmpty() && answer.status() != 0) {
      throw new FileException(
          "%s cannot be decoded: ffmpeg says '%s'."
              .formatted(file, answer.error().orElse("nothing")));
    }
    return interlaced;
  }

  private static long frames(
      VideoStream stream, double seconds, PacketList packets, Timing timing, boolean whole) {
    if (whole) {
      if (packets.times().length == 0) {
        return 0;
      }
      long last = packets.times()[packets.times().length - 1];
      // One that does not say how long it is shown is shown for a frame.
      long end =
          packets.end() > last
              ? timing.frameAt(packets.end(), stream.base())
              : timing.frameAt(last, stream.base()) + 1;
      return Math.max(1, end);
    }
    if (stream.frames() > 0 && timing.note().isEmpty()) {
      return stream.frames();
    }
    return Math.round(seconds * timing.rate().perSecond());
  }

  /** Whether nothing is where a large file says that it ends. */
  private static boolean endIsMissing(FootageProbe probe, VideoStream stream, double seconds)
      throws IOException, InterruptedException {
    if (seconds < END_SECONDS) {
      return false;
    }
    double end = stream.start().orElse(0L) * stream.base().value() + seconds;
    String near = String.format(Locale.ROOT, "%.3f%%+#1", end - END_SECONDS);
    PacketList found = PacketList.parse(probe.packets(stream.index(), Optional.of(near)).bytes());
    long[] times = found.times();
    return times.length == 0 || times[0] * stream.base().value() < end - 6 * END_SECONDS;
  }

  private static double containerSeconds(JsonObject found) {
    String text =
        found.get("format") instanceof JsonObject format
            ? VideoStream.text(format, "duration")
            : "";
    return text.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(text) : 0;
  }

  private static String cutSentence(
      Path file, VideoStream stream, PacketList packets, Timing timing, long frames) {
    long said = Math.max(stream.frames(), Math.round(stream.seconds() * timing.rate().perSecond()));
    return said > frames && packets.times().length > 0
        ? "%s is cut short: %d of the %d frames that it says it has are there."
            .formatted(file, frames, said)
        : "%s is cut short: it ends after %d frames.".formatted(file, frames);
  }
}
