package dev.kymo.inference.footage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the frames of a stream become what is shown.
 *
 * @param width of a frame upright and with square pixels
 * @param height of a frame upright and with square pixels
 * @param interlaced whether fields are made into frames
 * @param table that colors go through, if they need one
 */
record Look(int width, int height, boolean interlaced, Optional<ColorTable> table) {
  private static final String EXACT = "accurate_rnd+full_chroma_int+full_chroma_inp";

  static Look of(VideoStream stream, boolean interlaced) {
    double shape = stream.shape().value();
    // What is too narrow is made wider, so that no line is lost.
    long across = shape > 1 ? Math.round(stream.width() * shape) : stream.width();
    long down = shape < 1 ? Math.round(stream.height() / shape) : stream.height();
    if (across > 4L * stream.width() || down > 4L * stream.height()) {
      across = stream.width();
      down = stream.height();
    }
    boolean turned = stream.sideways();
    return new Look(
        (int) (turned ? down : across),
        (int) (turned ? across : down),
        interlaced,
        stream.rgb() ? Optional.empty() : ColorTable.of(stream.colors()));
  }

  /** Sentences for what is decided here. */
  List<String> notes(VideoStream stream) {
    List<String> notes = new ArrayList<>();
    if (stream.turn() != 0) {
      notes.add("It is turned upright, by %d degrees clockwise.".formatted(stream.turn()));
    }
    boolean square = stream.shape().value() == 1;
    long stored = (long) stream.width() * stream.height();
    if (!square && stored != (long) width * height) {
      notes.add(
          "Its pixels (%d:%d) are made square: %d x %d becomes %d x %d."
              .formatted(
                  stream.shape().over(),
                  stream.shape().under(),
                  stream.width(),
                  stream.height(),
                  stream.sideways() ? height : width,
                  stream.sideways() ? width : height));
    } else if (!square) {
      notes.add(
          "The shape of its pixels (%d:%d) is not believed; they are shown square."
              .formatted(stream.shape().over(), stream.shape().under()));
    }
    if (interlaced) {
      notes.add("It is interlaced; fields are made into frames (bwdif), one for two.");
    }
    if (table.isPresent()) {
      notes.add(table.get().note());
    } else if (stream.bits() > 8) {
      notes.add("Its %d bits a color are reduced to 8.".formatted(stream.bits()));
    }
    if (!stream.rgb() && stream.colors().matrix().isEmpty()) {
      boolean hd = ColorTags.guess(stream.width(), stream.height()).equals("bt709");
      notes.add(
          stream.colors().hdr()
              ? "Its color matrix is untagged; it is read as BT.2020, as HDR is."
              : "Its colors are untagged and read as %s, as %s is."
                  .formatted(hd ? "BT.709" : "BT.601", hd ? "HD" : "SD"));
    }
    if (stream.transparent()) {
      notes.add("Where it is transparent, it is shown over black.");
    }
    return notes;
  }

  /**
   * The filters from decoded frames, upright, to RGB. Frame numbers count from the first frame of
   * the file wherever decoding began, so that a frame is the same however it is reached.
   */
  String filters(
      VideoStream stream,
      Timing timing,
      int first,
      int count,
      Optional<Square> square,
      Optional<Integer> scaledHeight) {
    List<String> chain = new ArrayList<>();
    if (interlaced) {
      chain.add("bwdif=mode=send_frame:parity=auto:deint=all");
    }
    chain.add("setpts=PTS-(" + timing.origin() + ")");
    chain.add(
        "fps=fps=%d/%d:start_time=0:round=near"
            .formatted(timing.rate().numerator(), timing.rate().denominator()));
    chain.add("trim=start_frame=%d:end_frame=%d".formatted(first, (long) first + count));
    boolean once = square.isEmpty() && scaledHeight.isPresent();
    int outWidth = once ? scaledWidth(width, height, scaledHeight.get()) : width;
    int outHeight = once ? scaledHeight.get() : height;
    chain.add(
        "scale=w=%d:h=%d:flags=%s+%s"
                .formatted(outWidth, outHeight, kernel(outHeight, height), EXACT)
            + (stream.rgb()
                ? ""
                : ":in_color_matrix="
                    + stream.colors().scalerMatrix(stream.width(), stream.height())));
    if (stream.transparent()) {
      chain.add("format=gbrap");
      chain.add("premultiply=inplace=1");
      chain.add("format=gbrp");
    }
    if (table.isPresent()) {
      chain.add("format=gbrp16");
      chain.add("lut3d=file=" + table.get().name() + ":interp=tetrahedral");
    }
    if (square.isPresent()) {
      Square part = square.get();
      chain.add("format=gbrp");
      chain.add("crop=%d:%d:%d:%d".formatted(part.side(), part.side(), part.x(), part.y()));
      if (scaledHeight.isPresent()) {
        int side = scaledHeight.get();
        chain.add(
            "scale=w=%d:h=%d:flags=%s+%s".formatted(side, side, kernel(side, part.side()), EXACT));
      }
    }
    chain.add("format=rgb24");
    return String.join(",", chain);
  }

  private static String kernel(int to, int from) {
    return to < from ? "area" : "bicubic";
  }

  static int scaledWidth(int width, int height, int to) {
    return Math.max(1, (int) Math.round((double) width * to / height));
  }
}
