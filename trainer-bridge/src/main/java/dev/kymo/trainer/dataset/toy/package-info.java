/**
 * Toy clips of model-spec section 6, with the truth about what moves in them: {@link
 * dev.kymo.trainer.dataset.toy.ToyClips}; {@link dev.kymo.trainer.dataset.toy.ToyDatasetWriter}
 * makes a dataset of them. May use {@code dataset}, {@code image}, {@code work} and inference's
 * {@code file}.
 */
package dev.kymo.trainer.dataset.toy;
