package dev.kymo.studio.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.RestPosition;
import dev.kymo.studio.bands.BandLabel;
import dev.kymo.studio.bands.BandLabels;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.timeline.ClipRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ProjectJsonPropertyTest {
  private static final Path FOLDER = Path.of("somewhere").toAbsolutePath();

  @Property(tries = 200)
  void everyProjectComesBack(@ForAll("projects") Project project, @ForAll boolean whole)
      throws JsonFault {
    String text = ProjectJson.write(project, FOLDER, whole);
    assertEquals(project, ProjectJson.read(text, FOLDER));
    assertEquals(text, ProjectJson.write(ProjectJson.read(text, FOLDER), FOLDER, whole));
  }

  /** Whatever is done to a text, it is read or refused in a clause, never with a crash. */
  @Property(tries = 400)
  void damagedTextsAreRefused(@ForAll("projects") Project project, @ForAll long seed) {
    StringBuilder text = new StringBuilder(ProjectJson.write(project, FOLDER, true));
    Random random = new Random(seed);
    for (int change = random.nextInt(4); change >= 0 && !text.isEmpty(); change--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, "{}[]\",:-0e9\\\u0000\ud800".charAt(random.nextInt(14)));
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 30)));
        default -> text.setLength(Math.max(1, at));
      }
    }
    try {
      ProjectJson.read(text.toString(), FOLDER);
    } catch (JsonFault e) {
      assertFalse(e.getMessage().isBlank());
    }
  }

  @Provide
  Arbitrary<Project> projects() {
    return Combinators.combine(states(), Arbitraries.of(true, false), names())
        .as(
            (state, loop, name) ->
                new Project(
                    CheckpointReference.at(
                        FOLDER.resolve("m" + name.strip().replaceAll("[^a-z0-9é]", "") + ".pt"),
                        "ab".repeat(32)),
                    state,
                    loop));
  }

  private static Arbitrary<EditorState> states() {
    Arbitrary<LatentCode> codes = codes();
    return Combinators.combine(
            codes,
            codes,
            noises(),
            motions(),
            doubles(-50, 50),
            doubles(1e-6, 90),
            doubles(1, 240),
            Arbitraries.integers().between(0, 63))
        .as(
            (content, motion, noise, bands, in, length, fps, between) ->
                new EditorState(
                    content,
                    motion,
                    noise,
                    bands.motion(),
                    labels(bands.names()),
                    new ClipRange(in, in + length),
                    fps,
                    between));
  }

  /** All digits that a double has, unlike jqwik's own. */
  private static Arbitrary<Double> doubles(double from, double to) {
    Arbitrary<Double> inside =
        Arbitraries.longs().map(bits -> from + (to - from) * (bits >>> 11) * 0x1p-53);
    return Arbitraries.oneOf(inside, Arbitraries.of(from, to, Math.rint((from + to) / 2)));
  }

  private static BandLabels labels(List<String> names) {
    List<BandLabel> labels = new ArrayList<>();
    for (String name : names) {
      labels.add(BandLabel.of(name, (3 * labels.size() + name.length()) % BandLabel.SLOTS));
    }
    return new BandLabels(labels);
  }

  private record Bands(MotionEdit motion, List<String> names) {}

  private static Arbitrary<Bands> motions() {
    return bands()
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .flatMap(
            edits ->
                Combinators.combine(
                        names().list().ofSize(edits.size()),
                        doubles(1e-3, 5).list().ofSize(edits.size() - 1))
                    .as((names, steps) -> new Bands(new MotionEdit(plan(steps), edits), names)));
  }

  private static BandPlan plan(List<Double> steps) {
    List<Double> cuts = new ArrayList<>();
    double at = 0;
    for (double step : steps) {
      at += step;
      cuts.add(at);
    }
    return new BandPlan(cuts);
  }

  private static Arbitrary<BandEdit> bands() {
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    return Combinators.combine(
            doubles(0, 4), doubles(-4, 4), doubles(-1000, 1000), codes(), flags, flags, rests())
        .as(BandEdit::new);
  }

  private static Arbitrary<RestPosition> rests() {
    return Arbitraries.oneOf(
        Arbitraries.of(RestPosition.MODEL, RestPosition.MEAN),
        doubles(-5, 5).map(RestPosition::at));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("aZ09 \"\\/<>&'é漢\t")
        .withChars('\u2028')
        .ofMaxLength(12);
  }

  private static Arbitrary<LatentCode> codes() {
    Arbitrary<LatentCode> given =
        Arbitraries.floats()
            .between(-1e6f, 1e6f)
            .ofScale(6)
            .array(float[].class)
            .ofMinSize(1)
            .ofMaxSize(6)
            .map(LatentCode::of);
    return Arbitraries.oneOf(Arbitraries.longs().map(LatentCode::seed), given);
  }

  private static Arbitrary<NoiseCode> noises() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(NoiseCode.Seeded::new),
        Arbitraries.just(new NoiseCode.Stored()),
        codes()
            .filter(LatentCode.Given.class::isInstance)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(NoiseCode.Given::new));
  }
}
