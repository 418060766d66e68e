package dev.kymo.inference.ffmpeg;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The ffmpeg and ffprobe that come with Kymo in a library of the class path. They are unpacked once
 * into a folder of the cache that carries their version; after that a look at the sizes tells that
 * they are whole. What is on the PATH plays no part. Safe for use by several threads and processes.
 */
public final class FfmpegPrograms {
  private static final String RESOURCES = "org/bytedeco/ffmpeg/";
  private static final String VERSION = "META-INF/maven/org.bytedeco/ffmpeg/pom.properties";

  /** Locks of files are held by the whole JVM; this one keeps its threads apart. */
  private static final Object UNPACKING = new Object();

  private final Path cache;
  private final Optional<FfmpegPlatform> platform;
  private final ClassLoader loader;
  private Path ready;

  /**
   * The programs for this machine; nothing is unpacked yet.
   *
   * @param cache where Kymo keeps what it can make again; made when it is missing
   */
  public FfmpegPrograms(Path cache) {
    this(
        cache,
        FfmpegPlatform.of(System.getProperty("os.name"), System.getProperty("os.arch")),
        FfmpegPrograms.class.getClassLoader());
  }

  FfmpegPrograms(Path cache, Optional<FfmpegPlatform> platform, ClassLoader loader) {
    this.cache = cache.toAbsolutePath();
    this.platform = platform;
    this.loader = loader;
  }

  /**
   * The program that decodes and encodes.
   *
   * @throws FileException with a sentence, when there is none for this platform or it cannot be
   *     unpacked
   */
  public Path ffmpeg() throws FileException {
    return program("ffmpeg");
  }

  /**
   * The program that says what a file holds.
   *
   * @throws FileException with a sentence, when there is none for this platform or it cannot be
   *     unpacked
   */
  public Path ffprobe() throws FileException {
    return program("ffprobe");
  }

  private synchronized Path program(String name) throws FileException {
    FfmpegPlatform here = platform.orElseThrow(this::missing);
    if (ready == null) {
      ready = folder(here);
    }
    return ready.resolve(here.program(name));
  }

  private FileException missing() {
    return new FileException(
        "Videos cannot be read or encoded here: this build of Kymo has no ffmpeg for %s (%s); build it on this machine."
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
  }

  private Path folder(FfmpegPlatform here) throws FileException {
    URL resource = loader.getResource(RESOURCES + here.name() + '/' + here.program("ffmpeg"));
    if (resource == null) {
      throw missing();
    }
    Path folder = cache.resolve("ffmpeg-" + version() + '-' + here.name());
    try {
      URLConnection connection = resource.openConnection();
      if (!(connection instanceof JarURLConnection packed)) {
        throw new FileException(resource + " is not in a jar, so ffmpeg cannot be unpacked.");
      }
      connection.setUseCaches(false);
      try (JarFile jar = packed.getJarFile()) {
        unpack(here, jar, folder);
      }
    } catch (IOException e) {
      throw new FileException(
          "Kymo's ffmpeg cannot be unpacked: " + FileException.writing(folder, e).getMessage(), e);
    }
    return folder;
  }

  private String version() throws FileException {
    try (InputStream in = loader.getResourceAsStream(VERSION)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      String version = properties.getProperty("version");
      if (version == null || !version.matches("[0-9A-Za-z.-]{1,40}")) {
        throw new FileException("The library that holds ffmpeg does not say its version.");
      }
      return version;
    } catch (IOException e) {
      throw new FileException("The library that holds ffmpeg cannot be read.", e);
    }
  }

  private void unpack(FfmpegPlatform here, JarFile jar, Path folder) throws IOException {
    Map<String, JarEntry> entries = entries(here, jar);
    Map<String, byte[]> standIns = here.standIns();
    if (whole(folder, entries, standIns)) {
      return;
    }
    Files.createDirectories(cache);
    synchronized (UNPACKING) {
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("ffmpeg.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        // Another process may have been here meanwhile.
        if (lock.isValid() && !whole(folder, entries, standIns)) {
          write(jar, entries, standIns, folder);
        }
      }
    }
  }

  private static Map<String, JarEntry> entries(FfmpegPlatform here, JarFile jar) {
    String prefix = RESOURCES + here.name() + '/';
    Map<String, JarEntry> found = new TreeMap<>();
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      JarEntry entry = all.nextElement();
      String name = entry.getName();
      if (name.startsWith(prefix) && !entry.isDirectory()) {
        String file = name.substring(prefix.length());
        if (file.matches("[A-Za-z0-9._-]+") && here.needs(file)) {
          found.put(file, entry);
        }
      }
    }
    return found;
  }

  private static boolean whole(
      Path folder, Map<String, JarEntry> entries, Map<String, byte[]> standIns) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    for (var entry : entries.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      if (!Files.isRegularFile(file) || Files.size(file) != entry.getValue().getSize()) {
        return false;
      }
    }
    for (var entry : standIns.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      if (!Files.isRegularFile(file) || Files.size(file) != entry.getValue().length) {
        return false;
      }
    }
    return true;
  }

  private static void write(
      JarFile jar, Map<String, JarEntry> entries, Map<String, byte[]> standIns, Path folder)
      throws IOException {
    try (PendingFolder pending = PendingFolder.open(folder, name -> true)) {
      for (var entry : entries.entrySet()) {
        Path file = pending.folder().resolve(entry.getKey());
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(jar.getInputStream(entry.getValue()), sum);
            OutputStream out = Files.newOutputStream(file)) {
          in.transferTo(out);
        }
        if (sum.getValue() != entry.getValue().getCrc()) {
          throw new FileException(
              jar.getName() + " is damaged, so ffmpeg cannot be unpacked; build Kymo again.");
        }
        executable(file);
      }
      for (var entry : standIns.entrySet()) {
        Path file = pending.folder().resolve(entry.getKey());
        Files.write(file, entry.getValue());
        executable(file);
      }
      pending.commit();
    }
  }

  /** Windows has no such permission and says so; starting a program tells where it is missed. */
  @SuppressWarnings("ResultOfMethodCallIgnored")
  private static void executable(Path file) {
    file.toFile().setExecutable(true, false);
  }
}
