package dev.kymo.inference.footage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ffprobe says of a stream of pictures.
 *
 * @param index among all streams of the file
 * @param codec as ffprobe names it: {@code h264}
 * @param width as it is stored, after what the container crops
 * @param height as it is stored, after what the container crops
 * @param shape width of a pixel over its height
 * @param turn degrees that it has to be turned to stand upright, 0 to 359
 * @param pixels as ffprobe names their format: {@code yuv420p10le}; empty when unknown
 * @param colors what is said about their meaning
 * @param interlaced whether it says that fields were taken one after the other
 * @param transparency whether the container says so, for codecs that keep it apart
 * @param base length of a tick
 * @param start tick of the first frame, if it says so
 * @param seconds how long it says to be, or 0
 * @param frames how many it says to have, or 0
 * @param nominal frames a second as the finest step of its times suggests, if any
 * @param average frames a second over its length, if any
 */
record VideoStream(
    int index,
    String codec,
    int width,
    int height,
    Ratio shape,
    int turn,
    String pixels,
    ColorTags colors,
    boolean interlaced,
    boolean transparency,
    Ratio base,
    Optional<Long> start,
    double seconds,
    long frames,
    Optional<Ratio> nominal,
    Optional<Ratio> average) {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("h264", "H.264"),
          Map.entry("hevc", "HEVC"),
          Map.entry("av1", "AV1"),
          Map.entry("vp8", "VP8"),
          Map.entry("vp9", "VP9"),
          Map.entry("prores", "ProRes"),
          Map.entry("dnxhd", "DNxHD"),
          Map.entry("mpeg4", "MPEG-4 Part 2"),
          Map.entry("mpeg2video", "MPEG-2"),
          Map.entry("mpeg1video", "MPEG-1"),
          Map.entry("mjpeg", "Motion JPEG"),
          Map.entry("ffv1", "FFV1"),
          Map.entry("gif", "GIF"),
          Map.entry("apng", "animated PNG"),
          Map.entry("qtrle", "QuickTime Animation"),
          Map.entry("dvvideo", "DV"),
          Map.entry("theora", "Theora"),
          Map.entry("rawvideo", "uncompressed"));

  private static final Pattern DEEP = Pattern.compile(".*?(9|10|12|14|16)(le|be)?");
  private static final Pattern TRANSPARENT =
      Pattern.compile("(yuva|gbrap|rgba|bgra|argb|abgr|ya8|ya16|pal8|vuya|ayuv).*");

  /** Reads a stream of ffprobe's JSON. */
  static VideoStream of(JsonObject stream) {
    int cropX = 0;
    int cropY = 0;
    int turn = 0;
    if (stream.get("side_data_list") instanceof JsonArray all) {
      for (JsonElement one : all) {
        JsonObject data = one.getAsJsonObject();
        cropX += (int) (whole(data, "crop_left") + whole(data, "crop_right"));
        cropY += (int) (whole(data, "crop_top") + whole(data, "crop_bottom"));
        if (data.has("rotation")) {
          // ffprobe counts against the clock.
          turn = Math.floorMod(-(int) whole(data, "rotation"), 360);
        }
      }
    }
    String order = text(stream, "field_order");
    JsonObject tags = stream.get("tags") instanceof JsonObject found ? found : new JsonObject();
    return new VideoStream(
        (int) whole(stream, "index"),
        text(stream, "codec_name"),
        (int) whole(stream, "width") - cropX,
        (int) whole(stream, "height") - cropY,
        Ratio.of(text(stream, "sample_aspect_ratio")).orElse(Ratio.ONE),
        turn,
        text(stream, "pix_fmt"),
        ColorTags.of(stream),
        order.equals("tt") || order.equals("bb") || order.equals("tb") || order.equals("bt"),
        text(tags, "alpha_mode").equals("1") || text(tags, "ALPHA_MODE").equals("1"),
        Ratio.of(text(stream, "time_base")).orElse(new Ratio(1, 1000)),
        stream.has("start_pts") ? Optional.of(whole(stream, "start_pts")) : Optional.empty(),
        seconds(stream, tags),
        whole(stream, "nb_frames"),
        Ratio.of(text(stream, "r_frame_rate")),
        Ratio.of(text(stream, "avg_frame_rate")));
  }

  /** Some containers keep the length in a tag, as hours, minutes and seconds. */
  private static double seconds(JsonObject stream, JsonObject tags) {
    Matcher decimal = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?").matcher(text(stream, "duration"));
    if (decimal.matches()) {
      return Double.parseDouble(decimal.group());
    }
    Matcher clock =
        Pattern.compile("(\\d{1,4}):(\\d{2}):(\\d{2}(?:\\.\\d{1,9})?)")
            .matcher(text(tags, "DURATION"));
    return clock.matches()
        ? Integer.parseInt(clock.group(1)) * 3600
            + Integer.parseInt(clock.group(2)) * 60
            + Double.parseDouble(clock.group(3))
        : 0;
  }

  /** Whether a stream of ffprobe's JSON holds moving pictures, and not a cover or thumbnails. */
  static boolean moves(JsonObject stream) {
    return text(stream, "codec_type").equals("video")
        && !disposition(stream, "attached_pic")
        && !disposition(stream, "timed_thumbnails")
        && !disposition(stream, "still_image");
  }

  /** Whether the file prefers this stream of ffprobe's JSON to others. */
  static boolean preferred(JsonObject stream) {
    return disposition(stream, "default");
  }

  private static boolean disposition(JsonObject stream, String name) {
    return stream.get("disposition") instanceof JsonObject all && whole(all, name) == 1;
  }

  static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive found ? found.getAsString() : "";
  }

  static long whole(JsonObject object, String name) {
    Matcher digits = Pattern.compile("-?\\d{1,18}").matcher(text(object, name));
    return digits.lookingAt() ? Long.parseLong(digits.group()) : 0;
  }

  /** For people: {@code H.264}. */
  String codecName() {
    return NAMES.getOrDefault(codec, codec.toUpperCase(Locale.ROOT));
  }

  /** Whether it lies on its side. */
  boolean sideways() {
    return turn == 90 || turn == 270;
  }

  /** How many bits each color of a pixel has. */
  int bits() {
    Matcher deep = DEEP.matcher(pixels);
    if (pixels.startsWith("p0") || pixels.startsWith("p2") || pixels.startsWith("p4")) {
      return deep.matches() ? 10 : 8;
    }
    if (pixels.startsWith("rgb48") || pixels.startsWith("rgba64") || pixels.startsWith("bgr48")) {
      return 16;
    }
    return deep.matches() ? Integer.parseInt(deep.group(1)) : 8;
  }

  /** Whether pixels can be transparent. */
  boolean transparent() {
    return transparency || TRANSPARENT.matcher(pixels).matches();
  }

  /** Whether pixels are stored as red, green and blue. */
  boolean rgb() {
    return pixels.matches("(rgb|bgr|gbr|argb|abgr|0rgb|0bgr|pal8|gray|mono|ya).*");
  }
}
