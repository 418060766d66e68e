package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class MatroskaAttachmentsTest {
  private static final UUID KIND = UUID.fromString("6c1f0f4e-3b5a-4d0c-9a52-7d1f5a2f9b11");

  @TempDir Path folder;

  /** An element with a length of eight bytes. */
  private static byte[] element(int id, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int shift = 24; shift >= 0; shift -= 8) {
      if (id >>> shift != 0) {
        out.write(id >>> shift);
      }
    }
    out.write(1);
    for (int shift = 48; shift >= 0; shift -= 8) {
      out.write((int) ((long) content.length >>> shift));
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] join(byte[] a, byte[] b) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(a);
    out.writeBytes(b);
    return out.toByteArray();
  }

  private static byte[] file(String text) {
    String name = "KYMO_" + KIND.toString().toUpperCase(java.util.Locale.ROOT);
    byte[] simple =
        join(
            element(0x45A3, name.getBytes(StandardCharsets.US_ASCII)),
            element(0x4487, text.getBytes(StandardCharsets.US_ASCII)));
    byte[] tags = element(0x1254C367, element(0x7373, element(0x67C8, simple)));
    byte[] segment = element(0x18538067, join(element(0xEC, new byte[50]), tags));
    return join(element(0x1A45DFA3, new byte[5]), segment);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("clip.mkv"), bytes);
  }

  @Test
  void aTagIsFoundBehindOtherElements() throws IOException {
    String text = Base64.getUrlEncoder().encodeToString(new byte[] {4, 5, 6, 7});
    byte[] found = ClipAttachments.read(write(file(text)), KIND, 100).orElseThrow();
    assertEquals(4, found.length);
    assertEquals(7, found[3]);
    assertTrue(ClipAttachments.read(folder.resolve("clip.mkv"), new UUID(1, 2), 100).isEmpty());
  }

  @Test
  void aTextThatIsNoneOfOursIsDamage() throws IOException {
    Path clip = write(file("not base64!"));
    assertEquals(
        clip + " is a damaged Matroska file: the project in it is no Base64.",
        assertThrows(FileException.class, () -> ClipAttachments.read(clip, KIND, 100))
            .getMessage());
  }

  @Test
  void mutatedFilesEndInASentenceOrInNothing() throws IOException {
    byte[] sound = file(Base64.getUrlEncoder().encodeToString(new byte[300]));
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] mutated = sound.clone();
      for (int k = 0; k < 1 + random.nextInt(6); k++) {
        mutated[4 + random.nextInt(mutated.length - 4)] = (byte) random.nextInt(256);
      }
      try {
        ClipAttachments.read(write(mutated), KIND, 1000);
      } catch (FileException e) {
        assertTrue(e.getMessage().endsWith("."), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 0);
  }
}
