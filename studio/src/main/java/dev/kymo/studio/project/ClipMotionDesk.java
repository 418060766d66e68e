package dev.kymo.studio.project;

import dev.kymo.inference.model.SinusoidMotion;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Weighs the motion of the clip in a job whenever its model, its motion codes or its crossovers
 * change; only the newest wish counts. JavaFX thread only.
 */
public final class ClipMotionDesk {

  private final EditorModel editor;
  private final ModelSession session;
  private final JobRunner jobs;
  private final ReadOnlyObjectWrapper<Optional<ClipMotion>> motion =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Wish> asked = Optional.empty();
  private Optional<Known> known = Optional.empty();
  private boolean running;

  /** What the weights depend on. */
  private record Wish(
      ModelInfo model, BandPlan plan, LatentCode clipCode, List<LatentCode> bandCodes) {}

  /** What one model's codes do, the newest few; used by one job at a time. */
  private static final class Known {

    /** More codes than the bands that anybody mixes; 1 MB each for a published model. */
    private static final int KEPT = 8;

    private final ModelInfo model;
    private final Map<LatentCode, SinusoidMotion> motions =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<LatentCode, SinusoidMotion> eldest) {
            return size() > KEPT;
          }
        };

    Known(ModelInfo model) {
      this.model = model;
    }

    synchronized SinusoidMotion under(LatentCode code) {
      SinusoidMotion found = motions.get(code);
      if (found == null) {
        found = model.motions().apply(code);
        motions.put(code, found);
      }
      return found;
    }
  }

  /** Follows the editor and the open model. */
  public ClipMotionDesk(EditorModel editor, ModelSession session, JobRunner jobs) {
    this.editor = editor;
    this.session = session;
    this.jobs = jobs;
    editor.stateProperty().addListener((p, before, after) -> update());
    session.modelProperty().addListener((p, before, after) -> update());
    update();
  }

  /** The motion of the clip; empty without a model, and until it is weighed for the first time. */
  public ReadOnlyObjectProperty<Optional<ClipMotion>> motionProperty() {
    return motion.getReadOnlyProperty();
  }

  private void update() {
    Optional<Wish> next = session.modelProperty().get().map(model -> wish(model, editor.state()));
    if (next.equals(asked)) {
      return;
    }
    boolean other = !next.map(Wish::model).equals(asked.map(Wish::model));
    asked = next;
    if (other) {
      // Of another model nothing is true.
      motion.set(Optional.empty());
      known = next.map(wish -> new Known(wish.model()));
    }
    if (!running) {
      weigh();
    }
  }

  private static Wish wish(ModelInfo model, EditorState state) {
    return new Wish(
        model,
        state.motion().plan(),
        state.motionCode(),
        state.motion().bands().stream().map(BandEdit::code).toList());
  }

  private void weigh() {
    if (asked.isEmpty()) {
      return;
    }
    Wish wish = asked.get();
    EditorState state = editor.state();
    Function<LatentCode, SinusoidMotion> motions = known.orElseThrow()::under;
    running = true;
    JobHandle<ClipMotion> handle =
        jobs.run(
            "motion",
            context ->
                ClipMotion.of(
                    wish.model().frequencies(), state.motion(), wish.clipCode(), motions));
    handle.whenEnded(outcome -> weighed(wish, outcome));
  }

  private void weighed(Wish wish, JobOutcome<ClipMotion> outcome) {
    running = false;
    Optional<ModelInfo> open = asked.map(Wish::model);
    if (open.filter(wish.model()::equals).isPresent()) {
      // A code that does not fit the model draws nothing either; the preview says why.
      motion.set(
          outcome instanceof JobOutcome.Done<ClipMotion> done
              ? Optional.of(done.value())
              : Optional.empty());
    }
    if (!asked.equals(Optional.of(wish))) {
      weigh();
    }
  }
}
