/**
 * Datasets as they lie on disk: {@link dev.kymo.trainer.dataset.source.DataSource}, opened by
 * {@link dev.kymo.trainer.dataset.source.DataSources}. May use {@code dataset}, {@code image} and
 * {@code video}.
 */
package dev.kymo.trainer.dataset.source;
