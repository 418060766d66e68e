/**
 * Edits of footage as whole frames in the footage's own size: {@link
 * dev.kymo.inference.delivery.CarriedClip} draws them in order, for the command line and the studio
 * alike; {@link dev.kymo.inference.delivery.LearnedFootage} tells whether a file is the footage
 * that a model has learned. May use carry, footage, frame, image, motion and clip.
 */
package dev.kymo.inference.delivery;
