/**
 * Toy clips of docs/model.md section 6, with the truth about what moves in them: {@link
 * dev.kymo.trainer.dataset.toy.ToyClips}; {@link dev.kymo.trainer.dataset.toy.ToyDatasetWriter}
 * makes a dataset of them or of other {@link dev.kymo.trainer.dataset.toy.DrawnClips}. May use
 * {@code dataset}, {@code image}, {@code work} and inference's {@code file}.
 */
package dev.kymo.trainer.dataset.toy;
