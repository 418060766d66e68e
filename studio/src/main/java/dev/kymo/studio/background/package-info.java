/**
 * Work that must not hold up the interface: progress, message, cancel and outcome in one place.
 * Main classes: {@link dev.kymo.studio.background.Job} and {@link
 * dev.kymo.studio.background.JobRunner}. Knows no other package of Kymo and no controls.
 */
package dev.kymo.studio.background;
