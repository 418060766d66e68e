package dev.kymo.inference.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Writes whole buffers to a channel, in bounded pieces, and counts the bytes. */
public final class ChannelOutput {
  /** Bounds the direct buffer that the JDK keeps for each thread that writes from heap memory. */
  private static final int CHUNK = 1 << 20;

  private final WritableByteChannel channel;
  private long position;

  /** Writes to a channel that is at its position 0 and stays open. */
  public ChannelOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** How many bytes have been written. */
  public long position() {
    return position;
  }

  /** Writes everything from the buffer's position to its limit; leaves the buffer as it is. */
  public void write(ByteBuffer bytes) throws IOException {
    ByteBuffer view = bytes.duplicate();
    int end = view.limit();
    while (view.position() < end) {
      view.limit(Math.min(end, view.position() + CHUNK));
      position += channel.write(view);
    }
  }
}
