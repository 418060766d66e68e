package dev.kymo.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.CheckpointWriter;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Options as records, as JSON and as the public code stores them. */
class TrainingOptionsTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetsComeBackFromTheirFileAsTheyWere(Preset preset) throws IOException {
    TrainingOptions options = preset.options("clips");
    Path file = dir.resolve("options.json");
    OptionsFile.write(file, options);
    assertEquals(options, OptionsFile.read(file));
    assertEquals(preset, Preset.parse(preset.label()));
  }

  @Test
  void thePublishedPresetIsThePublishedRun() {
    TrainingOptions run = Preset.PUBLISHED_256.options("clips");
    assertEquals(
        new GeneratorSpec(
            256, 512, 512, 8, 2, List.of(7.0), List.of(512, 512, 512, 512, 512, 256, 128), 16),
        run.model().generator());
    assertEquals(List.of(512, 512, 512, 512, 512, 256, 128), run.model().imageChannels());
    assertEquals(List.of(512, 512, 512, 512, 256, 128), run.model().videoChannels());
    assertEquals(VideoDiscriminatorKind.PATCH_VIDEO, run.model().videoDiscriminator());
    assertEquals(ImageDiscriminatorKind.IMAGE, run.model().imageDiscriminator());
    assertEquals(new LossOptions(4, 2, 0.002, 0, 0.99, 10, 16, 10, true, 0.5, false), run.loss());
    assertEquals(300_000, run.schedule().steps());
    assertEquals(8, run.machine().replicas());
    assertEquals(32, run.imagesPerStep());
  }

  @ParameterizedTest
  @CsvSource({"16, 3", "32, 4", "64, 5", "128, 6", "256, 7", "512, 8", "1024, 9"})
  void defaultWidthsFollowThePublishedRule(int size, int count) {
    List<Integer> rule = List.of(512, 512, 512, 512, 512, 256, 128, 64, 32);
    assertEquals(rule.subList(0, count), DefaultWidths.generator(size));
    assertEquals(rule.subList(0, count), DefaultWidths.imageDiscriminator(size));
    List<Integer> three = List.of(512, 512, 512, 512, 256, 128, 64, 32, 16);
    assertEquals(
        three.subList(0, count),
        DefaultWidths.videoDiscriminator(VideoDiscriminatorKind.VIDEO, size));
  }

  @Test
  void anUnknownFieldIsRefusedByName() {
    assertEquals(
        "The field 'loss.speed' is unknown.", refusal(o -> loss(o).addProperty("speed", 2)));
  }

  @Test
  void aMissingFieldIsRefusedByName() {
    assertEquals(
        "The field 'schedule.steps' is missing.",
        refusal(o -> o.getAsJsonObject("schedule").remove("steps")));
  }

  @Test
  void aWrongTypeIsRefused() {
    assertEquals(
        "The field 'loss.imageBatch' must be a whole number, not \"4\".",
        refusal(o -> loss(o).addProperty("imageBatch", "4")));
    assertEquals(
        "The field 'loss.imageBatch' must be a whole number that fits, not 4.5.",
        refusal(o -> loss(o).addProperty("imageBatch", 4.5)));
    assertEquals(
        "The field 'machine.precision' must be one of auto, fp32, tf32, bf16, fp16, not \"int8\".",
        refusal(o -> o.getAsJsonObject("machine").addProperty("precision", "int8")));
  }

  @Test
  void aValueOutOfRangeIsRefused() {
    assertEquals(
        "learning-rate must be above 0.0 and at most 1.0, not -1.0.",
        refusal(o -> loss(o).addProperty("learningRate", -1)));
    assertEquals(
        "video-resize-ratio must be 1 or 0.5, not 0.25.",
        refusal(o -> loss(o).addProperty("videoResizeRatio", 0.25)));
    assertEquals(
        "The video discriminator needs 4 widths, for 4 x 4 to 32 x 32, not 5.",
        refusal(o -> loss(o).addProperty("videoResizeRatio", 0.5)));
    assertEquals(
        "The image size must be 16, 32, 64, 128, 256, 512 or 1024, not 100.",
        refusal(
            o ->
                o.getAsJsonObject("model")
                    .getAsJsonObject("generator")
                    .addProperty("imageSize", 100)));
  }

  @Test
  void anotherVersionAndBrokenFilesAreRefusedWithTheFilesName() throws IOException {
    assertEquals(
        "It is of version 7; this Kymo reads version 1.",
        refusal(o -> o.addProperty("version", 7)));
    Path file = Files.writeString(dir.resolve("options.json"), "{\"version\": 1");
    FileException e = assertThrows(FileException.class, () -> OptionsFile.read(file));
    assertEquals(file + " cannot be used: It is not JSON.", e.getMessage());
  }

  @Test
  void severalDevicesMustDiffer() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new MachineOptions(List.of("cuda:0", "cuda:0"), TrainingPrecision.FP32, 0, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MachineOptions(List.of("cpu"), TrainingPrecision.FP16, 0, 0));
    assertEquals(
        2, new MachineOptions(List.of("cpu", "cpu"), TrainingPrecision.FP32, 1, 0).replicas());
  }

  /** Whatever is put in the place of a value, reading it ends in options or in a sentence. */
  @Property(tries = 500)
  void anyChangeOfAFieldIsReadOrRefusedInASentence(
      @ForAll int place, @ForAll("values") JsonElement value) {
    JsonObject json = toy();
    List<Runnable> places = new ArrayList<>();
    collect(json, value, places);
    places.get(Math.floorMod(place, places.size())).run();
    try {
      TrainingOptions read = OptionsFile.parse(json.toString());
      assertEquals(read, OptionsFile.parse(OptionsFile.text(read)));
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().endsWith("."), e.getMessage());
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  private static void collect(JsonObject object, JsonElement value, List<Runnable> places) {
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      places.add(() -> object.add(field.getKey(), value));
      if (field.getValue() instanceof JsonObject nested) {
        collect(nested, value, places);
      }
    }
  }

  @Provide
  Arbitrary<JsonElement> values() {
    Arbitrary<JsonElement> plain =
        Arbitraries.oneOf(
            Arbitraries.doubles().map(JsonPrimitive::new),
            Arbitraries.longs().map(JsonPrimitive::new),
            Arbitraries.integers().between(0, 600).map(JsonPrimitive::new),
            Arbitraries.strings().ofMaxLength(8).map(JsonPrimitive::new),
            Arbitraries.of(true, false).map(JsonPrimitive::new),
            Arbitraries.just(JsonNull.INSTANCE));
    return Arbitraries.oneOf(
        plain, Combinators.combine(plain, plain).as(TrainingOptionsTest::list));
  }

  private static JsonElement list(JsonElement a, JsonElement b) {
    JsonArray array = new JsonArray();
    array.add(a);
    array.add(b);
    return array;
  }

  @Test
  void aPublishedCheckpointTellsItsOptions() throws IOException {
    Checkpoint published = CheckpointReader.read(Golden.file("training-16px.pt"));
    PublishedArgs.Translation read = PublishedArgs.read(published);
    TrainingOptions options = read.options();
    assertEquals(List.of(16, 16, 16), options.model().imageChannels());
    assertEquals(List.of(16, 16, 16), options.model().videoChannels());
    assertEquals(VideoDiscriminatorKind.DELTA, options.model().videoDiscriminator());
    assertEquals(published.spec(), options.model().generator());
    assertEquals(new LossOptions(4, 2, 0.002, 0, 0.99, 10, 16, 10, true, 1, false), options.loss());
    assertEquals(300_000, options.schedule().steps());
    assertEquals(12345, options.seed());
    assertEquals(1, read.notes().size(), read.notes().toString());
  }

  @ParameterizedTest
  @CsvSource({"again.pt", "again.safetensors"})
  void optionsGoThroughACheckpointWithoutLoss(String name) throws IOException {
    Checkpoint published = CheckpointReader.read(Golden.file("training-16px.pt"));
    TrainingOptions options =
        PublishedArgs.read(published)
            .options()
            .withLoss(new LossOptions(3, 5, 0.001, 0.1, 0.9, 2.5, 8, 0.5, false, 1, true));
    Map<String, Object> entries = new LinkedHashMap<>(published.state().entries());
    entries.put("args", PublishedArgs.of(options));
    Path file = dir.resolve(name);
    CheckpointWriter.write(new CheckpointState(entries), published.spec(), file);
    Checkpoint again = CheckpointReader.read(file);
    assertEquals(options, PublishedArgs.read(again).options());
    assertEquals(2.5, again.options().get("r1"));
    assertEquals("7", again.options().get("freq_val"));
    assertEquals("DeltaVideoDiscriminator", again.options().get("video_discriminator"));
  }

  @Test
  void whatWritesForThePublicCodeHasEveryOptionThatItReads() throws IOException {
    Map<Object, Object> ours = PublishedArgs.of(Preset.PUBLISHED_256.options("clips")).fields();
    CheckpointReader.read(Golden.file("training-16px.pt"))
        .options()
        .keySet()
        .forEach(name -> assertTrue(ours.containsKey(name), name));
  }

  @Test
  void aGeneratorAloneDoesNotTellHowItWasTrained() throws IOException {
    Checkpoint generator = CheckpointReader.read(Golden.file("generator-16px.pt"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> PublishedArgs.read(generator));
    assertTrue(e.getMessage().contains("generator-16px.pt"), e.getMessage());
  }

  @Test
  void whatARunStartsFromIsPartOfItsOptions() {
    TrainingOptions from = Runs.toyFrom("clips", "a.pt");
    assertEquals(from, OptionsFile.parse(OptionsFile.text(from)));
  }

  private static JsonObject toy() {
    return JsonParser.parseString(OptionsFile.text(Preset.TOY_64.options("clips")))
        .getAsJsonObject();
  }

  private static JsonObject loss(JsonObject options) {
    return options.getAsJsonObject("loss");
  }

  private static String refusal(Consumer<JsonObject> change) {
    JsonObject json = toy();
    change.accept(json);
    return assertThrows(IllegalArgumentException.class, () -> OptionsFile.parse(json.toString()))
        .getMessage();
  }
}
