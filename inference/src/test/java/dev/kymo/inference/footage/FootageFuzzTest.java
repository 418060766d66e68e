package dev.kymo.inference.footage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutated files: read, or one sentence; no hang, and no file written anywhere. */
@Timeout(300)
class FootageFuzzTest {
  private static final int ROUNDS = Integer.getInteger("kymo.fuzz.rounds", 3);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "a.mp4, -c:v libopenh264 -b:v 300k -g 8",
    "b.mp4, -c:v mpeg4 -movflags frag_keyframe -g 4",
    "a.mov, -c:v prores_ks",
    "a.mkv, -c:v ffv1",
    "a.webm, -c:v libvpx-vp9 -b:v 200k -deadline realtime",
    "a.avi, -c:v mpeg4 -bf 2",
    "a.ts, -c:v mpeg2video -r 25",
    "a.gif, -c:v gif",
    "a.png, -c:v apng -f apng",
  })
  void mutatedFilesAreReadOrASentence(String name, String options) throws Exception {
    Path made =
        TestFootage.make(folder.resolve(name), "-f lavfi -i testsrc2=s=48x32:r=12:d=1 " + options);
    byte[] good = Files.readAllBytes(made);
    Files.delete(made);
    fuzz(good, new Random(name.hashCode()), folder.resolve("fuzz." + name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hevc.mp4", "av1.mp4", "editlist.mp4", "rot90.mp4"})
  void mutatedCasesAreReadOrASentence(String name) throws Exception {
    byte[] good = Files.readAllBytes(TestFootage.resource(name));
    fuzz(good, new Random(name.hashCode()), folder.resolve("fuzz.mp4"));
  }

  private void fuzz(byte[] good, Random random, Path file) throws Exception {
    TestFootage.PROGRAMS.ffprobe();
    Set<Path> before = files(TestFootage.PROGRAMS.ffmpeg().getParent());
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(file, mutated(good, random));
      try {
        Footage footage = TestFootage.open(file);
        int frames = Math.min(60, footage.info().frames());
        Footage.Reading reading =
            footage.read(0, frames, Optional.empty(), Optional.empty(), (index, frame) -> true);
        for (String fault : reading.faults()) {
          assertSentence(fault, file);
        }
      } catch (FileException e) {
        assertSentence(e.getMessage(), file);
      }
    }
    Files.delete(file);
    assertEquals(Set.of(), files(folder));
    assertEquals(before, files(TestFootage.PROGRAMS.ffmpeg().getParent()));
  }

  private static byte[] mutated(byte[] good, Random random) {
    byte[] bytes = good.clone();
    switch (random.nextInt(4)) {
      case 0 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      case 1 -> {
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(200));
        for (int i = at; i < end; i++) {
          bytes[i] = (byte) random.nextInt();
        }
      }
      default -> {
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
      }
    }
    return bytes;
  }

  private static void assertSentence(String sentence, Path file) {
    assertEquals(1, sentence.lines().count(), sentence);
    assertTrue(sentence.contains(file.toString()), sentence);
    assertTrue(sentence.endsWith("."), sentence);
  }

  private static Set<Path> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return new TreeSet<>(List.copyOf(files.toList()));
    }
  }
}
