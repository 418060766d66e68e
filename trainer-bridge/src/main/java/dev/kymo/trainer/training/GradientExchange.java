package dev.kymo.trainer.training;

import ai.djl.ndarray.NDArray;
import dev.kymo.inference.kernel.Kernels;

/**
 * Averages gradients over the replicas of a run. One process on one machine is {@link
 * LocalExchange}; an exchange across machines takes its place without the loop knowing.
 */
interface GradientExchange {

  /**
   * Replaces the gradients of every replica by their average. All replicas call this, each in its
   * own thread and in the same order.
   *
   * @param replica who calls
   * @param gradients on the replica's device, the same shapes for all
   * @param kernels of the replica's device
   * @throws InterruptedException when the thread is interrupted or another replica has failed
   */
  void average(int replica, NDArray[] gradients, Kernels kernels) throws InterruptedException;

  /** A replica has failed: lets go of those that wait for it. */
  void abort();

  /** A single replica has nothing to exchange. */
  static GradientExchange none() {
    return new GradientExchange() {
      @Override
      public void average(int replica, NDArray[] gradients, Kernels kernels) {}

      @Override
      public void abort() {}
    };
  }
}
