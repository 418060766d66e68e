package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of frames and strips. */
class StillClipWritersTest {
  @TempDir Path folder;

  @Test
  void pngFoldersKeepEveryPixel() throws IOException {
    List<FrameImage> frames = TestClips.noise(20, 10, 3);
    Path target = folder.resolve("frames");
    TestClips.write(ClipFormat.PNG, target, ClipOptions.of(20, 10, 3), frames);
    assertEquals(List.of("frame_00000.png", "frame_00001.png", "frame_00002.png"), names(target));
    for (int k = 0; k < 3; k++) {
      int[] pixels = pixels(target.resolve("frame_0000" + k + ".png"), 20, 10);
      assertArrayEquals(frames.get(k).argb(), pixels);
    }
  }

  @Test
  void jpgFoldersComeNearInColourToo() throws IOException {
    List<FrameImage> frames = TestClips.toy(32, 32, 2);
    Path target = folder.resolve("frames");
    TestClips.write(ClipFormat.JPG, target, ClipOptions.of(32, 32, 2), frames);
    assertEquals(List.of("frame_00000.jpg", "frame_00001.jpg"), names(target));
    double psnr =
        TestClips.psnr(frames.get(1).argb(), pixels(target.resolve("frame_00001.jpg"), 32, 32));
    assertTrue(psnr > 38, psnr + " dB");
  }

  @Test
  void aFolderReplacesAnOlderClip() throws IOException {
    Path target = folder.resolve("frames");
    TestClips.write(ClipFormat.JPG, target, ClipOptions.of(8, 8, 5), TestClips.toy(8, 8, 5));
    Files.createFile(target.resolve(".DS_Store"));
    TestClips.write(ClipFormat.PNG, target, ClipOptions.of(8, 8, 2), TestClips.toy(8, 8, 2));
    assertEquals(List.of("frame_00000.png", "frame_00001.png"), names(target));
    assertEquals(List.of("frames"), names(folder));
  }

  @Test
  void aFolderWithAnythingElseIsRefused() throws IOException {
    Path target = Files.createDirectory(folder.resolve("frames"));
    Path note = Files.writeString(target.resolve("notes.txt"), "mine");
    String message =
        assertThrows(
                FileException.class,
                () -> ClipWriters.open(ClipFormat.PNG, target, ClipOptions.of(8, 8, 1)))
            .getMessage();
    assertEquals(
        target
            + " cannot be replaced: it holds notes.txt, which is no frame of a clip; choose a new"
            + " or an empty folder.",
        message);
    assertEquals("mine", Files.readString(note));
    assertEquals(List.of("frames"), names(folder));
  }

  @Test
  void aFileIsNotReplacedByAFolder() throws IOException {
    Path target = Files.writeString(folder.resolve("frames"), "mine");
    assertThrows(
        FileException.class,
        () -> ClipWriters.open(ClipFormat.PNG, target, ClipOptions.of(8, 8, 1)));
    assertEquals("mine", Files.readString(target));
  }

  @Test
  void anEmptyFolderIsFilled() throws IOException {
    Path target = Files.createDirectory(folder.resolve("frames"));
    TestClips.write(ClipFormat.PNG, target, ClipOptions.of(8, 8, 1), TestClips.toy(8, 8, 1));
    assertEquals(List.of("frame_00000.png"), names(target));
  }

  @Test
  void stripsShowFramesSideBySide() throws IOException {
    List<FrameImage> frames = TestClips.noise(7, 5, 4);
    Path target = folder.resolve("strip.png");
    TestClips.write(ClipFormat.PNG_STRIP, target, ClipOptions.of(7, 5, 4), frames);
    int[] pixels = pixels(target, 28, 5);
    for (int k = 0; k < 4; k++) {
      for (int i = 0; i < 35; i++) {
        assertEquals(frames.get(k).argb()[i], pixels[i / 7 * 28 + 7 * k + i % 7]);
      }
    }
    Path jpg = folder.resolve("strip.jpg");
    TestClips.write(ClipFormat.JPG_STRIP, jpg, ClipOptions.of(7, 5, 4), frames);
    assertEquals(28 * 5, pixels(jpg, 28, 5).length);
  }

  @Test
  void stripsThatNoViewerOpensAreRefused() throws IOException {
    Path target = folder.resolve("strip.jpg");
    String message =
        assertThrows(
                FileException.class,
                () -> ClipWriters.open(ClipFormat.JPG_STRIP, target, ClipOptions.of(256, 256, 300)))
            .getMessage();
    assertTrue(message.startsWith(target + " cannot be written: a strip of 300 frames"), message);
    assertEquals(List.of(), names(folder));
  }

  private static int[] pixels(Path file, int width, int height) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(width, image.getWidth());
    assertEquals(height, image.getHeight());
    return image.getRGB(0, 0, width, height, null, 0, width);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
