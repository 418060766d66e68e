package dev.kymo.inference.delivery;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * An edit of footage as whole frames, in order. Where nothing is edited, a frame of the footage
 * comes back as it is.
 */
public final class CarriedClip {
  private final ModelPictures model;
  private final int clipLength;
  private final Footage footage;
  private final FootageOrigin origin;
  private final FrameCarrier.Factory carriers;

  /**
   * Clips of learned footage.
   *
   * @param model draws the pictures that are carried
   * @param clipLength T of the model
   * @param footage opened, and checked by {@link LearnedFootage}
   * @param origin what the model has learned of it
   */
  public CarriedClip(
      ModelPictures model,
      int clipLength,
      Footage footage,
      FootageOrigin origin,
      FrameCarrier.Factory carriers) {
    this.model = model;
    this.clipLength = clipLength;
    this.footage = footage;
    this.origin = origin;
    this.carriers = carriers;
  }

  /** Which part of the frame goes out. */
  public enum Part {
    /** All of it. */
    FRAME,
    /** The learned square alone. */
    SQUARE
  }

  /** Gets the frames of a clip. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a frame.
     *
     * @param index its place in the clip, from 0
     * @param image its pixels
     * @throws IOException when it cannot be kept; its message is a sentence for the user
     */
    void accept(int index, FrameImage image) throws IOException;
  }

  /**
   * What became of a clip.
   *
   * @param frames how many reached the sink; fewer than there are times when it was cancelled
   * @param notes a sentence for each thing that a user should know
   */
  public record Outcome(int frames, List<String> notes) {
    /** Keeps an immutable copy. */
    public Outcome {
      notes = List.copyOf(notes);
    }
  }

  /** The width of a frame that goes out. */
  public int width(Part part) {
    return part == Part.FRAME ? origin.width() : origin.square().side();
  }

  /** The height of a frame that goes out. */
  public int height(Part part) {
    return part == Part.FRAME ? origin.height() : origin.square().side();
  }

  /**
   * What a user should know of a clip before it is drawn: a sentence each.
   *
   * @param times increasing, at least one
   */
  public static List<String> notes(FootageOrigin origin, int clipLength, double[] times) {
    return CarryPlan.of(origin, clipLength, times).beyondNote(origin).stream().toList();
  }

  /**
   * Draws a clip.
   *
   * @param scene the edit; its content is the footage's
   * @param times increasing, at least one
   * @param sink gets every frame in order, on the calling thread
   * @param cancelled asked before each frame; true stops without an error
   * @throws FileException with a sentence, when the footage cannot be read or ends too early
   * @throws IOException from the sink
   * @throws FrameException when a picture cannot be drawn; its message is a sentence for the user
   */
  public Outcome draw(Scene scene, double[] times, Part part, Sink sink, BooleanSupplier cancelled)
      throws IOException, FrameException, InterruptedException {
    CarryPlan plan = CarryPlan.of(origin, clipLength, times);
    Pass pass = new Pass(plan, scene, part, sink, cancelled);
    Footage.Reading reading;
    try {
      if (pass.edited && plan.steps().stream().anyMatch(CarryPlan.Step::carried)) {
        keepHelpers(pass, scene, cancelled);
      }
      reading =
          footage.read(
              plan.firstFrame(),
              plan.lastFrame() - plan.firstFrame() + 1,
              Optional.empty(),
              Optional.empty(),
              pass::original);
    } catch (NotDrawn e) {
      throw e.reason;
    }
    if (pass.done < plan.steps().size() && !pass.stopped) {
      throw new FileException(
          "%s ends before frame %d, which the clip needs; learn it anew if it was cut."
              .formatted(footage.info().file(), plan.steps().get(pass.done).lastFrame()));
    }
    List<String> notes = new ArrayList<>(reading.faults());
    plan.beyondNote(origin).ifPresent(notes::add);
    return new Outcome(pass.done, notes);
  }

  /** Reads the frames that help the others. */
  private void keepHelpers(Pass pass, Scene scene, BooleanSupplier cancelled)
      throws IOException, FrameException, InterruptedException {
    double[] times = new double[origin.frames()];
    for (int i = 0; i < times.length; i++) {
      times[i] = origin.time(origin.first() + i, clipLength);
    }
    List<FrameImage> pictures = model.draw(unedited(scene, origin), times, cancelled);
    if (pictures.size() < times.length) {
      return;
    }
    SortedSet<Integer> chosen = new TreeSet<>(pass.carrier.helpers(pictures));
    if (chosen.isEmpty()) {
      return;
    }
    List<FrameCarrier.Original> helpers = new ArrayList<>();
    footage.read(
        origin.first() + chosen.first(),
        chosen.last() - chosen.first() + 1,
        Optional.empty(),
        Optional.empty(),
        (index, frame) -> {
          int k = index - origin.first();
          if (chosen.contains(k)) {
            helpers.add(new FrameCarrier.Original(frame, pictures.get(k)));
          }
          return !cancelled.getAsBoolean();
        });
    pass.carrier.keep(helpers);
  }

  /** A picture that could not be drawn, on its way out of the reading. */
  private static final class NotDrawn extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient FrameException reason;

    NotDrawn(FrameException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /** One clip on its way to the sink. */
  private final class Pass {
    private final CarryPlan plan;
    private final boolean edited;
    private final Part part;
    private final Sink sink;
    private final BooleanSupplier cancelled;
    private final FrameCarrier carrier = carriers.open(origin);
    private final PictureLine learned;
    private final PictureLine pictures;
    private FrameCarrier.Original before;
    private int done;
    private boolean stopped;

    Pass(CarryPlan plan, Scene scene, Part part, Sink sink, BooleanSupplier cancelled) {
      this.plan = plan;
      this.edited = !isUnedited(scene, origin);
      this.part = part;
      this.sink = sink;
      this.cancelled = cancelled;
      int first = plan.firstFrame();
      int count = plan.lastFrame() - first + 1;
      learned =
          new PictureLine(
              model,
              unedited(scene, origin),
              count,
              k -> origin.time(first + k, clipLength),
              cancelled);
      pictures =
          new PictureLine(
              model, scene, plan.steps().size(), i -> plan.steps().get(i).t(), cancelled);
    }

    /** Takes the next frame of the footage and gives out what can be made with it. */
    boolean original(int index, RgbFrame frame) throws IOException, InterruptedException {
      FrameCarrier.Original here = null;
      while (done < plan.steps().size() && plan.steps().get(done).lastFrame() <= index) {
        if (cancelled.getAsBoolean()) {
          stopped = true;
          return false;
        }
        CarryPlan.Step step = plan.steps().get(done);
        RgbFrame made;
        if (step.carried() && step.exact() && !edited) {
          made = frame;
        } else {
          FrameImage picture = picture(pictures, done);
          here = here == null && picture != null ? original(frame, index) : here;
          if (picture == null || here == null) {
            stopped = true;
            return false;
          }
          made = make(step, here, picture);
        }
        sink.accept(done, image(made));
        done++;
      }
      boolean more = done < plan.steps().size();
      if (more && needsBefore(index)) {
        before = here == null ? original(frame, index) : here;
        stopped = before == null;
      }
      return more && !stopped;
    }

    /** Whether a frame of the clip lies between this original and the next. */
    private boolean needsBefore(int index) {
      CarryPlan.Step next = plan.steps().get(done);
      return next.frame() == index && next.part() > 0;
    }

    private FrameCarrier.Original original(RgbFrame frame, int index)
        throws IOException, InterruptedException {
      FrameImage picture = picture(learned, index - plan.firstFrame());
      return picture == null ? null : new FrameCarrier.Original(frame, picture);
    }

    /** A picture of a line; null when it was cancelled. */
    private FrameImage picture(PictureLine line, int index)
        throws IOException, InterruptedException {
      try {
        return line.get(index).orElse(null);
      } catch (FrameException e) {
        throw new NotDrawn(e);
      }
    }

    private RgbFrame make(CarryPlan.Step step, FrameCarrier.Original here, FrameImage picture) {
      if (!step.carried()) {
        return ModelFrame.over(here.frame(), origin.square(), picture);
      }
      return step.part() > 0
          ? carrier.between(before, here, step.part(), picture)
          : carrier.carry(here, picture);
    }

    private FrameImage image(RgbFrame frame) {
      Square square = origin.square();
      return part == Part.FRAME
          ? image(frame, 0, 0, frame.width(), frame.height())
          : image(frame, square.x(), square.y(), square.side(), square.side());
    }

    private static FrameImage image(RgbFrame frame, int left, int top, int width, int height) {
      int[] argb = new int[width * height];
      byte[] rgb = frame.rgb();
      int at = 0;
      for (int y = top; y < top + height; y++) {
        int from = 3 * (y * frame.width() + left);
        for (int x = 0; x < width; x++, from += 3) {
          argb[at++] =
              0xFF000000
                  | (rgb[from] & 0xFF) << 16
                  | (rgb[from + 1] & 0xFF) << 8
                  | (rgb[from + 2] & 0xFF);
        }
      }
      return new FrameImage(width, height, argb);
    }
  }

  /** The footage as the model has learned it, with the noise of an edit. */
  public static Scene unedited(Scene scene, FootageOrigin origin) {
    return new Scene(
        scene.checkpointId(),
        LatentCode.seed(origin.contentSeed()),
        scene.noise(),
        MotionEdit.trained(BandPlan.WHOLE, LatentCode.seed(origin.motionSeed())));
  }

  /** Whether a scene shows the footage as it is, however its bands are cut. */
  public static boolean isUnedited(Scene scene, FootageOrigin origin) {
    MotionEdit motion = scene.motion();
    LatentCode code = LatentCode.seed(origin.motionSeed());
    for (int band = 0; band < motion.bands().size(); band++) {
      BandEdit edit = motion.bands().get(band);
      boolean same = edit.speed() == 1 && edit.phase() == 0 && edit.code().equals(code);
      if (!same || motion.effectiveGain(band) != 1) {
        return false;
      }
    }
    return scene.content().equals(LatentCode.seed(origin.contentSeed()));
  }
}
