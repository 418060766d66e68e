/**
 * Latents and noise as files, so that a clip can be made again or elsewhere: {@link
 * dev.kymo.inference.latents.LatentsFile}. May use tensor, file and motion.
 */
package dev.kymo.inference.latents;
