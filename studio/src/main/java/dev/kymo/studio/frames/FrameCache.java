package dev.kymo.studio.frames;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Drawn frames by their request, weighed in bytes and bounded; the least recently used go first.
 * Safe to use from any thread.
 */
public final class FrameCache {

  private final long bound;
  private final Map<FrameRequest, FrameImage> frames = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /** An empty cache that holds at most so many bytes of pixels. */
  public FrameCache(long boundBytes) {
    if (boundBytes < 0) {
      throw new IllegalArgumentException("a cache cannot hold " + boundBytes + " bytes");
    }
    this.bound = boundBytes;
  }

  /** The frame of a request, which then counts as used. */
  public synchronized Optional<FrameImage> get(FrameRequest request) {
    return Optional.ofNullable(frames.get(request));
  }

  /** Whether the frame of a request is here; does not count as use. */
  public synchronized boolean contains(FrameRequest request) {
    return frames.containsKey(request);
  }

  /** Keeps a frame; one that is larger than the bound is not kept. */
  public synchronized void put(FrameRequest request, FrameImage image) {
    FrameImage before = frames.remove(request);
    if (before != null) {
      bytes -= before.byteSize();
    }
    if (image.byteSize() > bound) {
      return;
    }
    frames.put(request, image);
    bytes += image.byteSize();
    Iterator<FrameImage> oldest = frames.values().iterator();
    while (bytes > bound) {
      bytes -= oldest.next().byteSize();
      oldest.remove();
    }
  }

  /** Forgets everything. */
  public synchronized void clear() {
    frames.clear();
    bytes = 0;
  }

  /** What is held now, bytes. */
  public synchronized long bytes() {
    return bytes;
  }

  /** How many frames are held. */
  public synchronized int size() {
    return frames.size();
  }

  /** The most that is ever held, bytes. */
  public long bound() {
    return bound;
  }
}
