package dev.kymo.studio.frames;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * What the render thread does next: another model first, then the one frame that is wanted, then
 * clips and drawing ahead in turns.
 */
final class RenderQueue {

  /** How long the user must have paused before frames are drawn ahead, nanoseconds. */
  private static final long PAUSE_NANOS = 120_000_000;

  /** One thing to do. */
  sealed interface Work permits Change, Wanted, Ahead, End, ClipTask {}

  /** Change the model. */
  record Change(Runnable action) implements Work {}

  /** Draw the frame that is wanted. */
  record Wanted(FrameRequest request, long stamp) implements Work {}

  /** Draw a piece of a plan. */
  record Ahead(FillPlan plan) implements Work {}

  /** Stop. */
  record End() implements Work {}

  private final Queue<Change> changes = new ArrayDeque<>();
  private final Queue<ClipTask> clips = new ArrayDeque<>();
  private Wanted waiting;
  private FillPlan plan = FillPlan.NONE;
  private boolean urgent;
  private long quietSince = System.nanoTime();
  private boolean clipHadItsTurn;
  private boolean hasSource;
  private boolean closed;

  synchronized void changeSource(Runnable action) {
    changes.add(new Change(action));
    waiting = null;
    plan = FillPlan.NONE;
    hasSource = true;
    clips.forEach(ClipTask::abandon);
    clips.clear();
    notifyAll();
  }

  synchronized void request(Wanted request) {
    waiting = request;
    quietSince = System.nanoTime();
    notifyAll();
  }

  synchronized void forgetRequest() {
    waiting = null;
  }

  synchronized boolean isRequestWaiting() {
    return waiting != null || closed || !changes.isEmpty();
  }

  synchronized void fill(FillPlan next, boolean now) {
    plan = next;
    urgent = now;
    notifyAll();
  }

  /** Nothing is left of this plan. */
  synchronized void fulfilled(FillPlan done) {
    if (plan == done) {
      plan = FillPlan.NONE;
    }
  }

  List<FrameImage> clip(ClipTask task) throws FrameException, InterruptedException {
    synchronized (this) {
      if (closed || !hasSource) {
        return List.of();
      }
      clips.add(task);
      notifyAll();
    }
    return task.await();
  }

  synchronized void close() {
    closed = true;
    clips.forEach(ClipTask::abandon);
    clips.clear();
    notifyAll();
  }

  /** Waits for something to do. */
  synchronized Work take() {
    while (!closed) {
      Work next = poll();
      if (next != null) {
        return next;
      }
      try {
        wait(plan == FillPlan.NONE ? 0 : Math.max(1, quietMillisLeft()));
      } catch (InterruptedException e) {
        // Nobody interrupts this thread but the end of the virtual machine.
        closed = true;
      }
    }
    return new End();
  }

  private Work poll() {
    if (!changes.isEmpty()) {
      return changes.remove();
    }
    if (waiting != null && hasSource) {
      Wanted request = waiting;
      waiting = null;
      return request;
    }
    boolean ahead = plan != FillPlan.NONE;
    if (!clips.isEmpty() && !(clipHadItsTurn && ahead && urgent)) {
      clipHadItsTurn = true;
      return clips.remove();
    }
    if (ahead && (urgent || quietMillisLeft() <= 0)) {
      clipHadItsTurn = false;
      return new Ahead(plan);
    }
    return null;
  }

  private long quietMillisLeft() {
    return (quietSince + PAUSE_NANOS - System.nanoTime()) / 1_000_000;
  }
}
