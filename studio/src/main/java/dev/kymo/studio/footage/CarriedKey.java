package dev.kymo.studio.footage;

import dev.kymo.inference.frame.FrameRequest;

/**
 * The key under which a carried picture is cached. The footage needs no part in it: a cache belongs
 * to one clip.
 *
 * @param request the edit and its time
 * @param view what of it is shown
 * @param best whether it is as good as an export
 */
record CarriedKey(FrameRequest request, FootageView view, boolean best) {}
