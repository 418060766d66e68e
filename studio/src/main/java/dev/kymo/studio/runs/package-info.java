/**
 * Follows training runs by their files alone, on a thread of its own. Main class: {@link
 * dev.kymo.studio.runs.RunWatch}. May use the trainer's {@code run} package; knows no controls.
 */
package dev.kymo.studio.runs;
