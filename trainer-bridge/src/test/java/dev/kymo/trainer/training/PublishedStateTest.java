package dev.kymo.trainer.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.StoredTensor;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedStateTest {

  private static CheckpointState state(float last) {
    HostTensor tensor = HostTensor.of(new float[] {1, last}, 2);
    return new CheckpointState(
        Map.of(
            "img_d",
            Map.of("convs.0.0.weight", StoredTensor.of(tensor)),
            "img_d_optim",
            Map.of(
                "state",
                Map.of(
                    0L,
                    Map.of(
                        "step",
                        3L,
                        "exp_avg",
                        StoredTensor.of(tensor),
                        "exp_avg_sq",
                        StoredTensor.of(tensor))))));
  }

  private static final Map<String, long[]> SHAPES = Map.of("convs.0.0.weight", new long[] {2});

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void namesTheNetworkTensorThatIsNotFinite(float last) {
    IOException e =
        assertThrows(IOException.class, () -> PublishedState.network(state(last), "img_d", SHAPES));
    assertTrue(
        e.getMessage().startsWith("its 'img_d.convs.0.0.weight' holds NaN or infinite"),
        e.getMessage());
  }

  @Test
  void namesTheMomentThatIsNotFinite() throws IOException {
    Map<String, HostTensor> network = PublishedState.network(state(2), "img_d", SHAPES);
    assertEquals(
        1,
        PublishedState.optimiser(state(2), "img_d_optim", network, name -> true).moments().size());
    IOException e =
        assertThrows(
            IOException.class,
            () -> PublishedState.optimiser(state(Float.NaN), "img_d_optim", network, name -> true));
    assertTrue(e.getMessage().contains("'img_d_optim[0].exp_avg' holds NaN"), e.getMessage());
  }
}
