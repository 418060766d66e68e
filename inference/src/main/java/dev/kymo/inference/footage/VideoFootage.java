package dev.kymo.inference.footage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.kymo.inference.ffmpeg.FfmpegLimits;
import dev.kymo.inference.ffmpeg.FfmpegMessage;
import dev.kymo.inference.ffmpeg.FfmpegProcess;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import dev.kymo.inference.image.RgbFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A video file, decoded by a process of its own for each reading. */
final class VideoFootage implements Footage {
  /** Nearer to the start than this, seeking gains nothing. */
  private static final double SEEK_SECONDS = 1;

  /** Frames before the wanted one that are decoded, too: deinterlacing looks at neighbors. */
  private static final int LEAD = 3;

  /** Frames that are decoded to see whether a place is sound. */
  private static final int TRIED = 8;

  private static final int MOST_THREADS = 4;

  private final FfmpegPrograms programs;
  private final FootageProbe probe;
  private final FileState state;
  private final VideoStream stream;
  private final Look look;
  private final Timing timing;
  private final FootageInfo info;
  private final List<String> faults;

  VideoFootage(
      FfmpegPrograms programs,
      FootageProbe probe,
      FileState state,
      VideoStream stream,
      Look look,
      Timing timing,
      FootageInfo info,
      List<String> faults) {
    this.programs = programs;
    this.probe = probe;
    this.state = state;
    this.stream = stream;
    this.look = look;
    this.timing = timing;
    this.info = info;
    this.faults = List.copyOf(faults);
  }

  @Override
  public FootageInfo info() {
    return info;
  }

  @Override
  public List<String> faults() {
    return faults;
  }

  @Override
  public Reading read(
      int first, int count, Optional<Square> square, Optional<Integer> height, Sink sink)
      throws IOException, InterruptedException {
    check(first, count, square, height);
    state.check(info.file());
    int wanted = Math.min(count, info.frames() - first);
    Optional<String> seek = seek(first);
    Path ffmpeg = programs.ffmpeg();
    writeTable(ffmpeg.getParent());
    int outHeight = height.orElse(square.map(Square::side).orElse(info.height()));
    int outWidth =
        square.isPresent() ? outHeight : Look.scaledWidth(info.width(), info.height(), outHeight);
    if (3L * outWidth * outHeight > Integer.MAX_VALUE - 16) {
      throw new FileException(
          "%s cannot be read at %d x %d: frames of that size do not fit in memory."
              .formatted(info.file(), outWidth, outHeight));
    }
    try (FfmpegProcess process =
        FfmpegProcess.start(
            ffmpeg,
            arguments(look.filters(stream, timing, first, wanted, square, height), seek),
            Optional.of(info.file()),
            FfmpegLimits.work())) {
      int got = 0;
      boolean more = true;
      while (more && got < wanted) {
        byte[] rgb = new byte[3 * outWidth * outHeight];
        if (!process.read(rgb)) {
          break;
        }
        more = sink.frame(first + got, new RgbFrame(outWidth, outHeight, rgb));
        got++;
      }
      if (got == wanted) {
        process.waitFor();
      }
      state.check(info.file());
      return new Reading(got, found(process, first, got, more ? wanted : got, seek));
    } catch (OutOfMemoryError e) {
      throw new FileException(
          "%s cannot be read at %d x %d: there is not enough memory."
              .formatted(info.file(), outWidth, outHeight),
          e);
    }
  }

  private void check(int first, int count, Optional<Square> square, Optional<Integer> height) {
    if (first < 0 || first >= info.frames() || count < 1) {
      throw new IllegalArgumentException(
          "Frames %d to %d do not lie in footage of %d."
              .formatted(first, (long) first + count - 1, info.frames()));
    }
    if (square.isPresent() && !square.get().fits(info.width(), info.height())) {
      throw new IllegalArgumentException(
          "%s does not lie in footage of %d x %d."
              .formatted(square.get(), info.width(), info.height()));
    }
    if (height.isPresent() && height.get() < 1) {
      throw new IllegalArgumentException("Frames cannot be " + height.get() + " pixels high.");
    }
  }

  private List<String> arguments(String filters, Optional<String> seek) {
    List<String> arguments = new ArrayList<>();
    int cores = Runtime.getRuntime().availableProcessors();
    arguments.addAll(List.of("-threads", String.valueOf(Math.min(MOST_THREADS, cores))));
    // The file's own clock, and one graph whatever the stream changes in between.
    arguments.addAll(List.of("-copyts", "-reinit_filter", "0", "-max_error_rate", "1"));
    seek.ifPresent(
        to -> arguments.addAll(List.of("-noaccurate_seek", "-seek_timestamp", "1", "-ss", to)));
    if (stream.transparent() && stream.codec().equals("vp9")) {
      arguments.addAll(List.of("-c:v", "libvpx-vp9"));
    } else if (stream.transparent() && stream.codec().equals("vp8")) {
      arguments.addAll(List.of("-c:v", "libvpx"));
    }
    arguments.addAll(FfmpegProcess.localInput());
    arguments.addAll(List.of("-map", "0:" + stream.index(), "-vf", filters));
    arguments.addAll(List.of("-fps_mode", "passthrough", "-f", "rawvideo", "pipe:1"));
    return arguments;
  }

  /**
   * The second from which decoding a frame can begin, or nothing for the start of the file. What
   * lies there is decoded first: some containers find only the neighborhood, and some streams mark
   * frames as keys that need what was before them.
   */
  private Optional<String> seek(int first) throws IOException, InterruptedException {
    double start = timing.seconds(0, stream.base());
    double latest = timing.seconds(first, stream.base()) - LEAD / timing.rate().perSecond();
    for (double back = 0; latest - back > start + SEEK_SECONDS; back = Math.max(2, 4 * back)) {
      String to = seconds(latest - back);
      FootageProbe.Answer near = probe.complaints(stream.index(), Optional.of(to + "%+#" + TRIED));
      if (sound(near, latest)) {
        return Optional.of(to);
      }
    }
    return Optional.empty();
  }

  private boolean sound(FootageProbe.Answer near, double latest) {
    JsonObject json = FootageProbe.json(near.bytes());
    JsonArray frames = json.get("frames") instanceof JsonArray all ? all : new JsonArray();
    if (frames.isEmpty()) {
      return false;
    }
    JsonObject key = frames.get(0).getAsJsonObject();
    boolean sound =
        VideoStream.whole(key, "key_frame") == 1
            && key.has("pts")
            && VideoStream.whole(key, "pts") * stream.base().value() <= latest;
    for (JsonElement frame : frames) {
      sound &= !(frame.getAsJsonObject().get("logs") instanceof JsonArray logs) || logs.isEmpty();
    }
    return sound;
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  /** The table of colors lies where the program runs; its name says what it holds. */
  private void writeTable(Path folder) throws FileException {
    if (look.table().isEmpty()) {
      return;
    }
    Path file = folder.resolve(look.table().get().name());
    if (Files.isRegularFile(file)) {
      return;
    }
    byte[] text = look.table().get().cube().getBytes(StandardCharsets.US_ASCII);
    try (PendingFile pending = PendingFile.open(file)) {
      ByteBuffer rest = ByteBuffer.wrap(text);
      while (rest.hasRemaining()) {
        pending.channel().write(rest);
      }
      pending.commit();
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }

  /** Sentences for what was wrong with the frames that were read. */
  private List<String> found(
      FfmpegProcess process, int first, int got, int wanted, Optional<String> seek)
      throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    boolean complained =
        process.dropped() > 0 || process.messages().stream().anyMatch(FfmpegMessage::error);
    if (got < wanted) {
      process.waitFor();
      complained = true;
      if (got == 0) {
        boolean silent = process.messages().stream().noneMatch(FfmpegMessage::error);
        throw new FileException(
            silent
                ? "%s is damaged: it ends before frame %d, though it should have %d frames."
                    .formatted(info.file(), first, info.frames())
                : "%s cannot be decoded from frame %d on: ffmpeg says '%s'."
                    .formatted(info.file(), first, process.reason()));
      }
      found.add(
          "%s is damaged: it ends after frame %d, though it should have %d frames."
              .formatted(info.file(), first + got - 1, info.frames()));
    }
    if (complained) {
      DamageSearch.sentence(probe, info, stream, timing, first, got, seek).ifPresent(found::add);
    }
    if (first + got >= info.frames()) {
      found.addAll(faults);
    }
    return found;
  }
}
