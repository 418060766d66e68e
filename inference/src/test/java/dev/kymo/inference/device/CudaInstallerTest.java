package dev.kymo.inference.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaInstallerTest {
  private final Map<String, byte[]> served = new LinkedHashMap<>();
  private final List<String> ranges = new CopyOnWriteArrayList<>();

  /** How many answers are cut off in the middle before the server behaves. */
  private final AtomicInteger cuts = new AtomicInteger();

  @TempDir private Path dir;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    add("libtorch.so", new byte[100]);
    add("libtorch_cpu.so", (" \0" + "2.7.1" + "\0 ").getBytes(StandardCharsets.US_ASCII));
    byte[] large = new byte[1 << 20];
    new Random(1).nextBytes(large);
    add("libtorch_cuda.so", large);
    add("libstdc%2B%2B.so.6", new byte[10]);
    served.put("/2.7.1/cpu/linux-x86_64/native/lib/libtorch.so.gz", new byte[5]);
    served.put(
        "/2.7.1/files.txt",
        (String.join("\n", served.keySet().stream().map(k -> k.substring(7)).toList()) + "\n")
            .getBytes(StandardCharsets.UTF_8));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void add(String name, byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    served.put("/2.7.1/cu128/linux-x86_64/native/lib/" + name + ".gz", packed.toByteArray());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = served.get(exchange.getRequestURI().getRawPath());
      if (body == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = 0;
      if (range != null) {
        ranges.add(range);
        from = Integer.parseInt(range.replaceAll("\\D", ""));
      }
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, body.length - from);
      boolean cut = body.length > 1 << 19 && cuts.getAndDecrement() > 0;
      int end = cut ? from + (body.length - from) / 2 : body.length;
      exchange.getResponseBody().write(body, from, end - from);
    }
  }

  private CudaInstaller installer() {
    return new CudaInstaller(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/2.7.1/"),
        "linux-x86_64",
        target());
  }

  private Path target() {
    return dir.resolve("kymo").resolve("libtorch");
  }

  @Test
  void installsEverythingAndTellsHowFarItIs() throws EngineSetupException, IOException {
    List<InstallProgress> heard = new ArrayList<>();
    Libtorch installed = installer().install(heard::add, () -> false);
    assertEquals("2.7.1+cu128", installed.build());
    assertTrue(installed.cuda());
    assertEquals(1 << 20, Files.size(target().resolve("libtorch_cuda.so")));
    assertTrue(Files.exists(target().resolve("libstdc++.so.6")));
    assertFalse(Files.exists(installer().partFolder()));
    InstallProgress last = heard.get(heard.size() - 1);
    assertEquals(last.bytesTotal(), last.bytesDone());
    try (var files = Files.list(target())) {
      assertEquals(5, files.count(), "four libraries and their version, no left-overs");
    }
  }

  @Test
  void carriesOnWhereALineBroke() throws EngineSetupException {
    cuts.set(2);
    List<InstallProgress> heard = new ArrayList<>();
    installer().install(heard::add, () -> false);
    assertEquals(2, ranges.size());
    InstallProgress last = heard.get(heard.size() - 1);
    assertEquals(last.bytesTotal(), last.bytesDone());
  }

  @Test
  void aLineThatKeepsBreakingIsReportedAndTheNextRunCarriesOn() throws EngineSetupException {
    cuts.set(3);
    String message =
        assertThrows(
                EngineSetupException.class, () -> installer().install(progress -> {}, () -> false))
            .getMessage();
    assertTrue(message.contains("run the command again to carry on"), message);
    assertFalse(Files.exists(target()));
    cuts.set(0);
    List<InstallProgress> heard = new ArrayList<>();
    installer().install(heard::add, () -> false);
    assertTrue(heard.get(0).bytesResumed() > 1 << 19, "most was there already");
    assertTrue(Files.exists(target()));
  }

  @Test
  void cancellingLeavesNothingInPlaceAndNothingBroken() throws EngineSetupException {
    AtomicBoolean cancelled = new AtomicBoolean();
    String message =
        assertThrows(
                EngineSetupException.class,
                () ->
                    installer()
                        .install(
                            progress -> cancelled.set(progress.bytesDone() > 1 << 18),
                            cancelled::get))
            .getMessage();
    assertTrue(message.contains("cancelled"), message);
    assertFalse(Files.exists(target()));
    installer().install(progress -> {}, () -> false);
    assertTrue(Files.exists(target().resolve("libtorch_cuda.so")));
  }

  @Test
  void damagedBytesAreNotInstalled() {
    String key = "/2.7.1/cu128/linux-x86_64/native/lib/libtorch_cuda.so.gz";
    byte[] damaged = served.get(key).clone();
    Arrays.fill(damaged, 1000, 1100, (byte) 7);
    served.put(key, damaged);
    assertThrows(EngineSetupException.class, () -> installer().install(p -> {}, () -> false));
    assertFalse(Files.exists(target()));
    assertFalse(Files.exists(installer().partFolder().resolve("libtorch_cuda.so")));
    assertFalse(Files.exists(installer().partFolder().resolve("libtorch_cuda.so.gz.part")));
  }

  @Test
  void aMissingPlatformIsNamed() {
    CudaInstaller other =
        new CudaInstaller(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/2.7.1/"),
            "plan9-x86_64",
            target());
    String message =
        assertThrows(EngineSetupException.class, () -> other.install(p -> {}, () -> false))
            .getMessage();
    assertTrue(message.startsWith("There is no CUDA library for plan9-x86_64"), message);
  }

  @Test
  void aListThatLeavesItsFolderIsRefused() {
    served.put(
        "/2.7.1/files.txt",
        "cu128/linux-x86_64/..%2F..%2Fevil.gz\n".getBytes(StandardCharsets.UTF_8));
    String message =
        assertThrows(EngineSetupException.class, () -> installer().install(p -> {}, () -> false))
            .getMessage();
    assertTrue(message.contains("evil"), message);
    assertFalse(Files.exists(dir.resolve("evil")));
  }

  @Test
  void noServerIsOneSentence() {
    server.stop(0);
    String message =
        assertThrows(EngineSetupException.class, () -> installer().install(p -> {}, () -> false))
            .getMessage();
    assertTrue(message.contains("no connection to the server"), message);
  }
}
