/**
 * Real clips: the trainer takes its batches from {@link dev.kymo.trainer.dataset.RealBatches},
 * which {@code sampling.RealData} opens. The packages below use this one and never the other way
 * round; all may use {@code inference} only.
 */
package dev.kymo.trainer.dataset;
