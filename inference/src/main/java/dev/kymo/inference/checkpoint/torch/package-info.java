/**
 * PyTorch's zip format: a state dict as a tree of plain values, read by an unpickler that runs
 * nothing, and written back. Main classes: TorchReader, TorchWriter. Uses {@code tensor} only.
 */
package dev.kymo.inference.checkpoint.torch;
