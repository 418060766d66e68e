/**
 * The networks as they are trained: the generator and the five discriminators, as blocks over
 * kernels that keep what gradients need. {@link dev.kymo.trainer.network.Weights} are what they
 * compute with. May use {@code inference} only.
 */
package dev.kymo.trainer.network;
