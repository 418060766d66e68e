package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.util.ArrayList;
import java.util.List;

/** What all formats share: the contract of {@link ClipWriter} is kept, and frames are scaled. */
final class CheckedClipWriter implements ClipWriter {
  private enum State {
    OPEN,
    FAILED,
    FINISHED,
    CLOSED
  }

  private final ClipWriter writer;
  private final ClipOptions options;
  private final FrameScaler scaler;
  private final List<String> notes;
  private State state = State.OPEN;
  private int written;

  CheckedClipWriter(
      ClipWriter writer, ClipOptions options, FrameScaler scaler, List<String> notes) {
    this.notes = List.copyOf(notes);
    this.writer = writer;
    this.options = options;
    this.scaler = scaler;
  }

  @Override
  public void write(FrameImage frame) throws FileException {
    requireOpen();
    if (frame.width() != options.width() || frame.height() != options.height()) {
      throw new IllegalArgumentException(
          "the clip takes frames of %d x %d, not %d x %d"
              .formatted(options.width(), options.height(), frame.width(), frame.height()));
    }
    if (written == options.frames()) {
      throw new IllegalStateException("the clip has all its " + written + " frames");
    }
    // Whatever is thrown below, half a frame may have been written.
    state = State.FAILED;
    writer.write(scaler.scale(frame));
    state = State.OPEN;
    written++;
  }

  @Override
  public void finish() throws FileException {
    requireOpen();
    if (written < options.frames()) {
      throw new IllegalStateException(
          "the clip has " + written + " of its " + options.frames() + " frames");
    }
    state = State.FAILED;
    writer.finish();
    state = State.FINISHED;
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException("the clip is " + state);
    }
  }

  @Override
  public List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    all.addAll(writer.notes());
    return all;
  }

  @Override
  public void close() throws FileException {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      writer.close();
    }
  }
}
