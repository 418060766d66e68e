/**
 * Judges models of the toy clips: finds the three objects of a frame, follows them through clips,
 * and compares real, generated and band-muted clips. Main class: {@link
 * dev.kymo.trainer.metric.toy.ToyEvaluation}. May use {@code dataset} and {@code inference}.
 */
package dev.kymo.trainer.metric.toy;
