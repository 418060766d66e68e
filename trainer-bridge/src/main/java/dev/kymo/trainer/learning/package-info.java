/**
 * Learning clips of the user's: {@link dev.kymo.trainer.learning.ClipLearning} trains a generator
 * to show given frames at given times, without discriminators, so that the clip becomes a model
 * whose motion is a sum of sinusoids. {@link dev.kymo.trainer.learning.LearningStart} begins one or
 * goes on with it. May use {@code dataset}, {@code network}, {@code run} and {@code training}.
 */
package dev.kymo.trainer.learning;
