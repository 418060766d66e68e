/**
 * The generator as the paper builds it: mapping, motion, synthesis, and the only sampling path.
 * Main class: {@link dev.kymo.inference.model.Generator}. May use kernel, motion, checkpoint and
 * tensor.
 */
package dev.kymo.inference.model;
