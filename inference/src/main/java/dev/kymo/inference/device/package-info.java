/**
 * Which engine library and device the machine offers and Kymo uses, settled before libtorch loads.
 * Main class: {@link dev.kymo.inference.device.EngineSetup}. Depends on nothing else of Kymo and
 * never loads the tensor engine, so that it can still be told where its library is.
 */
package dev.kymo.inference.device;
