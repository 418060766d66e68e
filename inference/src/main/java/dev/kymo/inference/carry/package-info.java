/**
 * Carries an edit from a model's small frames to the footage's own pixels. Main class: {@link
 * dev.kymo.inference.carry.Carrier}. Plain Java without an engine; may use {@code image}, {@code
 * footage} and the pictures of {@code frame}.
 */
package dev.kymo.inference.carry;
