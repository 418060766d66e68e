package dev.kymo.inference.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.model.InitialWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device whose memory is enough for only so many frames at once. */
class BatchLoopTest {

  private final BatchPlan batches =
      new BatchPlan(InitialWeights.published(16), Precision.FP32, 1L << 40, false);
  private final BatchLoop loop = new BatchLoop(batches);
  private final List<Integer> delivered = new ArrayList<>();
  private final List<Integer> drawn = new ArrayList<>();

  private BatchLoop.Draw with(int memory, String failure) {
    return (from, count) -> {
      if (count > memory) {
        throw new EngineException(failure);
      }
      drawn.add(count);
      return i -> delivered.add(from + i);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79 GiB",
        "The following operation failed\nRuntimeError: CUDA error: out of memory",
        "[enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory: you tried",
        "[enforce fail at alloc_cpu.cpp:121] data. DefaultCPUAllocator: not enough memory: you"
      })
  void halvesUntilItFitsAndGoesOn(String failure) throws FrameException {
    assertEquals(16, batches.size());
    assertEquals(20, loop.run(20, () -> false, with(5, failure)));
    assertEquals(IntStream.range(0, 20).boxed().toList(), delivered, "none twice, none left out");
    assertEquals(List.of(4, 4, 4, 4, 4), drawn);
    assertEquals(4, batches.size(), "and keeps to it");
  }

  @Test
  void memoryGoneHalfWayLosesNothing() throws FrameException {
    int[] memory = {16};
    BatchLoop.Draw draw =
        (from, count) -> {
          BatchLoop.Delivery delivery = with(memory[0], "out of memory").draw(from, count);
          memory[0] = 2;
          return delivery;
        };
    assertEquals(20, loop.run(20, () -> false, draw));
    assertEquals(IntStream.range(0, 20).boxed().toList(), delivered);
    assertEquals(List.of(16, 2, 2), drawn);
  }

  @Test
  void oneFrameThatDoesNotFitFails() {
    EngineException error =
        assertThrows(
            EngineException.class, () -> loop.run(3, () -> false, with(0, "out of memory")));
    assertTrue(BatchLoop.isOutOfMemory(error));
    assertEquals(1, batches.size());
    assertEquals(List.of(), delivered);
  }

  @Test
  void anotherFailureIsNotTriedAgain() {
    assertThrows(
        EngineException.class, () -> loop.run(3, () -> false, with(2, "device-side assert")));
    assertEquals(16, batches.size());
    assertEquals(List.of(), drawn);
  }

  @Test
  void stopsBetweenFrames() throws FrameException {
    int asked = loop.run(20, () -> delivered.size() == 17, with(16, ""));
    assertEquals(17, asked);
    assertEquals(17, delivered.size());
  }
}
