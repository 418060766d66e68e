package dev.kymo.inference.footage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage.Reading;
import dev.kymo.inference.image.RgbFrame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSequenceFootageTest {
  private static final FrameRate NTSC = new FrameRate(24000, 1001);
  @TempDir private Path dir;

  /** An image whose left half has this level and whose right half is white. */
  private Path image(String name, int width, int height, int level) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x < width / 2 ? 0xFF000000 | 0x010101 * level : 0xFFFFFFFF);
      }
    }
    Path file = dir.resolve(name);
    assertTrue(ImageIO.write(image, name.endsWith("png") ? "png" : "jpeg", file.toFile()));
    return file;
  }

  private static Reading read(Footage footage, int first, int count, List<Integer> levels)
      throws Exception {
    return footage.read(
        first,
        count,
        Optional.empty(),
        Optional.empty(),
        (index, frame) -> {
          assertEquals(first + levels.size(), index);
          levels.add(frame.rgb()[0] & 0xFF);
          return true;
        });
  }

  @Test
  void framesComeInTheOrderOfTheirNumbers() throws Exception {
    for (int frame = 8; frame < 12; frame++) {
      image("shot_" + frame + ".png", 8, 6, 10 * frame);
    }
    ImageSequenceFootage footage = ImageSequenceFootage.open(dir, NTSC);
    assertEquals(
        new FootageInfo(dir, 8, 6, NTSC, 4, false, "PNG images", List.of()), footage.info());
    List<Integer> levels = new ArrayList<>();
    Reading reading = read(footage, 0, 100, levels);
    assertEquals(List.of(80, 90, 100, 110), levels);
    assertEquals(new Reading(4, List.of()), reading);
    levels.clear();
    assertEquals(2, read(footage, 1, 2, levels).frames());
    assertEquals(List.of(90, 100), levels);
    assertEquals(0, read(footage, 4, 1, new ArrayList<>()).frames());
  }

  @Test
  void whatWasDecidedIsTold() throws Exception {
    image("a1.png", 8, 6, 1);
    image("a2.jpg", 8, 6, 2);
    image("a5.png", 8, 6, 3);
    image("a6.png", 8, 6, 3);
    Files.writeString(dir.resolve("Thumbs.db"), "x");
    Files.createDirectory(dir.resolve("old"));
    FootageInfo info = ImageSequenceFootage.open(dir).info();
    assertEquals(ImageSequenceFootage.ASSUMED_RATE, info.rate());
    assertEquals("JPEG and PNG images", info.codec());
    String notes = String.join("\n", info.notes());
    assertTrue(notes.contains("25 frames per second are assumed"), notes);
    assertTrue(notes.contains("2 frames are missing between a2.jpg and a5.png"), notes);
    assertTrue(notes.contains("Thumbs.db is passed over"), notes);
    assertTrue(notes.contains("old is passed over"), notes);
    assertEquals(4, info.notes().size());
  }

  @Test
  void theFirstOddSizeIsNamed() throws Exception {
    image("1.png", 8, 6, 1);
    image("2.jpg", 8, 6, 2);
    image("3.jpg", 6, 8, 3);
    FileException refused =
        assertThrows(FileException.class, () -> ImageSequenceFootage.open(dir, NTSC));
    assertTrue(refused.getMessage().contains("3.jpg is 6 x 8 pixels"), refused.getMessage());
    assertTrue(refused.getMessage().contains("1.png is 8 x 6"), refused.getMessage());
  }

  @Test
  void aDamagedFrameIsAFaultAndTheOneBeforeIsShown() throws Exception {
    for (int frame = 0; frame < 6; frame++) {
      Path file = image(frame + ".png", 8, 6, 10 * frame);
      if (frame == 0 || frame == 3) {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
      }
    }
    ImageSequenceFootage footage = ImageSequenceFootage.open(dir, NTSC);
    List<Integer> levels = new ArrayList<>();
    Reading reading = read(footage, 0, 6, levels);
    assertEquals(List.of(10, 10, 20, 20, 40, 50), levels);
    assertEquals(6, reading.frames());
    assertEquals(2, reading.faults().size());
    assertTrue(reading.faults().get(0).contains("0.png cannot be read"));
    assertTrue(reading.faults().get(1).contains("3.png cannot be read"));
    FileException none =
        assertThrows(FileException.class, () -> read(footage, 3, 1, new ArrayList<>()));
    assertTrue(none.getMessage().contains("3.png"));
  }

  @Test
  void partsAndSizesAreAsAsked() throws Exception {
    image("1.png", 12, 6, 40);
    ImageSequenceFootage footage = ImageSequenceFootage.open(dir, NTSC);
    RgbFrame[] got = new RgbFrame[1];
    Footage.Sink sink =
        (index, frame) -> {
          got[0] = frame;
          return true;
        };
    footage.read(0, 1, Optional.of(new Square(6, 0, 6)), Optional.empty(), sink);
    assertEquals(6, got[0].width());
    assertEquals(255, got[0].rgb()[0] & 0xFF);
    footage.read(0, 1, Optional.of(new Square(0, 0, 6)), Optional.of(4), sink);
    assertEquals(4, got[0].height());
    assertEquals(40, got[0].rgb()[47] & 0xFF);
    footage.read(0, 1, Optional.empty(), Optional.of(3), sink);
    assertEquals(6, got[0].width());
    assertEquals(3, got[0].height());
    assertThrows(
        IllegalArgumentException.class,
        () -> footage.read(0, 1, Optional.of(new Square(7, 0, 6)), Optional.empty(), sink));
  }

  @Test
  void aSinkCanStop() throws Exception {
    image("1.png", 8, 6, 1);
    image("2.png", 8, 6, 2);
    Reading reading =
        ImageSequenceFootage.open(dir, NTSC)
            .read(0, 2, Optional.empty(), Optional.empty(), (index, frame) -> false);
    assertEquals(1, reading.frames());
  }

  @Test
  void whatChangedOrWentIsNamed() throws Exception {
    image("1.png", 8, 6, 1);
    Path second = image("2.png", 8, 6, 2);
    ImageSequenceFootage footage = ImageSequenceFootage.open(dir, NTSC);
    Files.write(second, new byte[3]);
    assertMessage("2.png has changed", footage);
    Files.delete(second);
    assertMessage("2.png is gone", footage);
  }

  private static void assertMessage(String part, Footage footage) {
    FileException e =
        assertThrows(FileException.class, () -> read(footage, 1, 1, new ArrayList<>()));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void whatIsNoSequenceIsASentence() throws Exception {
    assertTrue(
        assertThrows(FileException.class, () -> ImageSequenceFootage.open(dir))
            .getMessage()
            .contains("holds no JPEG or PNG images"));
    Files.writeString(dir.resolve("1.png"), "no image");
    assertTrue(
        assertThrows(FileException.class, () -> ImageSequenceFootage.open(dir))
            .getMessage()
            .contains("1.png cannot be read"));
    assertThrows(FileException.class, () -> ImageSequenceFootage.open(dir.resolve("none")));
  }

  @Test
  void hashesFollowTheFrames() throws Exception {
    image("1.png", 8, 6, 1);
    Path second = image("2.png", 8, 6, 2);
    String before = FootageHash.of(dir);
    assertEquals(64, before.length());
    Files.writeString(dir.resolve("notes.txt"), "of no concern");
    assertEquals(before, FootageHash.of(dir));
    Path renamed = Files.move(second, dir.resolve("3.png"));
    assertNotEquals(before, FootageHash.of(dir));
    Files.move(renamed, second);
    assertEquals(before, FootageHash.of(dir));
    byte[] bytes = Files.readAllBytes(second);
    bytes[bytes.length - 9] ^= 1;
    Files.write(second, bytes);
    assertNotEquals(before, FootageHash.of(dir));
  }
}
