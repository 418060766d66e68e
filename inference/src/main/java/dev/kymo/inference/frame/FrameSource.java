package dev.kymo.inference.frame;

import java.util.function.BooleanSupplier;

/**
 * Draws frames of one loaded model. Calls are made from one thread at a time, never from the
 * interface's thread.
 */
public interface FrameSource {

  /** What is drawn with: for a status bar. */
  SourceInfo info();

  /**
   * How many frames of a clip are drawn at once at present: fewer after the device ran out of
   * memory, which does not change a frame.
   */
  int batchSize();

  /** Draws one frame. Never throws for what a user can cause: the outcome says what went wrong. */
  FrameOutcome draw(FrameRequest request);

  /**
   * Draws a clip in order, in batches sized to the memory at hand.
   *
   * @param scene what is drawn
   * @param times when; any finite reals
   * @param sink gets every frame in order, on the calling thread
   * @param cancelled asked before each batch and each frame; true stops without an error
   * @return how many frames reached the sink
   * @throws FrameException when a frame cannot be drawn; its message is a sentence for the user
   */
  int drawClip(Scene scene, double[] times, Sink sink, BooleanSupplier cancelled)
      throws FrameException;

  /** Gets the frames of a clip. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes a frame.
     *
     * @param index its place in the clip, from 0
     * @param t its time
     * @param image its pixels
     * @throws FrameException to stop the clip with a reason
     */
    void accept(int index, double t, FrameImage image) throws FrameException;
  }

  /**
   * How frames are drawn.
   *
   * @param device for people: "CPU · 2 threads", "CUDA 0 · NVIDIA H200"
   * @param precision the one in use: "fp32", "bf16", "fp16"
   * @param precisionReason why: "bf16 is 2.1x as fast and holds 52 dB"
   */
  record SourceInfo(String device, String precision, String precisionReason) {}
}
