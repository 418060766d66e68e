package dev.kymo.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.dataset.BatchGroups;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedProcessorTest {
  private static TrainingOptions options(int images, int clips) {
    TrainingOptions preset = Preset.TOY_64.options("clips");
    return preset
        .withLoss(preset.loss().withBatches(images, clips))
        .withMachine(new MachineOptions(List.of("cpu"), TrainingPrecision.AUTO, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "16, 16, 2, 2, 1",
    "16, 16, 8, 4, 2",
    "16, 8, 8, 2, 4",
    "24, 24, 8, 6, 1",
    "16, 16, 3, 2, 1",
    "64, 32, 6, 4, 1",
    "16, 16, 1, 1, 1"
  })
  void eachReplicaGetsGroupsOfFour(int images, int clips, int cores, int replicas, int threads) {
    TrainingOptions joint = options(images, clips);
    TrainingOptions shared = SharedProcessor.shared(joint, cores);
    assertEquals(Collections.nCopies(replicas, "cpu"), shared.machine().devices());
    assertEquals(threads, shared.machine().threads());
    assertEquals(images, shared.loss().imageBatch() * replicas);
    assertEquals(clips, shared.loss().videoBatch() * replicas);
    assertEquals(0, shared.loss().imageBatch() % BatchGroups.SIZE);
    assertEquals(0, shared.loss().videoBatch() % BatchGroups.SIZE);
    assertEquals(joint.imagesPerStep(), shared.imagesPerStep());
    assertEquals(
        joint.loss(), SharedProcessor.joined(shared).loss(), "joining gives the batches back");
    assertEquals(List.of("cpu"), SharedProcessor.joined(shared).machine().devices());
  }

  @Test
  void smallBatchesAreRefusedInWords() {
    TrainingOptions small = options(16, 4);
    assertEquals(1, SharedProcessor.replicas(small, 2));
    String message =
        assertThrows(IllegalArgumentException.class, () -> SharedProcessor.shared(small, 2))
            .getMessage();
    assertTrue(message.startsWith("Batches of 16 and 4 cannot be shared out"), message);
  }

  @Test
  void threadsThatWereAskedForStay() {
    TrainingOptions one =
        options(16, 16)
            .withMachine(new MachineOptions(List.of("cpu"), TrainingPrecision.FP32, 1, 2));
    assertEquals(1, SharedProcessor.shared(one, 8).machine().threads());
    assertEquals(TrainingPrecision.FP32, SharedProcessor.shared(one, 8).machine().precision());
    assertEquals(2, SharedProcessor.shared(one, 8).machine().decodeThreads());
  }
}
