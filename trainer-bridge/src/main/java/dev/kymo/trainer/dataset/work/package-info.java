/**
 * Long work on several threads with progress and a way to stop it: {@link
 * dev.kymo.trainer.dataset.work.ParallelLoop}. Depends on nothing else of Kymo.
 */
package dev.kymo.trainer.dataset.work;
