package dev.kymo.inference.frame;

import java.util.Objects;

/**
 * One frame asked for; also the key under which it is cached.
 *
 * @param scene what is drawn
 * @param t when: any finite real, in units of t; the trained clip covers [-1, 1)
 */
public record FrameRequest(Scene scene, double t) {

  /**
   * Checks the time.
   *
   * @throws IllegalArgumentException when t is not finite
   */
  public FrameRequest {
    Objects.requireNonNull(scene, "scene");
    if (!Double.isFinite(t)) {
      throw new IllegalArgumentException("time must be finite, but is " + t);
    }
  }
}
