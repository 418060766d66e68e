package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4AttachmentsTest {
  private static final UUID KIND = UUID.fromString("6c1f0f4e-3b5a-4d0c-9a52-7d1f5a2f9b11");
  private static final UUID OTHER = UUID.fromString("0c1f0f4e-3b5a-4d0c-9a52-7d1f5a2f9b11");
  private static final int LIMIT = 1 << 20;

  @TempDir Path folder;

  private Path clip(Optional<ClipAttachment> attachment) throws IOException {
    List<FrameImage> frames = TestClips.waves(32, 32, 5);
    Path file = folder.resolve("clip.mp4");
    ClipOptions options = ClipOptions.of(32, 32, frames.size());
    try (ClipWriter writer = ClipWriters.open(ClipFormat.MP4, file, options, attachment)) {
      for (FrameImage frame : frames) {
        writer.write(frame);
      }
      writer.finish();
    }
    return file;
  }

  @Test
  void comesBackAndTheClipStillPlays() throws Exception {
    byte[] content = "{\"format\": \"é\"}".getBytes(StandardCharsets.UTF_8);
    Path file = clip(Optional.of(new ClipAttachment(KIND, content)));
    assertTrue(Mp4Attachments.isMp4(file));
    assertArrayEquals(content, Mp4Attachments.read(file, KIND, LIMIT).orElseThrow());
    assertEquals(Optional.empty(), Mp4Attachments.read(file, OTHER, LIMIT));
    try (SeekableByteChannel channel = NIOUtils.readableChannel(file.toFile())) {
      FrameGrab grab = FrameGrab.createFrameGrab(channel);
      int count = 0;
      while (grab.getNativeFrame() != null) {
        count++;
      }
      assertEquals(5, count);
    }
  }

  @Test
  void isAbsentFromOtherClips() throws IOException {
    assertEquals(Optional.empty(), Mp4Attachments.read(clip(Optional.empty()), KIND, LIMIT));
  }

  @Test
  void refusesMoreThanTheLimit() throws IOException {
    Path file = clip(Optional.of(new ClipAttachment(KIND, new byte[1000])));
    FileException e = assertThrows(FileException.class, () -> Mp4Attachments.read(file, KIND, 999));
    assertTrue(e.getMessage().contains("carries 1000 bytes"), e.getMessage());
  }

  @Test
  void refusesOtherAndDamagedFiles() throws IOException {
    Path text = Files.writeString(folder.resolve("a.mp4"), "no clip at all");
    assertFalse(Mp4Attachments.isMp4(text));
    assertFalse(Mp4Attachments.isMp4(folder));
    assertEquals(
        text + " is not an MP4 file.",
        assertThrows(FileException.class, () -> Mp4Attachments.read(text, KIND, LIMIT))
            .getMessage());
    byte[] whole = Files.readAllBytes(clip(Optional.empty()));
    Path cut = Files.write(folder.resolve("cut.mp4"), java.util.Arrays.copyOf(whole, 200));
    assertTrue(
        assertThrows(FileException.class, () -> Mp4Attachments.read(cut, KIND, LIMIT))
            .getMessage()
            .endsWith("goes past its end."));
    Path missing = folder.resolve("missing.mp4");
    assertThrows(FileException.class, () -> Mp4Attachments.read(missing, KIND, LIMIT));
  }

  /** Boxes of every size that a hostile file can state: an answer or a sentence, at once. */
  @Property(tries = 300)
  void hostileBoxesAreBounded(@ForAll long seed, @ForAll @Size(max = 12) List<Long> sizes)
      throws IOException {
    Random random = new Random(seed);
    ByteBuffer bytes = ByteBuffer.allocate(4096);
    bytes.putInt(16).put("ftypisom".getBytes(StandardCharsets.US_ASCII)).putInt(0);
    for (long size : sizes) {
      boolean wide = random.nextBoolean();
      bytes.putInt(wide ? 1 : (int) size);
      bytes.put((random.nextBoolean() ? "uuid" : "free").getBytes(StandardCharsets.US_ASCII));
      if (wide) {
        bytes.putLong(size);
      }
      bytes.putLong(KIND.getMostSignificantBits()).putLong(KIND.getLeastSignificantBits());
      byte[] rest = new byte[random.nextInt(40)];
      random.nextBytes(rest);
      bytes.put(rest);
    }
    Path file = Files.createTempFile("kymo-hostile", ".mp4");
    try {
      Files.write(file, java.util.Arrays.copyOf(bytes.array(), bytes.position()));
      Mp4Attachments.read(file, KIND, 64).ifPresent(found -> assertTrue(found.length <= 64));
    } catch (FileException e) {
      assertTrue(e.getMessage().endsWith("."), e.getMessage());
    } finally {
      Files.delete(file);
    }
  }
}
