/**
 * Looking through a dataset before it is trained on: {@link
 * dev.kymo.trainer.dataset.check.DatasetCheck}. May use {@code dataset}, {@code source}, {@code
 * image} and {@code work}, and inference's {@code footage.analysis} for how fast pictures change.
 */
package dev.kymo.trainer.dataset.check;
