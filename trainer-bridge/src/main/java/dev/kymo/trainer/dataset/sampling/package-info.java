/**
 * Real batches: {@link dev.kymo.trainer.dataset.sampling.RealData} decodes a dataset once, draws
 * what each step gets, and gathers the batches ahead on other threads. May use {@code dataset},
 * {@code source}, {@code image}, {@code work} and inference's {@code file}.
 */
package dev.kymo.trainer.dataset.sampling;
