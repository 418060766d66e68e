package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;

/**
 * What a discriminator looks at.
 *
 * @param pixels images (N, 3, S, S) or clips (N, 3, F, S, S), float32, nominally in [-1, 1]
 * @param deltas for pairs, the differences of their times (N); for all else any tensor
 */
public record Judged(NDArray pixels, NDArray deltas) {}
