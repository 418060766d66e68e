package dev.kymo.inference.clip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.containers.mp4.Brand;
import org.jcodec.containers.mp4.boxes.MovieBox;
import org.jcodec.containers.mp4.muxer.MP4Muxer;

/**
 * An MP4 whose index stands before its frames, so that a browser plays it while it loads. The room
 * for the index is kept free from the start, as the number of frames is known.
 */
final class FastStartMuxer extends MP4Muxer {
  private static final int BOX_HEADER = 8;

  /** The index without frames takes some 700 bytes. */
  private static final int INDEX_BASE = 4096;

  /** A size, an offset, a key frame, and some more. */
  private static final int INDEX_PER_FRAME = 24;

  private final long indexStart;
  private final int indexBytes;

  FastStartMuxer(SeekableByteChannel out, int frames) throws IOException {
    super(out, Brand.MP4.getFileTypeBox());
    indexBytes = Math.addExact(INDEX_BASE, Math.multiplyExact(INDEX_PER_FRAME, frames));
    // JCodec has begun with a filler of 8 bytes and the frames' box, which move behind the index.
    indexStart = mdatOffset - 2 * BOX_HEADER;
    out.setPosition(indexStart);
    write(free(indexBytes));
    ByteBuffer frameBox = ByteBuffer.allocate(2 * BOX_HEADER);
    frameBox.putInt(1).put(type("mdat")).putLong(0).flip();
    write(frameBox);
    mdatOffset = indexStart + indexBytes + BOX_HEADER;
  }

  @Override
  public void storeHeader(MovieBox movie) throws IOException {
    ByteBuffer index = ByteBuffer.allocate(4 * indexBytes);
    movie.write(index);
    index.flip();
    int room = indexBytes - index.remaining();
    if (room < BOX_HEADER) {
      // Larger than foreseen: behind the frames, where it is as valid.
      super.storeHeader(movie);
      return;
    }
    long frameBytes = out.position() - mdatOffset + BOX_HEADER;
    out.setPosition(mdatOffset);
    write(ByteBuffer.allocate(Long.BYTES).putLong(0, frameBytes));
    out.setPosition(indexStart);
    write(index);
    write(free(room));
  }

  /** An empty box of so many bytes, its header included. */
  private static ByteBuffer free(int bytes) {
    return ByteBuffer.allocate(bytes).putInt(0, bytes).put(4, type("free"));
  }

  private static byte[] type(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
