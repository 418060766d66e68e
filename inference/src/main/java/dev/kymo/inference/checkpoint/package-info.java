/**
 * Checkpoint files: reads the published {@code .pt} files safely and Kymo's safetensors, tells what
 * is inside, writes both. Main classes: CheckpointReader, CheckpointWriter. Uses {@code tensor},
 * knows no tensor engine.
 */
package dev.kymo.inference.checkpoint;
