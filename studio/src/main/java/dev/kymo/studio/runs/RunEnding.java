package dev.kymo.studio.runs;

import dev.kymo.trainer.run.RunState;

/**
 * A run that was being trained a moment ago and is no longer.
 *
 * @param run as it is now
 * @param state what it has become
 */
public record RunEnding(RunSummary run, RunState state) {}
