package dev.kymo.studio.view.latents;

import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.studio.background.JobContext;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.control.ThumbnailGrid.Cell;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.frames.Thumbnail;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.LearnedClips;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.timeline.Playback;
import dev.kymo.studio.view.kit.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;

/**
 * Small moving pictures of other contents, or of other motions of the same content. They are drawn
 * one after the other while the user pauses, with the motion as trained, first one frame of each.
 */
public final class BrowseViewModel {

  private static final int CELLS = 12;
  private static final int SIDE = 72;
  private static final int MANY_FRAMES = 12;
  private static final int FEW_FRAMES = 4;
  private static final double SLOW_MILLIS = 20;
  private static final Duration PATIENCE = Duration.millis(350);

  /** What the pictures depend on besides their own seed. */
  private record Basis(
      String checkpoint, Optional<LatentCode> content, Optional<LatentCode> motion, Object noise) {}

  private final EditorModel editor;
  private final ModelSession session;
  private final Playback playback;
  private final FrameService frames;
  private final JobRunner jobs;
  private final Texts texts;
  private final BooleanProperty motions = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<List<Cell>> cells = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper page = new ReadOnlyStringWrapper("");
  private final PauseTransition patience = new PauseTransition(PATIENCE);
  private final List<List<Image>> pictures = new ArrayList<>(Collections.nCopies(CELLS, List.of()));
  private final ReadOnlyObjectWrapper<LearnedClips> learned =
      new ReadOnlyObjectWrapper<>(LearnedClips.NONE);
  private Optional<Basis> basis = Optional.empty();
  private long first = 1;
  // Read by jobs, which stop when it has changed.
  private final AtomicInteger generation = new AtomicInteger();

  /** Follows the editor and the open model. */
  public BrowseViewModel(
      EditorModel editor,
      ModelSession session,
      Playback playback,
      FrameService frames,
      JobRunner jobs,
      Texts texts) {
    this.editor = editor;
    this.session = session;
    this.playback = playback;
    this.frames = frames;
    this.jobs = jobs;
    this.texts = texts;
    patience.setOnFinished(event -> drawNext(generation.get(), 0, true));
    editor.stateProperty().addListener((p, before, after) -> changed());
    session
        .modelProperty()
        .addListener(
            (p, before, after) -> {
              learned.set(LearnedClips.of(after));
              if (!learned.get().isFree()) {
                first = 1;
              }
              changed();
            });
    motions.addListener((p, before, after) -> restart());
    changed();
  }

  /** The pictures. */
  public ReadOnlyObjectProperty<List<Cell>> cellsProperty() {
    return cells.getReadOnlyProperty();
  }

  /** Which seeds are shown, in words. */
  public ReadOnlyStringProperty pageProperty() {
    return page.getReadOnlyProperty();
  }

  /** Whether other motions are shown; otherwise other contents. */
  public BooleanProperty motionsProperty() {
    return motions;
  }

  /** Whether the clip plays. */
  public ReadOnlyBooleanProperty playingProperty() {
    return playback.playingProperty();
  }

  /** Why there is nothing to choose from; empty when there is. */
  public ObservableValue<Optional<String>> limitProperty() {
    return learned.map(
        l -> l.isFree() || l.several() ? Optional.empty() : Optional.of(texts.get("learned.clip")));
  }

  /** How many pictures this page has. */
  private int shown() {
    LearnedClips clips = learned.get();
    return clips.isFree()
        ? CELLS
        : clips.several() ? (int) Math.min(CELLS, clips.clips().size() - first + 1) : 0;
  }

  /** The code of a picture: a seed, or that of a clip that the model has learned. */
  private LatentCode code(int index) {
    LearnedClips clips = learned.get();
    if (clips.isFree()) {
      return LatentCode.seed(first + index);
    }
    FootageOrigin clip = clips.clips().get((int) first + index - 1);
    return LatentCode.seed(motions.get() ? clip.motionSeed() : clip.contentSeed());
  }

  private String name(int index) {
    String key = motions.get() ? "browse.motion" : "browse.content";
    return learned.get().isFree()
        ? texts.get(key, String.valueOf(first + index))
        : texts.get(key, learned.get().name((int) first + index - 1));
  }

  /** Shows the next seeds. */
  public void nextPage() {
    if (learned.get().isFree() || first + CELLS <= learned.get().clips().size()) {
      first += CELLS;
      restart();
    }
  }

  /** Shows the seeds before. */
  public void previousPage() {
    first = Math.max(1, first - CELLS);
    restart();
  }

  /** Takes the seed of a picture. */
  public void pick(int index) {
    LatentCode code = code(index);
    boolean motion = motions.get();
    editor.beginGesture();
    editor.edit(
        texts.get(motion ? "undo.motion" : "undo.content"),
        "browse",
        state -> motion ? state.withMotionCode(code) : state.withContent(code));
    editor.endGesture();
  }

  private void changed() {
    Optional<Basis> next =
        session
            .modelProperty()
            .get()
            .map(
                model ->
                    new Basis(
                        model.checkpointId(),
                        motions.get() ? Optional.of(editor.state().content()) : Optional.empty(),
                        motions.get() ? Optional.empty() : Optional.of(editor.state().motionCode()),
                        editor.state().noise()));
    if (next.equals(basis)) {
      publish();
    } else {
      basis = next;
      restart();
    }
  }

  private void restart() {
    generation.incrementAndGet();
    Collections.fill(pictures, List.of());
    publish();
    if (session.modelProperty().get().isPresent()) {
      patience.playFromStart();
    }
  }

  private void publish() {
    List<Cell> next = new ArrayList<>();
    if (session.modelProperty().get().isPresent()) {
      LatentCode now = motions.get() ? editor.state().motionCode() : editor.state().content();
      for (int i = 0; i < shown(); i++) {
        next.add(new Cell(name(i), pictures.get(i), now.equals(code(i))));
      }
    }
    if (!next.equals(cells.get())) {
      cells.set(next);
    }
    page.set(
        next.isEmpty()
            ? ""
            : texts.get(
                "browse.page", String.valueOf(first), String.valueOf(first + next.size() - 1)));
  }

  private Scene scene(int index) {
    LatentCode code = code(index);
    EditorState state = editor.state();
    LatentCode motion = motions.get() ? code : state.motionCode();
    EditorState shown =
        state
            .withContent(motions.get() ? state.content() : code)
            .withMotion(MotionEdit.trained(BandPlan.WHOLE, motion));
    return shown.scene(session.modelProperty().get().orElseThrow().checkpointId());
  }

  /** Draws one picture, and then the next; each first still, then moving. */
  private void drawNext(int mine, int index, boolean still) {
    if (mine != generation.get() || session.modelProperty().get().isEmpty()) {
      return;
    }
    if (index >= shown()) {
      if (still && shown() > 0) {
        drawNext(mine, 0, false);
      }
      return;
    }
    int count = frames.millisPerFrame() > SLOW_MILLIS ? FEW_FRAMES : MANY_FRAMES;
    double[] times = new double[still ? 1 : count];
    for (int k = 0; k < times.length; k++) {
      times[k] = -1 + 2.0 * k / times.length;
    }
    Scene scene = scene(index);
    jobs.run("thumbnails", context -> draw(scene, times, context, mine))
        .whenEnded(
            outcome -> {
              boolean whole =
                  outcome instanceof JobOutcome.Done<List<FrameImage>> done
                      && done.value().size() == times.length;
              if (mine == generation.get() && whole) {
                pictures.set(
                    index,
                    ((JobOutcome.Done<List<FrameImage>>) outcome)
                        .value().stream().map(BrowseViewModel::image).toList());
                publish();
                drawNext(mine, index + 1, still);
              }
            });
  }

  private List<FrameImage> draw(Scene scene, double[] times, JobContext context, int mine)
      throws Exception {
    List<FrameImage> small = new ArrayList<>();
    while (small.size() < times.length && mine == generation.get()) {
      context.check();
      // Small pieces: whoever drags a fader meanwhile must not notice.
      int piece = Math.max(1, frames.pieceSize(8) / 4);
      double[] next =
          Arrays.copyOfRange(times, small.size(), Math.min(times.length, small.size() + piece));
      List<FrameImage> drawn = frames.draw(scene, next, () -> mine != generation.get());
      if (drawn.isEmpty()) {
        break;
      }
      drawn.forEach(frame -> small.add(Thumbnail.of(frame, SIDE)));
    }
    return small;
  }

  private static Image image(FrameImage small) {
    WritableImage image = new WritableImage(small.width(), small.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            small.width(),
            small.height(),
            PixelFormat.getIntArgbInstance(),
            small.argb(),
            0,
            small.width());
    return image;
  }
}
