package dev.kymo.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.torch.PyNamespace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderlessArgsTest {
  private static CheckpointState state(Map<Object, Object> args) {
    return new CheckpointState(Map.of("args", new PyNamespace(args)));
  }

  private static Map<Object, Object> args(TrainingOptions options) {
    return new LinkedHashMap<>(PublishedArgs.of(options).fields());
  }

  @ParameterizedTest
  @CsvSource({
    "/home/ada/clips, clips",
    "/home/ada/my clips/, my clips",
    "/clips, clips",
    "~/clips, clips",
    "C:\\Users\\Ada\\clips\\, clips",
    "D:/clips, clips",
    "\\\\server\\share\\clips, clips",
    "data/clips, data/clips",
    "7, 7",
    "DeltaVideoDiscriminator, DeltaVideoDiscriminator"
  })
  void onlyTheLastNameOfAPathIsLeft(String text, String left) {
    Map<String, Object> options = FolderlessArgs.of(state(args(text))).options();
    assertEquals(left, options.get("data_path"));
    assertEquals(left, ((List<?>) options.get("also")).get(0));
  }

  private static Map<Object, Object> args(String text) {
    return new LinkedHashMap<>(Map.of("data_path", text, "also", List.of(text, 3L)));
  }

  @Test
  void ownOptionsKeepAllElse() {
    TrainingOptions from =
        Runs.toyFrom("/home/ada/clips", "/home/ada/runs/first/latest.safetensors");
    CheckpointState left = FolderlessArgs.of(state(args(from)));
    assertFalse(left.options().toString().contains("ada"), left.options().toString());
    TrainingOptions read = OptionsFile.parse((String) left.options().get(PublishedArgs.OWN));
    assertEquals(Runs.toyFrom("clips", "latest.safetensors"), read);
    assertEquals(64L, left.options().get("image_size"));
  }

  @Test
  void optionsThatCannotBeReadAreToldInWords() {
    CheckpointState broken = state(new LinkedHashMap<>(Map.of(PublishedArgs.OWN, "{\"a\":1}")));
    String message =
        assertThrows(IllegalArgumentException.class, () -> FolderlessArgs.of(broken)).getMessage();
    assertEquals("It does not say its version.", message);
  }

  @Test
  void aCheckpointWithoutOptionsStaysAsItIs() {
    CheckpointState none = new CheckpointState(Map.of("iter", 3L));
    assertEquals(none.entries(), FolderlessArgs.of(none).entries());
  }
}
