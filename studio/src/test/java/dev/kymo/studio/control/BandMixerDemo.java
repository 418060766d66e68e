package dev.kymo.studio.control;

import dev.kymo.studio.view.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The mixer alone, on bands that live in this window: {@code main} shows it. */
public final class BandMixerDemo implements MixerEdits {

  private static final double LARGEST = 6;

  private final BandMixer mixer = new BandMixer(this, new Texts());
  private final List<Double> cuts = new ArrayList<>(List.of(1.5, 3.5));
  private final List<MixerBand> bands = new ArrayList<>();
  private final List<Double> strengths = new ArrayList<>();
  private final Random random = new Random(3);

  BandMixerDemo() {
    for (int i = 0; i < 48; i++) {
      strengths.add((2 + random.nextInt(9)) / 10.0);
    }
    for (int i = 0; i < 3; i++) {
      bands.add(fresh(i));
    }
    mixer.labelProperty().set(f -> String.format(Locale.ROOT, "%.1f", f));
    show();
  }

  /** Opens the window. */
  public static void main(String[] args) {
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          StackPane root = new StackPane(new BandMixerDemo().mixer);
          root.getStyleClass().addAll("shell", "panel");
          Scene scene = new Scene(root, 440, 560);
          scene
              .getStylesheets()
              .add(BandMixerDemo.class.getResource("/dev/kymo/studio/kymo.css").toString());
          stage.setScene(scene);
          stage.setTitle("BandMixer");
          stage.show();
        });
  }

  BandMixer mixer() {
    return mixer;
  }

  private static MixerBand fresh(int index) {
    return new MixerBand(
        "Band " + (index + 1),
        "",
        BandPalette.color(index, 3),
        1,
        1,
        0,
        index,
        false,
        false,
        false,
        false,
        true);
  }

  private void show() {
    List<MixerBand> shown = new ArrayList<>();
    for (int i = 0; i < bands.size(); i++) {
      MixerBand band = bands.get(i);
      double lower = i == 0 ? 0 : cuts.get(i - 1);
      double upper = i == cuts.size() ? LARGEST : cuts.get(i);
      shown.add(
          new MixerBand(
              band.name(),
              String.format(Locale.ROOT, "%.1f – %.1f Hz", lower, upper),
              BandPalette.color(i, bands.size()),
              band.gain(),
              band.speed(),
              band.degrees(),
              band.seed(),
              band.ownSeed(),
              band.muted(),
              band.solo(),
              band.muted(),
              bands.size() < 8));
    }
    mixer.bandsProperty().set(List.copyOf(shown));
    mixer
        .histogramProperty()
        .set(
            new FrequencyHistogram.Content(
                strengths,
                strengths,
                LARGEST,
                cuts,
                shown.stream().map(MixerBand::color).toList()));
  }

  private void change(int band, UnaryOperator<MixerBand> change) {
    bands.set(band, change.apply(bands.get(band)));
    show();
  }

  private static ValueEdits value(DoubleConsumer set, double initial) {
    return new ValueEdits() {
      @Override
      public void begin() {
        // Nothing is merged here.
      }

      @Override
      public void set(double value) {
        set.accept(value);
      }

      @Override
      public void end() {
        // Nothing is merged here.
      }

      @Override
      public void reset() {
        set.accept(initial);
      }
    };
  }

  private MixerBand with(MixerBand b, double gain, double speed, double degrees, double seed) {
    return new MixerBand(
        b.name(),
        b.range(),
        b.color(),
        gain,
        speed,
        degrees,
        seed,
        seed != b.seed() || b.ownSeed(),
        b.muted(),
        b.solo(),
        b.silent(),
        true);
  }

  private MixerBand with(MixerBand b, String name, boolean muted, boolean solo) {
    return new MixerBand(
        name,
        b.range(),
        b.color(),
        b.gain(),
        b.speed(),
        b.degrees(),
        b.seed(),
        b.ownSeed(),
        muted,
        solo,
        b.silent(),
        true);
  }

  @Override
  public ValueEdits gain(int band) {
    return value(v -> change(band, b -> with(b, v, b.speed(), b.degrees(), b.seed())), 1);
  }

  @Override
  public ValueEdits speed(int band) {
    return value(v -> change(band, b -> with(b, b.gain(), v, b.degrees(), b.seed())), 1);
  }

  @Override
  public ValueEdits degrees(int band) {
    return value(v -> change(band, b -> with(b, b.gain(), b.speed(), v, b.seed())), 0);
  }

  @Override
  public ValueEdits seed(int band) {
    return value(v -> change(band, b -> with(b, b.gain(), b.speed(), b.degrees(), v)), band);
  }

  @Override
  public void roll(int band) {
    seed(band).set(random.nextInt(1000));
  }

  @Override
  public List<Long> earlierSeeds() {
    return List.of(1L, 2L, 3L);
  }

  @Override
  public void rest(int band, RestChoice where) {
    change(
        band,
        b ->
            new MixerBand(
                b.name(),
                b.range(),
                b.color(),
                b.gain(),
                b.speed(),
                b.degrees(),
                b.seed(),
                b.ownSeed(),
                b.muted(),
                b.solo(),
                b.silent(),
                b.splittable(),
                b.motions(),
                where));
  }

  @Override
  public void mute(int band, boolean muted) {
    change(band, b -> with(b, b.name(), muted, b.solo()));
  }

  @Override
  public void solo(int band, boolean solo) {
    change(band, b -> with(b, b.name(), b.muted(), solo));
  }

  @Override
  public void rename(int band, String name) {
    change(band, b -> with(b, name, b.muted(), b.solo()));
  }

  @Override
  public void resetBand(int band) {
    bands.set(band, fresh(band));
    show();
  }

  @Override
  public void split(int band) {
    double lower = band == 0 ? 0 : cuts.get(band - 1);
    double upper = band == cuts.size() ? LARGEST : cuts.get(band);
    add((lower + upper) / 2);
  }

  @Override
  public void merge(int band) {
    cuts.remove(band);
    bands.remove(band + 1);
    show();
  }

  @Override
  public void begin() {
    // Nothing is merged here.
  }

  @Override
  public void move(int index, double value) {
    double lower = index == 0 ? 0 : cuts.get(index - 1);
    double upper = index == cuts.size() - 1 ? LARGEST : cuts.get(index + 1);
    cuts.set(index, Math.max(lower + 0.1, Math.min(upper - 0.1, value)));
    show();
  }

  @Override
  public void end() {
    // Nothing is merged here.
  }

  @Override
  public void add(double value) {
    int band = 0;
    while (band < cuts.size() && value >= cuts.get(band)) {
      band++;
    }
    cuts.add(band, value);
    bands.add(band + 1, bands.get(band));
    show();
  }

  @Override
  public void remove(int index) {
    merge(index);
  }
}
