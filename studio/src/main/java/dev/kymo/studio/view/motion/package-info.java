/**
 * The motion panel: learned frequencies with their cut points, and a mixer strip for each band.
 * Main classes: {@link dev.kymo.studio.view.motion.MixerView} and its view model. May use project,
 * control, kit.
 */
package dev.kymo.studio.view.motion;
