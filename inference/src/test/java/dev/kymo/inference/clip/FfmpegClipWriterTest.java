package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.Picture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Mostly with a stand-in for ffmpeg, which keeps what it is given; once with a real one. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a shell script")
class FfmpegClipWriterTest {
  private static final UUID KIND = UUID.fromString("6c1f0f4e-3b5a-4d0c-9a52-7d1f5a2f9b11");
  private static final String ENCODERS = "echo ' V....D libx264 H.264'; exit 0";

  @TempDir Path folder;
  private Path bin;

  @BeforeEach
  void folders() throws IOException {
    bin = Files.createDirectory(folder.resolve("bin"));
  }

  /** A program that answers -encoders and otherwise runs a script with $out as its target. */
  private Ffmpeg standIn(String script) throws Exception {
    Path program = bin.resolve("ffmpeg");
    Files.writeString(
        program,
        "#!/bin/sh\ncase \"$*\" in *-encoders*) "
            + ENCODERS
            + ";; esac\nfor out; do :; done\n"
            + script
            + "\n");
    assertTrue(program.toFile().setExecutable(true));
    return Ffmpeg.find(folder + File.pathSeparator + bin).orElseThrow();
  }

  private Path write(Ffmpeg ffmpeg, List<FrameImage> frames) throws IOException {
    FrameImage first = frames.get(0);
    ClipOptions options = ClipOptions.of(first.width(), first.height(), frames.size());
    Path target = folder.resolve("clip.mp4");
    ClipAttachment attachment = new ClipAttachment(KIND, new byte[] {1, 2, 3});
    try (ClipWriter writer = ClipWriters.open(ffmpeg, target, options, Optional.of(attachment))) {
      for (FrameImage frame : frames) {
        writer.write(frame);
      }
      writer.finish();
    }
    return target;
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.equals(bin)).toList();
    }
  }

  @Test
  void isFoundOnThePathWhenItCanEncode() throws Exception {
    assertEquals(Optional.empty(), Ffmpeg.find(null));
    assertEquals(Optional.empty(), Ffmpeg.find("" + File.pathSeparator + folder));
    assertEquals(bin.resolve("ffmpeg"), standIn("exit 0").program());
    Files.writeString(bin.resolve("ffmpeg"), "#!/bin/sh\necho ' V....D mpeg4 MPEG-4'\n");
    assertEquals(Optional.empty(), Ffmpeg.find(bin.toString()));
  }

  @Test
  void getsEveryPixelAndItsFileIsMovedIntoPlace() throws Exception {
    Ffmpeg ffmpeg = standIn("{ printf '\\000\\000\\000\\010ftyp'; cat; } >\"$out\"");
    FrameImage frame = new FrameImage(2, 1, new int[] {0xFF102030, 0xFFA0B0C0});
    Path clip = write(ffmpeg, List.of(frame, frame));
    byte[] bytes = Files.readAllBytes(clip);
    byte[] pixels = java.util.Arrays.copyOfRange(bytes, 8, 14);
    assertArrayEquals(new byte[] {0x10, 0x20, 0x30, (byte) 0xA0, (byte) 0xB0, (byte) 0xC0}, pixels);
    assertEquals(8 + 12 + 24 + 3, bytes.length);
    assertEquals(List.of(clip), left());
  }

  @Test
  void failureIsASentenceAndLeavesNothing() throws Exception {
    Ffmpeg ffmpeg = standIn("cat >/dev/null; echo 'Unknown encoder'; exit 3");
    FileException e =
        assertThrows(FileException.class, () -> write(ffmpeg, TestClips.waves(8, 8, 2)));
    assertEquals(
        folder.resolve("clip.mp4")
            + " cannot be written: ffmpeg failed (Unknown encoder); choose the built-in encoder.",
        e.getMessage());
    assertEquals(List.of(), left());
  }

  @Test
  void closingEarlyStopsItAndLeavesNothing() throws Exception {
    Ffmpeg ffmpeg = standIn("exec sleep 600");
    ClipOptions options = ClipOptions.of(8, 8, 100);
    ClipWriter writer =
        ClipWriters.open(ffmpeg, folder.resolve("clip.mp4"), options, Optional.empty());
    writer.write(TestClips.waves(8, 8, 1).get(0));
    writer.close();
    assertEquals(List.of(), left());
  }

  @Test
  void realOneMakesAClipThatPlaysAndCarriesItsAttachment() throws Exception {
    Optional<Ffmpeg> real = Ffmpeg.find(System.getenv("PATH"));
    assumeTrue(real.isPresent(), "no ffmpeg with x264 on the PATH");
    List<FrameImage> frames = TestClips.waves(34, 21, 12);
    Path clip = write(real.get(), frames);
    assertArrayEquals(new byte[] {1, 2, 3}, Mp4Attachments.read(clip, KIND, 10).orElseThrow());
    try (SeekableByteChannel channel = NIOUtils.readableChannel(clip.toFile())) {
      FrameGrab grab = FrameGrab.createFrameGrab(channel);
      int count = 0;
      for (Picture p = grab.getNativeFrame(); p != null; p = grab.getNativeFrame()) {
        assertEquals(34, p.getCroppedWidth());
        assertEquals(22, p.getCroppedHeight());
        count++;
      }
      assertEquals(12, count);
    }
    assertFalse(left().isEmpty());
  }
}
