package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.Scene;
import dev.kymo.studio.frames.Picture;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * How long it takes from a change to the edit until the pixels of its frame are handed to the
 * screen. Changes that a newer one overtakes are not counted: they were never to be seen. JavaFX
 * thread only.
 */
public final class LatencyMeter {

  private static final int KEPT = 512;

  private final LongSupplier clock;
  private final long[] nanos = new long[KEPT];
  private int count;
  private Optional<Scene> scene = Optional.empty();
  private Optional<FrameRequest> awaited = Optional.empty();
  private long changed;
  private boolean painting;

  /**
   * Measures what is wanted of another scene than before.
   *
   * @param pictures the picture on the screen
   * @param clock nanoseconds, of which only differences matter
   */
  public LatencyMeter(
      FrameDirector director,
      ReadOnlyObjectProperty<Optional<Picture>> pictures,
      LongSupplier clock) {
    this.clock = clock;
    // Frames are asked for while the event that made the change is handled.
    director.wantedProperty().addListener((p, before, after) -> wanted(after));
    pictures.addListener((p, before, after) -> after.ifPresent(this::shown));
  }

  private void wanted(Optional<FrameRequest> request) {
    Optional<Scene> next = request.map(FrameRequest::scene);
    if (!next.equals(scene)) {
      boolean sameModel =
          next.isPresent()
              && scene.isPresent()
              && next.get().checkpointId().equals(scene.get().checkpointId());
      scene = next;
      changed = clock.getAsLong();
      awaited = sameModel ? request : Optional.empty();
      painting = false;
    }
  }

  private void shown(Picture picture) {
    if (awaited.filter(picture.request()::equals).isPresent()) {
      awaited = Optional.empty();
      painting = true;
    }
  }

  /** The toolkit has laid out what is shown and hands it to the screen now. */
  public void painted() {
    if (painting) {
      painting = false;
      nanos[count % KEPT] = clock.getAsLong() - changed;
      count++;
    }
  }

  /** How many changes are counted: the last few hundred. */
  public int size() {
    return Math.min(KEPT, count);
  }

  /**
   * Within how many milliseconds a share of the changes was on the screen; NaN before the first.
   *
   * @param share [0, 1]; 0.95 for the 95th percentile
   */
  public double millis(double share) {
    int size = size();
    if (size == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int index = (int) Math.ceil(share * size) - 1;
    return sorted[Math.max(0, Math.min(size - 1, index))] / 1e6;
  }
}
