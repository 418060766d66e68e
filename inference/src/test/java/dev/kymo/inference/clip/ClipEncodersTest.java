package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What ffmpeg's encoders make, read back by ffmpeg. */
@Timeout(60)
class ClipEncodersTest {
  private static final UUID KIND = UUID.fromString("6c1f0f4e-3b5a-4d0c-9a52-7d1f5a2f9b11");
  private static final FrameRate FILM = new FrameRate(24_000, 1001);

  private final ClipEncoders encoders = new ClipEncoders(VideoFile.PROGRAMS);
  @TempDir Path folder;

  private List<String> write(ClipRequest request, List<FrameImage> frames) throws Exception {
    try (ClipWriter writer = encoders.open(request)) {
      for (FrameImage frame : frames) {
        writer.write(frame);
      }
      writer.finish();
      return writer.notes();
    }
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static int[] argb(byte[] rgb, int width, int height, int frame) {
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      int at = 3 * (frame * argb.length + i);
      argb[i] = 0xFF000000 | (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8;
      argb[i] |= rgb[at + 2] & 0xFF;
    }
    return argb;
  }

  @ParameterizedTest
  @CsvSource({
    "MP4_OPENH264, clip.mp4, h264, yuv420p, tv, bt709, 40",
    // QuickTime has no place for the range, and ProRes no other.
    "PRORES, clip.mov, prores, yuv422p10le, -, bt709, 44",
    "PRORES_4444, clip.mov, prores, yuv444p12le, -, bt709, 50",
    "WEBM, clip.webm, vp9, yuv420p, tv, bt709, 40",
    "FFV1, clip.mkv, ffv1, bgr0, pc, gbr, 100",
  })
  void framesColoursRateAndProjectComeBack(
      ClipFormat format,
      String name,
      String codec,
      String pixels,
      String range,
      String matrix,
      double decibels)
      throws Exception {
    int width = 96;
    int height = 64;
    List<FrameImage> frames = TestClips.waves(width, height, 12);
    ClipOptions options = ClipOptions.of(width, height, 12).withRate(FILM);
    byte[] project = "{\"a\": \"=;#\\n é 会\"}".repeat(500).getBytes(StandardCharsets.UTF_8);
    Path clip = folder.resolve(name);
    List<String> notes =
        write(
            ClipRequest.of(format, clip, options).with(new ClipAttachment(KIND, project)), frames);
    assertEquals(List.of(), notes);
    assertEquals(List.of(name), left());
    VideoFile file = VideoFile.probe(clip);
    assertEquals(1, file.streams());
    assertEquals(codec, file.of("video", "codec_name"));
    assertEquals(pixels, file.of("video", "pix_fmt"));
    assertEquals(range, file.of("video", "color_range"));
    assertEquals(matrix, file.of("video", "color_space"));
    assertEquals("bt709", file.of("video", "color_primaries"));
    assertEquals("bt709", file.of("video", "color_transfer"));
    assertEquals("24000/1001", file.of("video", "avg_frame_rate"));
    assertEquals("12", file.of("video", "nb_read_packets"));
    byte[] rgb = file.rgb();
    for (int i = 0; i < 12; i++) {
      double near = TestClips.psnr(frames.get(i).argb(), argb(rgb, width, height, i));
      assertTrue(near > decibels, i + ": " + near);
    }
    assertTrue(ClipAttachments.isClip(clip));
    assertArrayEquals(project, ClipAttachments.read(clip, KIND, 1 << 20).orElseThrow());
    UUID other = UUID.fromString("00000000-3b5a-4d0c-9a52-7d1f5a2f9b11");
    assertTrue(ClipAttachments.read(clip, other, 1 << 20).isEmpty());
    assertThrows(FileException.class, () -> ClipAttachments.read(clip, KIND, 100));
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4_OPENH264", "WEBM"})
  void smallerQualitiesAreSmaller(ClipFormat format) throws Exception {
    List<FrameImage> frames = TestClips.waves(128, 96, 6);
    long before = Long.MAX_VALUE;
    for (ClipQuality quality : ClipQuality.values()) {
      Path clip = folder.resolve(quality.name());
      ClipOptions options = ClipOptions.of(128, 96, 6).withQuality(quality);
      write(ClipRequest.of(format, clip, options), frames);
      assertTrue(Files.size(clip) < before, quality + " " + Files.size(clip));
      before = Files.size(clip);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MP4, 36, 22",
    "MP4_OPENH264, 36, 22",
    "PRORES, 36, 22",
    "WEBM, 35, 21",
    "FFV1, 35, 21"
  })
  void oddSizesAreKeptOrSaid(ClipFormat format, int width, int height) throws Exception {
    Path clip = folder.resolve("clip");
    List<String> notes =
        write(ClipRequest.of(format, clip, ClipOptions.of(35, 21, 2)), TestClips.waves(35, 21, 2));
    VideoFile file = VideoFile.probe(clip);
    assertEquals(String.valueOf(width), file.of("video", "width"));
    assertEquals(String.valueOf(height), file.of("video", "height"));
    String said =
        format.title()
            + " takes even sizes only: the clip is 36 x 22 pixels, its last column or row being"
            + " there twice.";
    assertEquals(width == 36 ? List.of(said) : List.of(), notes);
  }

  @Test
  void sizesThatNoEncoderTakesAreRefused() {
    Path clip = folder.resolve("clip.mp4");
    assertEquals(
        clip
            + " cannot be written: MP4 video, small files (OpenH264) is at least 16 pixels wide and"
            + " high, not 8 x 8; choose a larger size.",
        refusal(ClipRequest.of(ClipFormat.MP4_OPENH264, clip, ClipOptions.of(8, 8, 1))));
    ClipOptions large =
        ClipOptions.of(8, 8, 1).withSize(new ExactSize(8192, 8192, ExactSize.Fit.BARS));
    assertTrue(
        refusal(ClipRequest.of(ClipFormat.MP4_OPENH264, clip, large))
            .contains("8192 x 8192 pixels are too many for MP4 video"));
  }

  private String refusal(ClipRequest request) {
    return assertThrows(FileException.class, () -> encoders.open(request)).getMessage();
  }

  @Test
  void closingEarlyLeavesTheOldClip() throws Exception {
    Path clip = folder.resolve("clip.webm");
    Files.writeString(clip, "old");
    ClipRequest request = ClipRequest.of(ClipFormat.WEBM, clip, ClipOptions.of(32, 32, 50));
    try (ClipWriter writer = encoders.open(request)) {
      writer.write(TestClips.waves(32, 32, 1).get(0));
    }
    assertEquals(List.of("clip.webm"), left());
    assertEquals("old", Files.readString(clip));
  }

  @Test
  void anEncoderThatDiesIsASentenceAndTheOldClipStays() throws Exception {
    Path clip = folder.resolve("clip.mkv");
    Files.writeString(clip, "old");
    List<FrameImage> frames = TestClips.noise(512, 512, 1);
    ClipRequest request = ClipRequest.of(ClipFormat.FFV1, clip, ClipOptions.of(512, 512, 200));
    FileException failure =
        assertThrows(
            FileException.class,
            () -> {
              try (ClipWriter writer = encoders.open(request)) {
                for (int i = 0; i < 200; i++) {
                  writer.write(frames.get(0));
                  if (i == 3) {
                    kill(clip);
                  }
                }
                writer.finish();
              }
            });
    assertEquals(
        clip + " cannot be written: the encoder failed (it gives no reason).",
        failure.getMessage());
    assertEquals(List.of("clip.mkv"), left());
    assertEquals("old", Files.readString(clip));
  }

  /** Ends the child of ours that writes beside a file. */
  private static void kill(Path clip) {
    String folder = clip.toAbsolutePath().getParent().toString();
    List<ProcessHandle> ours =
        ProcessHandle.current()
            .children()
            .filter(
                child ->
                    Arrays.stream(child.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.startsWith(folder)))
            .toList();
    assertFalse(ours.isEmpty());
    ours.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void anInterruptIsOneSentence() throws Exception {
    Path clip = folder.resolve("clip.mp4");
    ClipRequest request = ClipRequest.of(ClipFormat.MP4_OPENH264, clip, ClipOptions.of(32, 32, 9));
    try (ClipWriter writer = encoders.open(request)) {
      Thread.currentThread().interrupt();
      FileException failure =
          assertThrows(FileException.class, () -> writer.write(TestClips.waves(32, 32, 1).get(0)));
      assertTrue(failure.getMessage().endsWith("the work was interrupted."));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals(List.of(), left());
  }

  @Test
  void sixteenBitsHoldTheSameLevels() throws Exception {
    FrameImage frame = TestClips.noise(7, 5, 1).get(0);
    List<String> notes =
        write(
            ClipRequest.of(ClipFormat.PNG_16, folder.resolve("deep"), ClipOptions.of(7, 5, 1)),
            List.of(frame));
    assertEquals(
        List.of("Frames have 8 bits a channel; 16-bit files hold the same levels times 257."),
        notes);
    BufferedImage image = ImageIO.read(folder.resolve("deep/frame_00000.png").toFile());
    assertEquals(16, image.getColorModel().getComponentSize(0));
    int[] sample = image.getRaster().getPixel(3, 2, new int[3]);
    int expected = frame.argb()[2 * 7 + 3];
    assertEquals((expected >> 16 & 0xFF) * 257, sample[0]);
    assertEquals((expected >> 8 & 0xFF) * 257, sample[1]);
    assertEquals((expected & 0xFF) * 257, sample[2]);
  }

  @Test
  void theCardIsOfferedOnlyWhereItEncodes() {
    List<ClipFormat> formats = encoders.formats();
    assertTrue(formats.containsAll(ClipFormat.builtIn()));
    assertTrue(formats.contains(ClipFormat.MP4_OPENH264));
    assumeFalse(formats.contains(ClipFormat.MP4_NVENC), "there is a card");
    Path clip = folder.resolve("clip.mp4");
    String message = refusal(ClipRequest.of(ClipFormat.MP4_NVENC, clip, ClipOptions.of(64, 64, 1)));
    assertTrue(
        message.startsWith(
            clip + " cannot be written: no NVIDIA card of this machine encodes H.264 ("),
        message);
  }
}
