/**
 * Hot layer maths as TorchScript kernels, and the only code that calls DJL's native interface. Main
 * class: {@link dev.kymo.inference.kernel.Kernels}; the texts are resources beside it. Uses DJL and
 * nothing else of Kymo.
 */
package dev.kymo.inference.kernel;
