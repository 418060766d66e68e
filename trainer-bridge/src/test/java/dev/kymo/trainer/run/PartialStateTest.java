package dev.kymo.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.CheckpointWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialStateTest {

  @Test
  void saysWhatIsMissingBeforeNewDiscriminatorsStart(@TempDir Path folder) throws IOException {
    Path golden = Golden.file("training-16px.pt");
    Checkpoint full = CheckpointReader.read(golden);
    assertEquals(Optional.empty(), PartialState.note(full));
    Map<String, Object> entries = new LinkedHashMap<>(full.state().entries());
    entries.remove("g_optim");
    Path file = folder.resolve("partial.pt");
    CheckpointWriter.write(new CheckpointState(entries), full.spec(), file);
    assertEquals(
        Optional.of(
            "partial.pt lacks g_optim, so that its training cannot be continued: the run takes its"
                + " generator (g_ema) and begins at step 0 with new discriminators and optimizers."),
        PartialState.note(CheckpointReader.read(file)));
    entries.keySet().retainAll(List.of("g_ema", "args", "iter"));
    CheckpointWriter.write(new CheckpointState(entries), full.spec(), file);
    assertEquals(Optional.empty(), PartialState.note(CheckpointReader.read(file)));
  }
}
