/**
 * {@code kymo train} and {@code kymo runs}: options into a run, and what is asked of runs that are
 * there. Main class: {@link dev.kymo.studio.cli.train.TrainCommand}. Uses {@code
 * dev.kymo.trainer.run} and {@code dev.kymo.trainer.process}.
 */
package dev.kymo.studio.cli.train;
