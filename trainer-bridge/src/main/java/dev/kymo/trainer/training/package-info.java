/**
 * The mathematics of training: losses, R1, augmentation, Adam, averaging, data-parallel replicas.
 * {@link dev.kymo.trainer.training.Training} is one run's state and how it advances by a step. May
 * use {@code network}, {@code dataset}, {@code run} and {@code inference}.
 */
package dev.kymo.trainer.training;
