package dev.kymo.studio.view.motion;

import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.RestPosition;
import dev.kymo.studio.control.BandPalette;
import dev.kymo.studio.control.FrequencyHistogram.Content;
import dev.kymo.studio.control.MixerBand;
import dev.kymo.studio.control.MixerEdits;
import dev.kymo.studio.control.MotionChoices;
import dev.kymo.studio.control.RestChoice;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.project.ClipMotion;
import dev.kymo.studio.project.ClipMotionDesk;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.LearnedClips;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.ProjectTime;
import dev.kymo.studio.project.SeedHistory;
import dev.kymo.studio.timeline.TimeScale;
import dev.kymo.studio.view.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The bands of the open model and the histogram above them. */
public final class MixerViewModel implements MixerEdits {

  private static final int BINS = 48;

  /** The narrowest band, as a part of the whole range of frequencies. */
  private static final double NARROWEST = 0.01;

  /** More strips than this help nobody. */
  private static final int MOST_BANDS = 16;

  private final EditorModel editor;
  private final ModelSession session;
  private final ClipMotionDesk motion;
  private final ProjectTime time;
  private final Texts texts;
  private final LongSupplier dice;
  private final SeedHistory seeds;
  private final DoubleSupplier playhead;
  private final ReadOnlyObjectWrapper<List<MixerBand>> bands =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Content> histogram =
      new ReadOnlyObjectWrapper<>(Content.EMPTY);
  private final ReadOnlyBooleanWrapper canAdd = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final List<Boolean> splittable = new ArrayList<>();
  private BandPlan plan = BandPlan.WHOLE;
  private Optional<ModelInfo> counted = Optional.empty();
  private MotionChoices motions = MotionChoices.FREE;

  /**
   * Follows the editor and the open model.
   *
   * @param seeds seeds that were used
   * @param playhead where it is, units of t
   * @param dice gives a new seed each time
   */
  public MixerViewModel(
      EditorModel editor,
      ModelSession session,
      ClipMotionDesk motion,
      ProjectTime time,
      SeedHistory seeds,
      DoubleSupplier playhead,
      Texts texts,
      LongSupplier dice) {
    this.editor = editor;
    this.session = session;
    this.motion = motion;
    this.time = time;
    this.seeds = seeds;
    this.playhead = playhead;
    this.texts = texts;
    this.dice = dice;
    editor.stateProperty().addListener((p, before, after) -> update());
    session.modelProperty().addListener((p, before, after) -> update());
    motion.motionProperty().addListener((p, before, after) -> update());
    time.scaleProperty().addListener((p, before, after) -> update());
    update();
  }

  /** One for each band, slowest first; empty while no model is open. */
  public ReadOnlyObjectProperty<List<MixerBand>> bandsProperty() {
    return bands.getReadOnlyProperty();
  }

  /** How strongly the clip moves at each learned frequency. */
  public ReadOnlyObjectProperty<Content> histogramProperty() {
    return histogram.getReadOnlyProperty();
  }

  /** How many there are. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** How t and seconds relate: another one gives the same frequencies other names. */
  public ReadOnlyObjectProperty<TimeScale> scaleProperty() {
    return time.scaleProperty();
  }

  /** A frequency in radians per unit t as cycles per second. */
  public double cyclesPerSecond(double radiansPerUnit) {
    return time.scaleProperty().get().cyclesPerSecond(radiansPerUnit);
  }

  /** Whether another band can be added. */
  public ReadOnlyBooleanProperty canAddProperty() {
    return canAdd.getReadOnlyProperty();
  }

  /** Adds a band: the one with the most sinusoids is cut in two. */
  public void addBand() {
    int fullest = 0;
    int most = -1;
    for (int band = 0; band < bands.get().size(); band++) {
      int count = members(editor.state(), band).length;
      if (count > most && splitPoint(editor.state(), band).isPresent()) {
        fullest = band;
        most = count;
      }
    }
    split(fullest);
  }

  /** Puts every band back as trained; cut points and seeds stay. */
  public void resetMotion() {
    editor.beginGesture();
    editor.edit(
        texts.get("undo.reset"),
        "reset",
        state -> state.withMotion(MotionEdit.trained(state.motion().plan(), state.motionCode())));
    editor.endGesture();
  }

  @Override
  public void begin() {
    editor.beginGesture();
  }

  @Override
  public void move(int index, double value) {
    editor.edit(texts.get("undo.cut"), "cut." + index, state -> moved(state, index, value));
  }

  @Override
  public void end() {
    editor.endGesture();
  }

  @Override
  public void add(double value) {
    EditorState state = editor.state();
    int band = state.motion().plan().bandOf(value);
    double gap = histogram.get().largest() * NARROWEST;
    double lower = state.motion().plan().lower(band);
    double upper = Math.min(histogram.get().largest(), state.motion().plan().upper(band));
    if (upper - lower > 2 * gap && canAdd.get()) {
      double inside = Math.max(lower + gap, Math.min(upper - gap, value));
      step("undo.split", s -> s.split(band, inside));
    }
  }

  @Override
  public void remove(int index) {
    merge(index);
  }

  @Override
  public ValueEdits gain(int band) {
    return edits(band, "gain", BandEdit::withGain, 1);
  }

  @Override
  public ValueEdits speed(int band) {
    return edits(band, "speed", BandEdit::withSpeed, 1);
  }

  @Override
  public ValueEdits degrees(int band) {
    return edits(band, "phase", (edit, value) -> edit.withPhase(Math.toRadians(value)), 0);
  }

  @Override
  public ValueEdits seed(int band) {
    return new BandValue(
        band,
        "seed",
        (state, value) ->
            change(state, band, edit -> edit.withCode(LatentCode.seed(Math.round(value)))),
        state -> change(state, band, edit -> edit.withCode(state.motionCode())));
  }

  @Override
  public void roll(int band) {
    long seed = dice.getAsLong();
    bandStep(band, "seed", edit -> edit.withCode(LatentCode.seed(seed)));
  }

  @Override
  public List<Long> earlierSeeds() {
    return seeds.motionProperty().get();
  }

  @Override
  public void mute(int band, boolean value) {
    bandStep(band, "mute", edit -> edit.withMuted(value));
  }

  @Override
  public void solo(int band, boolean value) {
    bandStep(band, "solo", edit -> edit.withSolo(value));
  }

  @Override
  public void rename(int band, String name) {
    step("undo.rename", state -> state.withName(band, name));
  }

  @Override
  public void rest(int band, RestChoice where) {
    RestPosition position =
        switch (where) {
          case MODEL -> RestPosition.MODEL;
          case MEAN -> RestPosition.MEAN;
          case PLAYHEAD, MOMENT -> RestPosition.at(playhead.getAsDouble());
        };
    bandStep(band, "rest", edit -> edit.withRest(position));
  }

  @Override
  public void resetBand(int band) {
    EditorState now = editor.state();
    bandStep(band, "reset", edit -> BandEdit.trained(now.motionCode()));
  }

  @Override
  public void split(int band) {
    splitPoint(editor.state(), band)
        .ifPresent(cut -> step("undo.split", state -> state.split(band, cut)));
  }

  @Override
  public void merge(int band) {
    step("undo.merge", state -> state.merge(band));
  }

  /** Edits of one number of one band; labels follow the band's name. */
  private final class BandValue implements ValueEdits {
    private final int band;
    private final String what;
    private final BiFunction<EditorState, Double, EditorState> change;
    private final UnaryOperator<EditorState> initial;

    BandValue(
        int band,
        String what,
        BiFunction<EditorState, Double, EditorState> change,
        UnaryOperator<EditorState> initial) {
      this.band = band;
      this.what = what;
      this.change = change;
      this.initial = initial;
    }

    @Override
    public void begin() {
      editor.beginGesture();
    }

    @Override
    public void set(double value) {
      editor.edit(label(band, what), key(band, what), state -> change.apply(state, value));
    }

    @Override
    public void end() {
      editor.endGesture();
    }

    @Override
    public void reset() {
      editor.edit(label(band, what), key(band, what) + ".reset", initial);
    }
  }

  private ValueEdits edits(
      int band, String what, BiFunction<BandEdit, Double, BandEdit> set, double first) {
    return new BandValue(
        band,
        what,
        (state, value) -> change(state, band, edit -> set.apply(edit, value)),
        state -> change(state, band, edit -> set.apply(edit, first)));
  }

  private static EditorState change(EditorState state, int band, UnaryOperator<BandEdit> change) {
    return state.withMotion(state.motion().with(band, change));
  }

  private void bandStep(int band, String what, UnaryOperator<BandEdit> change) {
    editor.beginGesture();
    editor.edit(label(band, what), key(band, what), state -> change(state, band, change));
    editor.endGesture();
  }

  private void step(String label, UnaryOperator<EditorState> change) {
    editor.beginGesture();
    editor.edit(texts.get(label), label, change);
    editor.endGesture();
  }

  private String label(int band, String what) {
    return texts.get("undo.band." + what, editor.state().bandName(band));
  }

  private static String key(int band, String what) {
    return "band." + band + "." + what;
  }

  private EditorState moved(EditorState state, int index, double value) {
    List<Double> cuts = new ArrayList<>(state.motion().plan().cuts());
    double largest = histogram.get().largest();
    double gap = largest * NARROWEST;
    double lowest = (index == 0 ? 0 : cuts.get(index - 1)) + gap;
    double highest = (index == cuts.size() - 1 ? largest : cuts.get(index + 1)) - gap;
    cuts.set(index, Math.max(lowest, Math.min(highest, value)));
    return state.withMotion(new MotionEdit(new BandPlan(cuts), state.motion().bands()));
  }

  /** |f| of a band's sinusoids, increasing. */
  private double[] members(EditorState state, int band) {
    return session
        .modelProperty()
        .get()
        .map(ModelInfo::frequencies)
        .map(
            learned ->
                IntStream.range(0, learned.size())
                    .mapToDouble(k -> Math.abs(learned.frequency(k)))
                    .filter(f -> state.motion().plan().bandOf(f) == band)
                    .sorted()
                    .toArray())
        .orElse(new double[0]);
  }

  /** A cut that leaves half of a band's sinusoids on either side; empty when there is none. */
  private Optional<Double> splitPoint(EditorState state, int band) {
    double[] members = members(state, band);
    if (members.length < 2 || state.motion().plan().size() >= MOST_BANDS) {
      return Optional.empty();
    }
    double cut = members[members.length / 2];
    double lower = state.motion().plan().lower(band);
    return cut > Math.max(lower, members[0]) ? Optional.of(cut) : Optional.empty();
  }

  private void update() {
    Optional<ModelInfo> model = session.modelProperty().get();
    EditorState state = editor.state();
    if (!state.motion().plan().equals(plan) || !counted.equals(model)) {
      plan = state.motion().plan();
      splittable.clear();
      for (int band = 0; band < plan.size(); band++) {
        splittable.add(splitPoint(state, band).isPresent());
      }
    }
    motions = motions(LearnedClips.of(model));
    List<MixerBand> next = new ArrayList<>();
    if (model.isPresent()) {
      for (int band = 0; band < state.motion().plan().size(); band++) {
        next.add(band(state, band, largest(model)));
      }
    }
    if (!next.equals(bands.get())) {
      bands.set(List.copyOf(next));
    }
    canAdd.set(next.stream().anyMatch(MixerBand::splittable));
    if (!counted.equals(model)) {
      counted = model;
      summary.set(
          model
              .map(m -> texts.get("mixer.summary", String.valueOf(m.frequencies().size())))
              .orElse(""));
    }
    Content content = model.isPresent() ? content(state, largest(model)) : Content.EMPTY;
    // Equal content is not another one: the histogram need not be drawn anew.
    if (!content.equals(histogram.get())) {
      histogram.set(content);
    }
  }

  private Content content(EditorState state, double largest) {
    Optional<ClipMotion.Spectrum> bars =
        motion.motionProperty().get().map(clip -> clip.spectrum(state.motion(), BINS));
    return new Content(
        bars.map(ClipMotion.Spectrum::trained).orElse(List.of()),
        bars.map(ClipMotion.Spectrum::edited).orElse(List.of()),
        largest,
        state.motion().plan().cuts(),
        state.labels().all().stream().map(label -> BandPalette.color(label.slot())).toList());
  }

  private MotionChoices motions(LearnedClips learned) {
    if (learned.isFree()) {
      return MotionChoices.FREE;
    }
    List<MotionChoices.Choice> choices = new ArrayList<>();
    for (int i = 0; i < learned.clips().size(); i++) {
      choices.add(new MotionChoices.Choice(learned.clips().get(i).motionSeed(), learned.name(i)));
    }
    return new MotionChoices(
        choices, Optional.of(texts.get(learned.several() ? "learned.clips" : "learned.clip")));
  }

  private MixerBand band(EditorState state, int index, double largest) {
    BandEdit edit = state.motion().bands().get(index);
    boolean others = state.motion().bands().stream().anyMatch(BandEdit::solo);
    double upper = Math.min(largest, state.motion().plan().upper(index));
    return new MixerBand(
        state.bandName(index),
        texts.get(
            "band.range",
            cycles(cyclesPerSecond(state.motion().plan().lower(index))),
            cycles(cyclesPerSecond(upper))),
        BandPalette.color(state.labels().get(index).slot()),
        edit.gain(),
        edit.speed(),
        Math.toDegrees(edit.phase()),
        edit.code() instanceof LatentCode.Seeded seeded ? seeded.seed() : Double.NaN,
        !state.follows(index),
        edit.muted(),
        edit.solo(),
        edit.muted() || (others && !edit.solo()),
        splittable.get(index),
        motions,
        rest(edit.rest()));
  }

  private static RestChoice rest(RestPosition position) {
    if (position instanceof RestPosition.Model) {
      return RestChoice.MODEL;
    }
    return position instanceof RestPosition.Mean ? RestChoice.MEAN : RestChoice.MOMENT;
  }

  private static String cycles(double value) {
    return String.format(Locale.ROOT, value == 0 ? "%.0f" : "%.1f", value);
  }

  private static double largest(Optional<ModelInfo> model) {
    return model.map(m -> m.frequencies().largest()).filter(f -> f > 0).orElse(1.0);
  }
}
