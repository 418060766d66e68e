package dev.kymo.inference.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kymo.inference.file.FileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FfmpegProcessTest {
  private static final FfmpegPrograms PROGRAMS = new FfmpegPrograms(Path.of("target/ffmpeg"));

  /** Never ends by itself, and gives a frame of 2 x 2 at a time. */
  private static final List<String> ENDLESS =
      List.of("-f", "lavfi", "-i", "color=s=2x2", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1");

  /** Waits for input that never comes. */
  private static final List<String> SILENT =
      List.of("-f", "rawvideo", "-video_size", "2x2", "-i", "pipe:0", "-f", "null", "-");

  @TempDir Path folder;

  private static FfmpegProcess start(List<String> arguments, FfmpegLimits limits) throws Exception {
    return FfmpegProcess.start(PROGRAMS.ffmpeg(), arguments, Optional.empty(), limits);
  }

  private static FfmpegLimits patience(long millis) {
    return new FfmpegLimits(Duration.ofMinutes(1), Duration.ofMillis(millis), 1 << 28, 4L << 30);
  }

  @Test
  void framesGoInAndComeOut() throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", "4x2"));
    arguments.addAll(List.of("-i", "pipe:0", "-vf", "hflip", "-f", "rawvideo"));
    arguments.addAll(List.of("-pix_fmt", "rgb24", "pipe:1"));
    try (FfmpegProcess process = start(arguments, FfmpegLimits.work())) {
      byte[] frame = new byte[24];
      for (int i = 0; i < frame.length; i++) {
        frame[i] = (byte) (i / 3);
      }
      process.write(frame);
      process.endInput();

      byte[] out = new byte[24];
      assertTrue(process.read(out));
      assertEquals(3, out[0]);
      assertEquals(0, out[9]);
      assertEquals(7, out[12]);
      assertFalse(process.read(out));
      assertEquals(0, process.waitFor());
    }
  }

  @Test
  void whatItComplainsOfIsKept() throws Exception {
    try (FfmpegProcess process =
        start(List.of("-f", "lavfi", "-i", "nosuchfilter", "-f", "null", "-"), patience(9000))) {
      assertTrue(process.waitFor() != 0);
      assertTrue(process.reason().contains("nosuchfilter"), process.reason());
      assertTrue(process.messages().get(0).error());
    }
  }

  @Test
  void aHangIsEnded() throws Exception {
    try (FfmpegProcess process = start(SILENT, patience(300))) {
      FileException late = assertThrows(FileException.class, process::waitFor);
      assertEquals("ffmpeg took too long and was ended.", late.getMessage());
    }
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    try (FfmpegProcess process = start(SILENT, patience(50_000))) {
      Thread reader = Thread.currentThread();
      CompletableFuture<Void> interrupt =
          CompletableFuture.runAsync(
              reader::interrupt, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
      assertThrows(InterruptedException.class, () -> process.read(new byte[12]));
      interrupt.get();
    }
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void closingEndsWhatNeverEnds() throws Exception {
    FfmpegProcess process = start(ENDLESS, FfmpegLimits.work());
    assertTrue(process.read(new byte[12]));
    process.close();
    process.close();
  }

  @Test
  void memoryIsBounded() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "only Linux bounds addresses");
    FfmpegLimits limits =
        new FfmpegLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 24, 32L << 20);
    try (FfmpegProcess process = start(List.of("-version"), limits)) {
      assertArrayEquals(new byte[0], process.readAll(100_000));
      assertTrue(process.waitFor() != 0);
    }
  }

  @Test
  void aPlaylistOpensNothing() throws Exception {
    Path secret = folder.resolve("secret.gif");
    make(secret);
    Path list =
        Files.writeString(folder.resolve("list"), "ffconcat version 1.0\nfile secret.gif\n");
    Path hls =
        Files.writeString(
            folder.resolve("list.m3u8"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://"
                + secret
                + "\n#EXT-X-ENDLIST\n");

    for (Path playlist : List.of(list, hls)) {
      List<String> arguments = new ArrayList<>(FfmpegProcess.localInput());
      arguments.addAll(List.of("-f", "rawvideo", "pipe:1"));
      try (FfmpegProcess process =
          FfmpegProcess.start(
              PROGRAMS.ffmpeg(), arguments, Optional.of(playlist), patience(9000))) {
        assertArrayEquals(new byte[0], process.readAll(100));
        assertTrue(process.waitFor() != 0);
      }
    }
  }

  private static void make(Path gif) throws Exception {
    try (FfmpegProcess process =
        start(
            List.of("-f", "lavfi", "-i", "color=s=4x4", "-frames:v", "1", gif.toString()),
            patience(9000))) {
      assertEquals(0, process.waitFor(), process::reason);
    }
  }

  @Test
  void levelsAndSourcesAreToldApart() {
    FfmpegMessage error =
        FfmpegMessage.parse("[h264 @ 0x55d0] [error] error while decoding MB 5 3, bytestream -6");
    assertEquals(
        new FfmpegMessage(true, "h264", "error while decoding MB 5 3, bytestream -6"), error);
    FfmpegMessage warning = FfmpegMessage.parse("[warning] Guessed \u0007 Channel Layout");
    assertEquals(new FfmpegMessage(false, "", "Guessed   Channel Layout"), warning);
    assertTrue(FfmpegMessage.parse("something unlabeled").error());
  }
}
