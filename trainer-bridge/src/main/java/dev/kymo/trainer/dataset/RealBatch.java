package dev.kymo.trainer.dataset;

import java.nio.ByteBuffer;

/**
 * The real data of one step, for all devices together: sample i belongs to replica i mod replicas.
 *
 * @param images (image batch, S, S, 3) uint8 RGB, row-major, a direct buffer
 * @param clips (video batch, F, S, S, 3) uint8 RGB, row-major, a direct buffer; F is T, or 2 for
 *     pairs
 * @param deltas (video batch): for pairs d = 2 (j - i) / T, the difference of their times; empty
 *     for whole clips
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
public record RealBatch(ByteBuffer images, ByteBuffer clips, float[] deltas) {}
