/**
 * Datasets as they lie on disk: {@link dev.kymo.trainer.dataset.source.DataSource}, opened by
 * {@link dev.kymo.trainer.dataset.source.DataSources}. May use {@code dataset}, {@code image},
 * {@code video}, {@code work} and inference's {@code footage}.
 */
package dev.kymo.trainer.dataset.source;
