package dev.kymo.inference.carry;

import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Carries an edit to the footage's own pixels. A model draws a frame as it learned it and as it is
 * edited, both small; optical flow between the two says where in the original each pixel of the
 * edit lies, and the original, moved by it, is the edit with all its detail.
 *
 * <p>What the frame does not show, such as what a head uncovers or a closed mouth hides, is looked
 * for in other frames of the clip, its helpers; what none of them shows is the model's own, soft.
 * Keeps large buffers; for one thread at a time, which others may help.
 */
public final class Carrier {
  private final int width;
  private final int height;
  private final Square square;
  private final int modelSize;
  private final int grid;
  private final CarryQuality quality;
  private final RowLoop loop;
  private final Feather feather;
  private final Shares shares;
  private final PixelPainter painter;
  private final Picture edited;
  private final List<Picture> pictures = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();

  /**
   * A carrier for footage and a model.
   *
   * @param width of the whole frame in pixels
   * @param height of the whole frame
   * @param square the part of the frame that was learned
   * @param modelSize width and height of the model's frames, a power of two, at least 8
   * @param quality how much work goes into a frame
   * @param loop threads that help
   * @throws IllegalArgumentException with a sentence, when the square does not lie in the frame
   */
  public Carrier(
      int width, int height, Square square, int modelSize, CarryQuality quality, RowLoop loop) {
    if (!square.fits(width, height) || modelSize < 8 || Integer.bitCount(modelSize) != 1) {
      throw new IllegalArgumentException(
          "Nothing of %d x %d can be carried to the square %s of footage of %d x %d."
              .formatted(modelSize, modelSize, square, width, height));
    }
    this.width = width;
    this.height = height;
    this.square = square;
    this.modelSize = modelSize;
    this.quality = quality;
    this.loop = loop;
    grid = quality.grid(modelSize, square.side());
    feather = new Feather(width, height, square, grid);
    shares = new Shares(grid, feather);
    painter = new PixelPainter(width, height, square, grid, quality.cubic());
    edited = new Picture();
  }

  /**
   * Carries an edit of a frame of the footage. Where the model draws the edit as it draws the
   * frame, that is the original, to the bit.
   *
   * @param at the frame
   * @param shelf frames of the same footage from which helpers are chosen; may be empty
   * @param edit what the model draws for the edit (S, S)
   */
  public Carried carry(CarrySource at, List<CarrySource> shelf, FrameImage edit) {
    check(List.of(at), shelf, edit);
    if (Arrays.equals(at.learned().argb(), edit.argb())) {
      return new Carried(at.original(), 0);
    }
    return carry(List.of(at), new float[] {1}, shelf, edit);
  }

  /**
   * Carries an edit at a time between two frames, from both.
   *
   * @param before the frame before
   * @param after the frame after
   * @param part of the way from one to the other, 0 to 1
   * @param shelf frames of the same footage from which helpers are chosen; may be empty
   * @param edit what the model draws at that time (S, S)
   */
  public Carried between(
      CarrySource before,
      CarrySource after,
      double part,
      List<CarrySource> shelf,
      FrameImage edit) {
    if (!(part >= 0 && part <= 1)) {
      throw new IllegalArgumentException("No time between two frames is at " + part + ".");
    }
    if (part == 0 || part == 1) {
      return carry(part == 0 ? before : after, shelf, edit);
    }
    check(List.of(before, after), shelf, edit);
    float[] weights = {(float) (1 - part), (float) part};
    return carry(List.of(before, after), weights, shelf, edit);
  }

  private void check(List<CarrySource> own, List<CarrySource> shelf, FrameImage edit) {
    check(edit.width(), edit.height(), modelSize, modelSize);
    own.forEach(this::check);
    shelf.forEach(this::check);
  }

  private void check(CarrySource source) {
    check(source.original().width(), source.original().height(), width, height);
    check(source.learned().width(), source.learned().height(), modelSize, modelSize);
  }

  private static void check(int width, int height, int expectedWidth, int expectedHeight) {
    if (width != expectedWidth || height != expectedHeight) {
      throw new IllegalArgumentException(
          "A frame is %d x %d where %d x %d was expected."
              .formatted(width, height, expectedWidth, expectedHeight));
    }
  }

  private Carried carry(
      List<CarrySource> own, float[] weights, List<CarrySource> shelf, FrameImage edit) {
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      uses.add(new Use(own.get(i), weights[i]));
    }
    for (CarrySource helper : Helpers.choose(own, shelf, edit, quality.helpers())) {
      uses.add(new Use(helper, 0));
    }
    while (pictures.size() < uses.size()) {
      pictures.add(new Picture());
    }
    loop.run(
        uses.size() + 1,
        1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            if (i == uses.size()) {
              edited.load(edit);
            } else {
              pictures.get(i).load(uses.get(i).source.learned());
            }
          }
        });
    List<Try> tries = tries(uses);
    loop.run(
        tries.size(),
        1,
        (from, to) -> {
          for (Try one : tries.subList(from, to)) {
            one.run();
          }
        });
    List<Shares.Weighed> weighed = tries.stream().map(Try::weighed).toList();
    shares.share(weighed);
    double unexplained = shares.rest(weighed, edited.planes);
    List<PixelPainter.Layer> layers = tries.stream().map(Try::layer).toList();
    byte[] out = uses.get(0).source.original().rgb().clone();
    loop.run(square.side(), 16, (from, to) -> painter.paint(layers, shares, out, from, to));
    return new Carried(new RgbFrame(width, height, out), unexplained);
  }

  /** What is tried, what takes longest first. */
  private List<Try> tries(List<Use> uses) {
    List<Try> tries = new ArrayList<>();
    for (int i = 0; i < uses.size(); i++) {
      Use use = uses.get(i);
      if (use.own() || quality.helpersMove()) {
        tries.add(new Try(candidate(tries.size()), use, pictures.get(i), true));
      }
    }
    for (int i = 0; i < uses.size(); i++) {
      tries.add(new Try(candidate(tries.size()), uses.get(i), pictures.get(i), false));
    }
    return tries;
  }

  private Candidate candidate(int index) {
    if (index == candidates.size()) {
      candidates.add(new Candidate(grid, quality));
    }
    return candidates.get(index);
  }

  /**
   * A source in this frame.
   *
   * @param weight of the frame's own sources, 1 together; 0 for a helper
   */
  private record Use(CarrySource source, float weight) {
    boolean own() {
      return weight > 0;
    }
  }

  /** One way to explain the edit. */
  private final class Try {
    private final Candidate candidate;
    private final Use use;
    private final Picture picture;
    private final boolean moves;

    Try(Candidate candidate, Use use, Picture picture, boolean moves) {
      this.candidate = candidate;
      this.use = use;
      this.picture = picture;
      this.moves = moves;
    }

    void run() {
      if (moves) {
        candidate.move(edited.planes, picture.planes, feather);
      } else {
        candidate.stay(edited.planes, picture.planes);
      }
    }

    Shares.Weighed weighed() {
      return new Shares.Weighed(candidate, use.own() ? use.weight : 1, moves && use.own());
    }

    PixelPainter.Layer layer() {
      return new PixelPainter.Layer(candidate, use.source.original(), moves);
    }
  }

  /** Planes of a model's frame. */
  private final class Picture {
    private final float[][] planes = new float[3][grid * grid];
    private final Enlarger enlarger = new Enlarger(modelSize, grid);

    void load(FrameImage frame) {
      enlarger.enlarge(frame, planes);
    }
  }
}
