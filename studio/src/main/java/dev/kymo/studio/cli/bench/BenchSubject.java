package dev.kymo.studio.cli.bench;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameSource.SourceInfo;

/** One loaded model that is measured. */
public interface BenchSubject extends AutoCloseable {

  /** What it is, for a table: "demo, 32 x 32". */
  String name();

  /** Device and precision in use. */
  SourceInfo info();

  /** Frames that one run draws, the batch that a clip would be drawn in. */
  int framesPerRun();

  /** Floating-point operations of a frame's convolutions (a multiply and an add are two). */
  double operationsPerFrame();

  /** Operations a second of a large convolution in this precision on this device, as measured. */
  double peakOperationsPerSecond();

  /** Draws the frames of one run and waits until they are done. */
  void run() throws FrameException;

  @Override
  void close();
}
