/**
 * Time: between units of t, seconds and frames, and the clock that plays. Main classes: {@link
 * dev.kymo.studio.timeline.TimeScale} and {@link dev.kymo.studio.timeline.Playback}. Holds
 * properties, never controls.
 */
package dev.kymo.studio.timeline;
