/**
 * One frame asked for and one frame drawn. Main classes: {@link
 * dev.kymo.inference.frame.FrameRequest} (immutable, the cache key) and FrameRenderer, which owns
 * the native scopes. May use model and motion.
 */
package dev.kymo.inference.frame;
