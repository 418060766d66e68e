package dev.kymo.studio.cli.render;

import dev.kymo.inference.frame.FrameSource;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Does what a plan says. */
@FunctionalInterface
public interface RenderWork {

  /**
   * Draws and writes every clip of a plan, one after another. A clip that is not complete leaves
   * nothing behind.
   *
   * @param cancelled asked between frames; true ends the work with a {@link
   *     java.util.concurrent.CancellationException} after cleaning up
   * @throws Exception whose message is a sentence for the user
   */
  void render(RenderPlan plan, Listener listener, BooleanSupplier cancelled) throws Exception;

  /** Hears how far the work is, on the working thread. */
  interface Listener {
    /** The model is loaded and will be drawn like this. */
    void opened(FrameSource.SourceInfo info);

    /** A frame is done; frames count through all clips, from 1. */
    void frame(int done, int total);

    /**
     * The device ran out of memory; drawing goes on with fewer frames at once.
     *
     * @param frames how many
     */
    void smallerBatch(int frames);

    /** Something that a user should know: a sentence. */
    void note(String sentence);

    /** A clip is complete and in place. */
    void written(Path path);
  }
}
