package dev.kymo.trainer.training;

/**
 * Which part of a joint batch a replica computes: samples replica, replica + replicas, ... So the
 * groups of the minibatch standard deviation, which lie across the batch in strides, are the same
 * on several devices as on one.
 *
 * @param replica its number, from 0
 * @param replicas how many there are
 */
record Share(int replica, int replicas) {

  /** The part of one value for each sample. */
  float[] of(float[] joint, int width) {
    int rows = joint.length / width / replicas;
    float[] part = new float[rows * width];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(joint, (replica + i * replicas) * width, part, i * width, width);
    }
    return part;
  }
}
