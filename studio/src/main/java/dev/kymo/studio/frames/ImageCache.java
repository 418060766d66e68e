package dev.kymo.studio.frames;

import dev.kymo.inference.frame.FrameImage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures by what they show, weighed in bytes and bounded; the least recently used go first. Safe
 * to use from any thread.
 *
 * @param <K> what they show, compared by value
 */
public class ImageCache<K> {

  private long bound;
  private final Map<K, FrameImage> images = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /** An empty cache that holds at most so many bytes of pixels. */
  public ImageCache(long boundBytes) {
    this.bound = checked(boundBytes);
  }

  /** Holds at most so many bytes from now on; the least recently used pictures go at once. */
  public final synchronized void setBound(long boundBytes) {
    bound = checked(boundBytes);
    trim();
  }

  private static long checked(long boundBytes) {
    if (boundBytes < 0) {
      throw new IllegalArgumentException("a cache cannot hold " + boundBytes + " bytes");
    }
    return boundBytes;
  }

  /** The picture of a key, which then counts as used. */
  public final synchronized Optional<FrameImage> get(K key) {
    return Optional.ofNullable(images.get(key));
  }

  /** Whether the picture of a key is here; does not count as use. */
  public final synchronized boolean contains(K key) {
    return images.containsKey(key);
  }

  /** Keeps a picture; one that is larger than the bound is not kept. */
  public final synchronized void put(K key, FrameImage image) {
    FrameImage before = images.remove(key);
    if (before != null) {
      bytes -= before.byteSize();
    }
    if (image.byteSize() > bound) {
      return;
    }
    images.put(key, image);
    bytes += image.byteSize();
    trim();
  }

  private void trim() {
    Iterator<FrameImage> oldest = images.values().iterator();
    while (bytes > bound) {
      bytes -= oldest.next().byteSize();
      oldest.remove();
    }
  }

  /** Forgets everything. */
  public final synchronized void clear() {
    images.clear();
    bytes = 0;
  }

  /** What is held now, bytes. */
  public final synchronized long bytes() {
    return bytes;
  }

  /** How many pictures are held. */
  public final synchronized int size() {
    return images.size();
  }

  /** The most that is ever held, bytes. */
  public final synchronized long bound() {
    return bound;
  }
}
