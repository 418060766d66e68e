/**
 * Fréchet video distance (docs/model.md section 6): clips to features to Gaussians to a distance.
 * Main class: {@link dev.kymo.trainer.metric.fvd.FvdEvaluation}. May use {@code dataset} and {@code
 * inference}.
 */
package dev.kymo.trainer.metric.fvd;
