/**
 * Carries out runs, in this process or in one of its own that outlives its parent. Main classes:
 * {@link dev.kymo.trainer.process.RunLoop}, {@link dev.kymo.trainer.process.TrainerProcess}. May
 * use {@code run}, {@code training}, {@code dataset} and {@code inference}.
 */
package dev.kymo.trainer.process;
