package dev.kymo.studio.view.latents;

import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.LearnedClips;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.SeedHistory;
import dev.kymo.studio.view.kit.EditorEdits;
import dev.kymo.studio.view.kit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/** The seeds of content, motion and noise. */
public final class LatentsViewModel {

  private static final long FIRST_SEED = 1;

  private final EditorModel editor;
  private final Texts texts;
  private final LongSupplier dice;
  private final SeedHistory history;
  private final ReadOnlyDoubleWrapper content = new ReadOnlyDoubleWrapper();
  private final ReadOnlyDoubleWrapper motion = new ReadOnlyDoubleWrapper();
  private final ReadOnlyDoubleWrapper noise = new ReadOnlyDoubleWrapper();
  private final ReadOnlyObjectWrapper<LearnedClips> learned =
      new ReadOnlyObjectWrapper<>(LearnedClips.NONE);
  private final ReadOnlyStringWrapper contentClip = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper motionClip = new ReadOnlyStringWrapper("");

  /**
   * Follows the editor.
   *
   * @param history seeds that were used
   * @param dice gives a new seed each time
   */
  public LatentsViewModel(
      EditorModel editor,
      ModelSession session,
      SeedHistory history,
      Texts texts,
      LongSupplier dice) {
    this.editor = editor;
    this.history = history;
    this.texts = texts;
    this.dice = dice;
    session
        .modelProperty()
        .addListener(
            (p, before, after) -> {
              learned.set(LearnedClips.of(after));
              update(editor.state());
            });
    learned.set(LearnedClips.of(session.modelProperty().get()));
    editor.stateProperty().addListener((p, before, after) -> update(after));
    update(editor.state());
  }

  /** Seed of the content latent. */
  public ReadOnlyDoubleProperty contentProperty() {
    return content.getReadOnlyProperty();
  }

  /** Seed of the motion code that bands follow. */
  public ReadOnlyDoubleProperty motionProperty() {
    return motion.getReadOnlyProperty();
  }

  /** Seed of the noise maps. */
  public ReadOnlyDoubleProperty noiseProperty() {
    return noise.getReadOnlyProperty();
  }

  /** The clips that the open model has learned, which are all that it can show. */
  public ReadOnlyObjectProperty<LearnedClips> learnedProperty() {
    return learned.getReadOnlyProperty();
  }

  /** The name of the clip whose content is shown; empty for a model of a dataset. */
  public ReadOnlyStringProperty contentClipProperty() {
    return contentClip.getReadOnlyProperty();
  }

  /** The name of the clip whose motion is shown; empty for a model of a dataset. */
  public ReadOnlyStringProperty motionClipProperty() {
    return motionClip.getReadOnlyProperty();
  }

  /** Why no other content or motion can be had; empty when any can. */
  public ObservableValue<Optional<String>> limitProperty() {
    return learned.map(
        l ->
            l.isFree()
                ? Optional.empty()
                : Optional.of(texts.get(l.several() ? "learned.clips" : "learned.clip")));
  }

  /** Why noise plays no part; empty when it does. */
  public ObservableValue<Optional<String>> noiseLimitProperty() {
    return learned.map(
        l -> l.isFree() ? Optional.empty() : Optional.of(texts.get("learned.noise")));
  }

  /** Shows the content of a clip. */
  public void chooseContent(int clip) {
    long seed = learned.get().clips().get(clip).contentSeed();
    step("undo.content", state -> state.withContent(LatentCode.seed(seed)));
  }

  /** Shows the motion of a clip. */
  public void chooseMotion(int clip) {
    long seed = learned.get().clips().get(clip).motionSeed();
    step("undo.motion", state -> state.withMotionCode(LatentCode.seed(seed)));
  }

  /** Edits of the content seed. */
  public ValueEdits contentEdits() {
    return edits("content", EditorState::withContent);
  }

  /** Edits of the motion seed. */
  public ValueEdits motionEdits() {
    return edits("motion", EditorState::withMotionCode);
  }

  /** Edits of the noise seed. */
  public ValueEdits noiseEdits() {
    BiFunction<EditorState, Double, EditorState> change =
        (state, seed) -> state.withNoise(new NoiseCode.Seeded(Math.round(seed)));
    return new EditorEdits(
        editor,
        texts.get("undo.noise"),
        "noise",
        change,
        state -> change.apply(state, (double) FIRST_SEED));
  }

  /** Content seeds that were used, newest first. */
  public ReadOnlyObjectProperty<List<Long>> contentHistory() {
    return history.contentProperty();
  }

  /** Motion seeds that were used, newest first. */
  public ReadOnlyObjectProperty<List<Long>> motionHistory() {
    return history.motionProperty();
  }

  /** Noise seeds that were used, newest first. */
  public ReadOnlyObjectProperty<List<Long>> noiseHistory() {
    return history.noiseProperty();
  }

  /** Throws the dice for the content. */
  public void rollContent() {
    step("undo.content", state -> state.withContent(roll()));
  }

  /** Throws the dice for the motion. */
  public void rollMotion() {
    step("undo.motion", state -> state.withMotionCode(roll()));
  }

  /** Throws the dice for the noise. */
  public void rollNoise() {
    step("undo.noise", state -> state.withNoise(new NoiseCode.Seeded(dice.getAsLong())));
  }

  /** Throws the dice for everything. */
  public void rollAll() {
    step(
        "undo.shuffle",
        state ->
            state
                .withContent(roll())
                .withMotionCode(roll())
                .withNoise(new NoiseCode.Seeded(dice.getAsLong())));
  }

  private LatentCode roll() {
    return LatentCode.seed(dice.getAsLong());
  }

  /** A change that is always a step of its own. */
  private void step(String label, UnaryOperator<EditorState> change) {
    editor.beginGesture();
    editor.edit(texts.get(label), label, change);
    editor.endGesture();
  }

  private ValueEdits edits(String name, BiFunction<EditorState, LatentCode, EditorState> change) {
    return new EditorEdits(
        editor,
        texts.get("undo." + name),
        name,
        (state, seed) -> change.apply(state, LatentCode.seed(Math.round(seed))),
        state -> change.apply(state, LatentCode.seed(FIRST_SEED)));
  }

  private void update(EditorState state) {
    content.set(seed(state.content()));
    motion.set(seed(state.motionCode()));
    noise.set(state.noise() instanceof NoiseCode.Seeded seeded ? seeded.seed() : Double.NaN);
    LearnedClips clips = learned.get();
    String other = clips.isFree() ? "" : texts.get("latents.other");
    contentClip.set(clips.content(state.content()).map(clips::name).orElse(other));
    motionClip.set(clips.motion(state.motionCode()).map(clips::name).orElse(other));
  }

  private static double seed(LatentCode code) {
    return code instanceof LatentCode.Seeded seeded ? seeded.seed() : Double.NaN;
  }
}
