/**
 * What a user edits: latents from seeds, frequency bands and their gain, speed and phase, grids of
 * time. Main class: {@link dev.kymo.inference.motion.MotionEdit}. Plain immutable Java: depends on
 * nothing else of Kymo, knows no tensor engine.
 */
package dev.kymo.inference.motion;
