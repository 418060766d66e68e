package dev.kymo.trainer.training;

import dev.kymo.inference.tensor.HostTensor;
import java.util.List;

/**
 * Adam's state for the learned tensors of a network, in their order.
 *
 * @param moments one for each tensor
 */
public record OptimiserState(List<Moments> moments) {

  /** Keeps an immutable copy. */
  public OptimiserState {
    moments = List.copyOf(moments);
  }

  /**
   * For one tensor.
   *
   * @param step how many updates it has had
   * @param mean running average of the gradient
   * @param square running average of its square
   */
  public record Moments(long step, HostTensor mean, HostTensor square) {}
}
