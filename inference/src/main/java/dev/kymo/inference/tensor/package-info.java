/**
 * Arrays on the host and the files that hold them: {@link dev.kymo.inference.tensor.HostTensor},
 * safetensors and npz codecs. May use file and nothing else of Kymo, knows no tensor engine.
 */
package dev.kymo.inference.tensor;
