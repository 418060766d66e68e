package dev.kymo.inference.device;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** Fetches packed files, carrying on where an earlier attempt ended, and unpacks them. */
final class FileFetcher {
  private static final int CONNECT_MILLIS = 20_000;
  private static final int READ_MILLIS = 60_000;
  private static final int ATTEMPTS = 3;
  private static final int BLOCK = 1 << 17;

  private final BooleanSupplier cancelled;

  /** A fetcher that asks between blocks whether to go on. */
  FileFetcher(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  /** A small text, fetched whole. */
  String text(URI address) throws IOException {
    HttpURLConnection connection = open(address);
    try (InputStream in = body(connection, address)) {
      return new String(in.readNBytes(1 << 22), StandardCharsets.UTF_8);
    }
  }

  /** The announced length of a file in bytes. */
  long length(URI address) throws IOException {
    checkCancelled();
    HttpURLConnection connection = open(address);
    connection.setRequestMethod("HEAD");
    int status = connection.getResponseCode();
    long length = connection.getContentLengthLong();
    connection.disconnect();
    if (status != HttpURLConnection.HTTP_OK || length < 0) {
      throw new IOException("the server answers " + status + " to " + address);
    }
    return length;
  }

  /** How many bytes of a file an earlier attempt stored. */
  long stored(RemoteFile file, Path folder, long length) throws IOException {
    if (Files.exists(folder.resolve(file.name()))) {
      return length;
    }
    Path packed = packed(file, folder);
    return Files.exists(packed) ? Math.min(length, Files.size(packed)) : 0;
  }

  /**
   * Fetches and unpacks a file, unless it is there already.
   *
   * @param length its announced length
   * @param arrived told of every block that is stored, in bytes; negative when a block is given up
   */
  void fetch(RemoteFile file, Path folder, long length, LongConsumer arrived) throws IOException {
    Path unpacked = folder.resolve(file.name());
    if (Files.exists(unpacked)) {
      return;
    }
    Path packed = packed(file, folder);
    for (int attempt = 1; ; attempt++) {
      try {
        download(file, packed, length, arrived);
        unpack(packed, unpacked, arrived);
        Files.delete(packed);
        return;
      } catch (CancelledException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void download(RemoteFile file, Path packed, long length, LongConsumer arrived)
      throws IOException {
    long have = Files.exists(packed) ? Files.size(packed) : 0;
    if (have > length) {
      Files.delete(packed);
      arrived.accept(-length);
      have = 0;
    }
    if (have == length) {
      return;
    }
    HttpURLConnection connection = open(file.address());
    if (have > 0) {
      connection.setRequestProperty("Range", "bytes=" + have + '-');
    }
    try (InputStream in = body(connection, file.address())) {
      boolean carriesOn = connection.getResponseCode() == HttpURLConnection.HTTP_PARTIAL;
      if (!carriesOn && have > 0) {
        arrived.accept(-have);
        have = 0;
      }
      try (OutputStream out =
          Files.newOutputStream(
              packed,
              StandardOpenOption.CREATE,
              carriesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        have += copy(in, out, arrived);
      }
    }
    if (have != length) {
      throw new IOException("%s ended after %d of %d bytes".formatted(file.name(), have, length));
    }
  }

  private long copy(InputStream in, OutputStream out, LongConsumer arrived) throws IOException {
    byte[] block = new byte[BLOCK];
    long count = 0;
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      checkCancelled();
      out.write(block, 0, read);
      count += read;
      arrived.accept(read);
    }
    return count;
  }

  /** The gzip stream ends with a checksum, which is what is checked here. */
  private void unpack(Path packed, Path unpacked, LongConsumer arrived) throws IOException {
    Path beside = unpacked.resolveSibling(unpacked.getFileName() + ".unpacking");
    try (InputStream in =
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(packed)), BLOCK);
        OutputStream out = Files.newOutputStream(beside)) {
      copy(in, out, count -> {});
    } catch (CancelledException e) {
      throw e;
    } catch (IOException e) {
      // A damaged file is of no use to the next attempt.
      arrived.accept(-Files.size(packed));
      Files.delete(packed);
      throw e;
    }
    Files.move(
        beside, unpacked, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static InputStream body(HttpURLConnection connection, URI address) throws IOException {
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
      throw new IOException("the server answers " + status + " to " + address);
    }
    return connection.getInputStream();
  }

  private static HttpURLConnection open(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    return connection;
  }

  private void checkCancelled() throws CancelledException {
    if (cancelled.getAsBoolean()) {
      throw new CancelledException();
    }
  }

  private static Path packed(RemoteFile file, Path folder) {
    return folder.resolve(file.name() + ".gz.part");
  }

  /** The user wants no more of it. */
  private static final class CancelledException extends IOException {
    private static final long serialVersionUID = 1L;

    CancelledException() {
      super("cancelled");
    }
  }
}
