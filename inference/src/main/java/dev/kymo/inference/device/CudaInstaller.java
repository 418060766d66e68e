package dev.kymo.inference.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Fetches the engine's CUDA library, the files that the engine would fetch itself in silence.
 *
 * <p>Everything is written to a folder beside the target, which is moved into place when it is
 * complete. A broken or cancelled installation leaves that folder, and the next one carries on from
 * it. Each file is checked against its announced length and the checksum inside its gzip stream.
 */
public final class CudaInstaller {
  /** Where the engine's project publishes its libraries. */
  public static final URI PUBLISHED =
      URI.create("https://publish.djl.ai/pytorch/" + Libtorch.VERSION + "/");

  /** Unpacked libraries take about twice their packed size; both lie side by side for a while. */
  private static final int SPACE_FACTOR = 3;

  private final URI base;
  private final String classifier;
  private final Path target;

  /**
   * An installation.
   *
   * @param base address of the folder that holds {@code files.txt}, ending with a slash
   * @param classifier platform, such as {@code linux-x86_64}
   * @param target folder to install into, which appears when all is there
   */
  public CudaInstaller(URI base, String classifier, Path target) {
    this.base = base;
    this.classifier = classifier;
    this.target = target;
  }

  /** The folder in which an unfinished installation is kept. */
  public Path partFolder() {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /**
   * Installs.
   *
   * @param listener gets told how far it is
   * @param cancelled asked between blocks; true ends the installation, which can be carried on
   *     later
   * @return the installed library
   * @throws EngineSetupException when it cannot be fetched, stored, or was cancelled; the message
   *     tells the user why and what to do
   */
  public Libtorch install(InstallProgress.Listener listener, BooleanSupplier cancelled)
      throws EngineSetupException {
    Path part = partFolder();
    try {
      Files.createDirectories(part);
      try (FileChannel channel =
              FileChannel.open(
                  part.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = lock(channel)) {
        if (lock == null) {
          throw new EngineSetupException(
              "Another installation into " + target + " is running: wait for it to end.");
        }
        fetch(part, listener, cancelled);
      }
      Files.deleteIfExists(part.resolve(".lock"));
      return putInPlace(part);
    } catch (IOException e) {
      throw new EngineSetupException(
          "The CUDA library could not be installed (%s): run the command again to carry on."
              .formatted(IoReasons.of(e)));
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (java.nio.channels.OverlappingFileLockException e) {
      return null;
    }
  }

  private void fetch(Path part, InstallProgress.Listener listener, BooleanSupplier cancelled)
      throws IOException, EngineSetupException {
    FileFetcher fetcher = new FileFetcher(cancelled);
    List<RemoteFile> files =
        RemoteFile.list(
            fetcher.text(base.resolve("files.txt")), base, Libtorch.CUDA_FLAVOR, classifier);
    if (files.isEmpty()) {
      throw new EngineSetupException(
          "There is no CUDA library for %s at %s.".formatted(classifier, base));
    }
    long total = 0;
    long stored = 0;
    long[] lengths = new long[files.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = fetcher.length(files.get(i).address());
      total += lengths[i];
      stored += fetcher.stored(files.get(i), part, lengths[i]);
    }
    checkSpace(part, total - stored);
    Counter counter = new Counter(total, stored, listener);
    for (int i = 0; i < lengths.length; i++) {
      RemoteFile file = files.get(i);
      fetcher.fetch(file, part, lengths[i], count -> counter.add(count, file.name()));
    }
  }

  private void checkSpace(Path part, long missing) throws IOException, EngineSetupException {
    FileStore store = Files.getFileStore(part);
    long needed = missing * SPACE_FACTOR;
    if (store.getUsableSpace() < needed) {
      throw new EngineSetupException(
          String.format(
              Locale.ROOT,
              "Installing the CUDA library takes %.1f GB in %s, but only %.1f GB are free there.",
              needed / 1e9,
              target.getParent(),
              store.getUsableSpace() / 1e9));
    }
  }

  private Libtorch putInPlace(Path part) throws IOException, EngineSetupException {
    Files.writeString(
        part.resolve("build-version"), Libtorch.VERSION + '+' + Libtorch.CUDA_FLAVOR + '\n');
    MachineFacts.Os os =
        classifier.startsWith(MachineFacts.Os.WINDOWS.prefix())
            ? MachineFacts.Os.WINDOWS
            : MachineFacts.Os.LINUX;
    LibtorchInspector inspector = new LibtorchInspector(os);
    if (!inspector.inspect(part, Libtorch.Origin.KYMO).cuda()) {
      throw new EngineSetupException("What was fetched from " + base + " has no CUDA part.");
    }
    if (Files.exists(target)) {
      delete(target);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    return inspector.inspect(target, Libtorch.Origin.KYMO);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(java.util.Comparator.reverseOrder()).forEach(CudaInstaller::deleteOne);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts what arrives. */
  private static final class Counter {
    private final long total;
    private final long resumed;
    private final InstallProgress.Listener listener;
    private long done;

    Counter(long total, long resumed, InstallProgress.Listener listener) {
      this.total = total;
      this.resumed = resumed;
      this.done = resumed;
      this.listener = listener;
    }

    void add(long count, String file) {
      done += count;
      listener.onProgress(new InstallProgress(done, total, resumed, file));
    }
  }
}
