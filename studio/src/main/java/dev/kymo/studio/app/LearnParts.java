package dev.kymo.studio.app;

import dev.kymo.studio.learning.ClipAnalyst;
import dev.kymo.studio.learning.FootageReader;

/**
 * What learning a clip gets from outside.
 *
 * @param reader opens footage
 * @param analyst finds out what there is to know of a clip
 */
public record LearnParts(FootageReader reader, ClipAnalyst analyst) {}
