package dev.kymo.studio.cli.bench;

/**
 * What was measured of one subject.
 *
 * @param name what it is
 * @param device where it was drawn
 * @param precision in which precision
 * @param framesPerRun how many frames were drawn together
 * @param msPerFrame milliseconds for a frame
 * @param framesPerSecond frames a second at the median
 * @param peakShare share of the measured convolution peak that the median reaches, from 0
 */
public record BenchRow(
    String name,
    String device,
    String precision,
    int framesPerRun,
    Statistics msPerFrame,
    double framesPerSecond,
    double peakShare) {}
