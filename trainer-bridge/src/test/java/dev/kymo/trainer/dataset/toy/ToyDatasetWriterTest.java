package dev.kymo.trainer.dataset.toy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToyDatasetWriterTest {
  @TempDir private Path dir;

  private static ToyDatasetWriter writer(long seed) {
    return new ToyDatasetWriter(
        new ToyClips(seed), new FrameEncoder(FrameEncoder.Format.PNG, 95), 2);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesEveryFrameOfEveryClip() throws Exception {
    List<Long> done = new ArrayList<>();
    writer(3).write(dir.resolve("a/b"), 5, (n, total) -> done.add(n), () -> false);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), done);
    assertEquals(List.of("00000", "00001", "00002", "00003", "00004"), names(dir.resolve("a/b")));
    for (int i = 0; i < 5; i++) {
      Path folder = dir.resolve("a/b/0000" + i);
      List<String> files = names(folder);
      assertEquals(32, files.size());
      for (int k = 0; k < 32; k++) {
        assertArrayEquals(new ToyClips(3).clip(i).rgb(k), decode(folder.resolve(files.get(k))));
      }
    }
  }

  private static byte[] decode(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int pixel = image.getRGB(x, y);
        rgb[at++] = (byte) (pixel >> 16);
        rgb[at++] = (byte) (pixel >> 8);
        rgb[at++] = (byte) pixel;
      }
    }
    return rgb;
  }

  @Test
  void carriesOnAfterABreak() throws Exception {
    writer(3).write(dir, 3, WorkProgress.NONE, () -> false);
    Path kept = dir.resolve("00000/frame_00005.png");
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(kept, old);
    Files.delete(dir.resolve("00001/frame_00031.png"));
    Files.write(dir.resolve("00002/frame_00030.png"), new byte[0]);
    writer(3).write(dir, 4, WorkProgress.NONE, () -> false);
    assertEquals(old, Files.getLastModifiedTime(kept));
    for (String clip : List.of("00000", "00001", "00002", "00003")) {
      assertEquals(32, names(dir.resolve(clip)).size());
    }
    assertTrue(Files.size(dir.resolve("00002/frame_00030.png")) > 0);
  }

  @Test
  void refusesToMixSeeds() throws Exception {
    writer(3).write(dir, 2, WorkProgress.NONE, () -> false);
    DatasetException refused =
        assertThrows(
            DatasetException.class, () -> writer(4).write(dir, 2, WorkProgress.NONE, () -> false));
    assertTrue(refused.getMessage().contains("another clip"), refused.getMessage());
  }

  @Test
  void refusesToMixLengths() throws Exception {
    FrameEncoder png = new FrameEncoder(FrameEncoder.Format.PNG, 95);
    DrawnClips longer = new Counting(5);
    DrawnClips shorter = new Counting(3);
    new ToyDatasetWriter(longer, png, 1).write(dir, 2, WorkProgress.NONE, () -> false);
    assertThrows(
        DatasetException.class,
        () -> new ToyDatasetWriter(shorter, png, 1).write(dir, 2, WorkProgress.NONE, () -> false));
    assertEquals(5, names(dir.resolve("00001")).size());
  }

  private record Counting(int frames) implements DrawnClips {
    @Override
    public int size() {
      return 2;
    }

    @Override
    public DrawnClip clip(int index) {
      return frame -> new byte[12];
    }
  }

  @Test
  void stopsWhenCancelledAndLeavesWholeClipsOnly() throws Exception {
    AtomicInteger done = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () -> writer(3).write(dir, 500, (n, total) -> done.set((int) n), () -> done.get() >= 4));
    List<String> clips = names(dir);
    assertTrue(clips.size() >= 4 && clips.size() < 500, clips.toString());
    for (String clip : clips) {
      assertEquals(32, names(dir.resolve(clip)).size());
    }
  }

  @Test
  void aFileInTheWayIsNamed() throws Exception {
    Path file = Files.createFile(dir.resolve("file"));
    IOException refused =
        assertThrows(
            IOException.class, () -> writer(3).write(file, 2, WorkProgress.NONE, () -> false));
    assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
  }
}
