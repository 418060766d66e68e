package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Footage with a white frame and a click at every whole second; the clicks must stay there. */
@Timeout(60)
class SoundClipWriterTest {
  private static final UUID KIND = UUID.fromString("6c1f0f4e-3b5a-4d0c-9a52-7d1f5a2f9b11");
  private static final int FRAMES = 50;
  private static final double FRAME = 1 / 25.0;

  private final ClipEncoders encoders = new ClipEncoders(VideoFile.PROGRAMS);
  @TempDir Path folder;

  /** Four seconds whose sound begins some time after or before the first frame. */
  private Path footage(String name, String codec, double soundLater) throws Exception {
    Path file = folder.resolve(name).toAbsolutePath();
    String clicks = "aevalsrc='if(lt(mod(t+%s,1),0.01),0.9*sin(4000*PI*t),0)':s=48000:d=3.5";
    VideoFile.ffmpeg(
        "-f",
        "lavfi",
        "-i",
        "color=black:s=32x32:r=25:d=4,drawbox=c=white:t=fill:enable='eq(mod(n,25),0)'",
        "-itsoffset",
        String.valueOf(soundLater),
        "-f",
        "lavfi",
        "-i",
        clicks.formatted(soundLater),
        "-c:v",
        "libopenh264",
        "-c:a",
        codec,
        "-y",
        file.toString());
    return file;
  }

  private List<String> write(ClipFormat format, Path clip, SoundTrack sound) throws Exception {
    ClipOptions options = ClipOptions.of(32, 32, FRAMES);
    ClipRequest request =
        ClipRequest.of(format, clip, options)
            .with(sound)
            .with(new ClipAttachment(KIND, new byte[] {1, 2, 3}));
    FrameImage frame = TestClips.waves(32, 32, 1).get(0);
    try (ClipWriter writer = encoders.open(request)) {
      for (int i = 0; i < FRAMES; i++) {
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

  @ParameterizedTest
  @CsvSource({
    "MP4, in.mp4, aac, aac",
    "MP4, in.mov, pcm_s16le, aac",
    "MP4_OPENH264, in.mp4, aac, aac",
    "MP4_OPENH264, in.mkv, libmp3lame, mp3",
    "PRORES, in.mp4, aac, aac",
    "PRORES, in.mkv, libopus, pcm_s16le",
    "FFV1, in.mp4, aac, aac",
    "FFV1, in.mov, pcm_s24le, pcm_s24le",
    "WEBM, in.mkv, libopus, opus",
    "WEBM, in.mp4, aac, opus",
  })
  void soundKeepsItsTime(ClipFormat format, String name, String codec, String expected)
      throws Exception {
    Path in = footage(name, codec, 0);
    Path clip = folder.resolve("clip" + format.extension());
    List<String> notes = write(format, clip, new SoundTrack(in, 15 * FRAME, FRAMES * FRAME));
    VideoFile file = VideoFile.probe(clip);
    assertEquals(2, file.streams());
    assertEquals(expected, file.of("audio", "codec_name"));
    assertEquals("25/1", file.of("video", "avg_frame_rate"));
    assertEquals(String.valueOf(FRAMES), file.of("video", "nb_read_packets"));
    assertClicks(file, 0.4, 1.4);
    String asFlac = expected.replace("pcm_s16le", "PCM").replace("aac", "AAC");
    List<String> said =
        List.of(
            "The sound of %s (%s) is encoded anew as %s, which the file takes."
                .formatted(name, codec.replace("lib", ""), asFlac.replace("opus", "Opus")));
    boolean same = codec.contains(expected) || expected.equals("mp3");
    assertEquals(same ? List.of() : said, notes);
    assertArrayEquals(new byte[] {1, 2, 3}, ClipAttachments.read(clip, KIND, 10).orElseThrow());
    assertEquals(Stream.of(clip.getFileName().toString(), name).sorted().toList(), left());
  }

  @ParameterizedTest
  @CsvSource({"MP4, 0.3", "FFV1, 0.3", "MP4, -0.3", "WEBM, -0.3"})
  void soundThatBeginsLaterOrEarlierKeepsItsTime(ClipFormat format, double later) throws Exception {
    Path in = footage("in.mkv", "libopus", later);
    Path clip = folder.resolve("clip" + format.extension());
    write(format, clip, new SoundTrack(in, 0.2, FRAMES * FRAME));
    assertClicks(VideoFile.probe(clip), 0.8, 1.8);
  }

  /** Clicks and nothing else, each within a quarter of a frame, over the length of the pictures. */
  private static void assertClicks(VideoFile file, double... expected) throws Exception {
    short[] sound = file.sound();
    double seconds = sound.length / 48_000.0;
    assertTrue(Math.abs(seconds - FRAMES * FRAME) <= FRAME, "sound of " + seconds + " s");
    int at = 0;
    for (double click : expected) {
      while (at < sound.length && Math.abs(sound[at]) < 6000) {
        at++;
      }
      assertEquals(click, at / 48_000.0, FRAME / 4);
      at += 4800;
    }
    while (at < sound.length) {
      assertTrue(Math.abs(sound[at]) < 6000, "a click at " + at / 48_000.0);
      at++;
    }
  }

  @Test
  void whatHoldsNoSoundIsSaid() throws Exception {
    Path in = footage("in.mp4", "aac", 0);
    List<String> notes =
        write(ClipFormat.GIF, folder.resolve("clip.gif"), new SoundTrack(in, 0, 2));
    assertEquals(List.of("The sound is left out: there is none in Animated GIF."), notes);
  }

  @Test
  void footageWithoutSoundIsSaid() throws Exception {
    Path mute = folder.resolve("mute.mp4");
    TestClips.write(ClipFormat.MP4, mute, ClipOptions.of(32, 32, 3), TestClips.waves(32, 32, 3));
    List<String> notes =
        write(ClipFormat.MP4, folder.resolve("clip.mp4"), new SoundTrack(mute, 0, 2));
    assertEquals(List.of("mute.mp4 has no sound, so the clip has none."), notes);
    assertEquals(1, VideoFile.probe(folder.resolve("clip.mp4")).streams());
  }

  @Test
  void footageThatIsGoneIsRefusedAtOnce() {
    Path gone = folder.resolve("gone.mp4");
    FileException failure =
        assertThrows(
            FileException.class,
            () -> write(ClipFormat.MP4, folder.resolve("clip.mp4"), new SoundTrack(gone, 0, 2)));
    assertEquals(gone + " cannot be read: it does not exist.", failure.getMessage());
  }
}
