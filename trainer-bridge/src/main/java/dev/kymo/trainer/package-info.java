/**
 * Training: datasets, discriminators, the loop and its runs. Empty until the training engine lands;
 * its packages are laid out in ARCHITECTURE.md. May use dev.kymo.inference, never JavaFX.
 */
package dev.kymo.trainer;
