package dev.kymo.studio.document;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A folder of the user's in which every running studio keeps something under a name of its own. A
 * studio holds a lock as long as it runs, and the system lets go of it however it ends: what is
 * there without a lock was left behind by a crash or a kill.
 */
public final class KeptFolder<T> {
  private static final Logger LOG = Logger.getLogger(KeptFolder.class.getName());
  private static final String LOCK = ".lock";

  /** A half-written file of this age is nobody's any more. */
  private static final Duration STALE = Duration.ofMinutes(10);

  private final Path folder;
  private final KeptFormat<T> format;

  /**
   * In this folder, which is made when it is needed.
   *
   * @param format what is kept
   */
  public KeptFolder(Path folder, KeptFormat<T> format) {
    this.format = format;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Takes a place for a studio that has just started.
   *
   * @throws FileException with a sentence, when nothing can be written there
   */
  public KeptSlot<T> claim() throws FileException {
    try {
      Files.createDirectories(folder);
      while (true) {
        String name = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Optional<KeptSlot<T>> slot = lock(name);
        if (slot.isPresent()) {
          return slot.get();
        }
      }
    } catch (IOException e) {
      throw FileException.writing(folder, e);
    }
  }

  /**
   * What crashed or killed studios left behind, newest first. Each is held until it is discarded or
   * released, so that no other studio offers the same.
   */
  public List<KeptSlot<T>> orphans() {
    List<KeptSlot<T>> orphans = new ArrayList<>();
    for (String name : names()) {
      try {
        lock(name).ifPresent(slot -> keepIfSound(slot, orphans));
      } catch (IOException e) {
        LOG.log(
            Level.WARNING, "What is kept in " + folder + " named " + name + " is left alone", e);
      }
    }
    orphans.sort(Comparator.comparing(KeptSlot<T>::time).reversed());
    return orphans;
  }

  private void keepIfSound(KeptSlot<T> slot, List<KeptSlot<T>> orphans) {
    try {
      slot.load();
      orphans.add(slot);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "What was kept cannot be read", e);
      slot.release();
    }
  }

  private List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      all.forEach(this::removeStale);
      return all.stream()
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(format.ending()))
          .map(name -> name.substring(0, name.length() - format.ending().length()))
          .toList();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "There is no way to look into " + folder, e);
      return List.of();
    }
  }

  /**
   * A kill while something is written leaves a hidden part of them, and a lock that nobody holds.
   */
  private void removeStale(Path file) {
    String name = file.getFileName().toString();
    boolean part = name.startsWith(".kymo-") && name.endsWith(".part");
    boolean alone =
        name.endsWith(LOCK)
            && Files.notExists(
                file.resolveSibling(
                    name.substring(0, name.length() - LOCK.length()) + format.ending()));
    try {
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      if ((part || alone) && modified.isBefore(Instant.now().minus(STALE))) {
        removeUnlocked(file);
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "What is left of " + file + " stays", e);
    }
  }

  private static void removeUnlocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.delete(file);
      }
    } catch (OverlappingFileLockException e) {
      // A studio in this very process holds it.
      LOG.log(Level.FINE, "{0} is in use", file);
    }
  }

  private Optional<KeptSlot<T>> lock(String name) throws IOException {
    Path file = folder.resolve(name + LOCK);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(
            new KeptSlot<>(format, folder.resolve(name + format.ending()), file, channel));
      }
    } catch (OverlappingFileLockException e) {
      LOG.log(Level.FINE, "{0} is held by a studio in this process", file);
    }
    channel.close();
    return Optional.empty();
  }
}
