package dev.kymo.inference.device;

/**
 * A graphics card, as its driver describes it.
 *
 * @param index its CUDA index, from 0
 * @param name the product's name
 * @param memoryBytes its memory in bytes
 */
public record NvidiaGpu(int index, String name, long memoryBytes) {}
