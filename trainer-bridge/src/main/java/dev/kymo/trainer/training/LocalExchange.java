package dev.kymo.trainer.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Kernels;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/** Replicas in one process: gradients are summed on the first one's device and sent back. */
final class LocalExchange implements GradientExchange {
  private final NDArray[][] deposited;
  private final CyclicBarrier arrived;
  private final CyclicBarrier averaged;
  private final CyclicBarrier taken;

  LocalExchange(int replicas) {
    deposited = new NDArray[replicas][];
    arrived = new CyclicBarrier(replicas);
    averaged = new CyclicBarrier(replicas);
    taken = new CyclicBarrier(replicas);
  }

  @Override
  public void average(int replica, NDArray[] gradients, Kernels kernels)
      throws InterruptedException {
    deposited[replica] = gradients;
    await(arrived);
    if (replica == 0) {
      sum(gradients, kernels);
    }
    await(averaged);
    if (replica > 0) {
      try (NDManager scope = gradients[0].getManager().newSubManager()) {
        kernels.call(
            scope, "copy_all", gradients, moved(scope, deposited[0], gradients[0].getDevice()));
      }
    }
    await(taken);
  }

  private void sum(NDArray[] gradients, Kernels kernels) {
    Device device = gradients[0].getDevice();
    // In the order of the replicas, so that the sum does not depend on who came first.
    for (int other = 1; other < deposited.length; other++) {
      try (NDManager scope = gradients[0].getManager().newSubManager()) {
        kernels.call(scope, "add_all", gradients, moved(scope, deposited[other], device));
      }
    }
    try (NDManager scope = gradients[0].getManager().newSubManager()) {
      kernels.call(scope, "scale_all", gradients, 1.0 / deposited.length);
    }
  }

  private static NDArray[] moved(NDManager scope, NDArray[] tensors, Device device) {
    if (tensors[0].getDevice().equals(device)) {
      return tensors;
    }
    NDArray[] here = new NDArray[tensors.length];
    for (int i = 0; i < here.length; i++) {
      here[i] = tensors[i].toDevice(device, true);
      here[i].attach(scope);
    }
    return here;
  }

  private static void await(CyclicBarrier barrier) throws InterruptedException {
    try {
      barrier.await();
    } catch (BrokenBarrierException e) {
      InterruptedException interrupted = new InterruptedException("another replica has failed");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  @Override
  public void abort() {
    arrived.reset();
    averaged.reset();
    taken.reset();
  }
}
