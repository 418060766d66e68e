package dev.kymo.studio.app;

import dev.kymo.inference.footage.Footage;
import dev.kymo.studio.footage.Carriers;

/**
 * What the studio gets for footage.
 *
 * @param opener opens it
 * @param carriers carry edits to it
 * @param frameBytes the most that its decoded frames may take
 * @param carriedBytes the most that carried pictures may take
 * @param learn what learning a clip gets
 */
public record FootageParts(
    Footage.Opener opener,
    Carriers carriers,
    long frameBytes,
    long carriedBytes,
    LearnParts learn) {}
