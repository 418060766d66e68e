package dev.kymo.trainer.training;

import dev.kymo.trainer.run.LossOptions;
import dev.kymo.trainer.run.TrainingOptions;

/**
 * How much of the averaged generator stays in a step (docs/model.md section 5). After a start from
 * a checkpoint the half-life grows with the run, at most {@value #SHARE} of what was trained so far
 * (as StyleGAN2 does): an average that kept its full half-life would go on showing the model that
 * the run started from.
 */
final class AverageDecay {

  private static final double SHARE = 0.05;

  private final double images;
  private final double halfLife;
  private final boolean grows;

  /**
   * The decay of a run.
   *
   * @param replicas that share a step
   */
  AverageDecay(TrainingOptions options, int replicas) {
    LossOptions loss = options.loss();
    images = (double) Math.max(loss.imageBatch(), loss.videoBatch()) * replicas;
    halfLife = loss.emaKimg() * 1000;
    grows = options.startFrom().isPresent();
  }

  /**
   * 0.5 ^ (images of a step / half-life).
   *
   * @param step from 0
   */
  double at(long step) {
    double now = grows ? Math.min(halfLife, SHARE * (step + 1) * images) : halfLife;
    return Math.pow(0.5, images / now);
  }
}
