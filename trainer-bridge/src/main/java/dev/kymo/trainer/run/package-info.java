/**
 * What a training run is on disk: {@link dev.kymo.trainer.run.TrainingOptions}, the run directory,
 * its events, status, checkpoints and requests. Knows no engine; may use {@code inference}'s
 * checkpoint, file, clip and footage packages only.
 */
package dev.kymo.trainer.run;
