package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jcodec.api.FrameGrab;
import org.jcodec.codecs.h264.H264Utils;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.mp4.AvcCBox;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Picture;
import org.jcodec.containers.mp4.boxes.VideoSampleEntry;
import org.jcodec.containers.mp4.demuxer.AbstractMP4DemuxerTrack;
import org.jcodec.containers.mp4.demuxer.MP4Demuxer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mp4ClipWriterTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "32, 32, 16, 25, 25",
    "64, 64, 60, 30, 30",
    "50, 50, 12, 23.976, 23.976023976",
    "100, 100, 7, 12.5, 12.5",
    "256, 256, 5, 60, 60",
    "16, 48, 4, 0.5, 0.5",
    "2, 2, 4, 25, 25",
    "8, 70, 4, 25, 25",
    "70, 8, 4, 25, 25",
    "18, 66, 4, 25, 25",
    "66, 34, 4, 25, 25",
  })
  void keepsCountSizeRateAndLuma(int width, int height, int count, double fps, double exact)
      throws Exception {
    List<FrameImage> frames = TestClips.waves(width, height, count);
    Path file = write(frames, ClipOptions.of(width, height, count).withRate(fps));

    List<Picture> decoded = decode(file);

    assertEquals(count, decoded.size());
    for (int k = 0; k < count; k++) {
      assertEquals(width, decoded.get(k).getWidth());
      assertEquals(height, decoded.get(k).getHeight());
      double luma = lumaPsnr(frames.get(k), decoded.get(k));
      assertTrue(luma >= 45, "luma of frame " + k + ": " + luma + " dB");
    }
    assertEquals(count / exact, seconds(file), 1e-6);
  }

  @Test
  void keepsToysAndNoiseAtTheBestQuality() throws Exception {
    for (List<FrameImage> frames :
        List.of(TestClips.toy(64, 64, 30), TestClips.noise(32, 32, 10))) {
      FrameImage first = frames.get(0);
      Path file = write(frames, ClipOptions.of(first.width(), first.height(), frames.size()));
      List<Picture> decoded = decode(file);
      for (int k = 0; k < frames.size(); k++) {
        double luma = lumaPsnr(frames.get(k), decoded.get(k));
        assertTrue(luma >= 45, "luma of frame " + k + ": " + luma + " dB");
      }
    }
  }

  @Test
  void growsOddSizesByTheLastRowAndColumn() throws Exception {
    List<FrameImage> frames = TestClips.waves(51, 33, 3);
    List<Picture> decoded = decode(write(frames, ClipOptions.of(51, 33, 3)));
    assertEquals(52, decoded.get(0).getWidth());
    assertEquals(34, decoded.get(0).getHeight());
    assertTrue(lumaPsnr(frames.get(2), decoded.get(2)) >= 45);
  }

  @Test
  void doesNotShiftColours() throws Exception {
    // Flat colours, so that chroma at half resolution loses nothing.
    int[] colors = {0x000000, 0xFFFFFF, 0x808080, 0xFF0000, 0x00FF00, 0x0000FF, 0xC08040};
    for (int color : colors) {
      FrameImage flat = TestClips.frame(32, 32, (x, y) -> color);
      Picture picture = decode(write(List.of(flat), ClipOptions.of(32, 32, 1))).get(0);
      int rgb = rgb(picture, 17, 9);
      for (int shift = 0; shift < 24; shift += 8) {
        int expected = color >> shift & 0xFF;
        assertEquals(expected, rgb >> shift & 0xFF, 3, Integer.toHexString(color));
      }
    }
  }

  @Test
  void lowerQualitiesTakeFewerBytesAndStayGood() throws Exception {
    List<FrameImage> frames = TestClips.waves(64, 64, 20);
    long before = Long.MAX_VALUE;
    for (ClipQuality quality : ClipQuality.values()) {
      Path file = write(frames, ClipOptions.of(64, 64, 20).withQuality(quality));
      assertTrue(Files.size(file) < before, quality + " takes " + Files.size(file));
      before = Files.size(file);
      double luma = lumaPsnr(frames.get(19), decode(file).get(19));
      assertTrue(luma > 36, quality + ": " + luma + " dB");
    }
  }

  @Test
  void tagsTheColoursInStreamAndContainer() throws Exception {
    Path file = write(TestClips.toy(50, 34, 2), ClipOptions.of(50, 34, 2));
    try (SeekableByteChannel channel = NIOUtils.readableChannel(file.toFile());
        MP4Demuxer demuxer = MP4Demuxer.createMP4Demuxer(channel)) {
      AbstractMP4DemuxerTrack track = (AbstractMP4DemuxerTrack) demuxer.getVideoTrack();
      VideoSampleEntry entry = (VideoSampleEntry) track.getSampleEntries()[0];
      AvcCBox avcC = H264Utils.parseAVCC(entry);
      SeqParameterSet sps = H264Utils.readSPS(avcC.getSpsList().get(0).duplicate());
      assertTrue(sps.frameCroppingFlag);
      assertTrue(sps.constraintSet1Flag);
      assertNotNull(sps.vuiParams);
      assertTrue(sps.vuiParams.videoSignalTypePresentFlag);
      assertFalse(sps.vuiParams.videoFullRangeFlag);
      assertEquals(6, sps.vuiParams.matrixCoefficients);
      assertEquals(1, sps.vuiParams.colourPrimaries);
      assertEquals(13, sps.vuiParams.transferCharacteristics);
    }
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("colrnclx\0\1\0\15\0\6\0"));
  }

  @Test
  void theIndexStandsBeforeTheFrames() throws Exception {
    // Many tiny frames: the room that was kept must do.
    Path file = write(TestClips.toy(2, 2, 2000), ClipOptions.of(2, 2, 2000).withRate(100));
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(bytes.indexOf("moov") < bytes.indexOf("mdat"));
    assertEquals(20, seconds(file), 1e-9);
  }

  @Test
  void refusesWhatH264CannotHold() {
    Path file = folder.resolve("huge.mp4");
    ClipOptions options = ClipOptions.of(1024, 1024, 1).withScale(16, ScaleMethod.NEAREST);
    String message =
        assertThrows(FileException.class, () -> ClipWriters.open(ClipFormat.MP4, file, options))
            .getMessage();
    assertTrue(message.startsWith(file + " cannot be written: an MP4 is at most 8192"), message);
  }

  /** By another decoder than JCodec's own; skipped where there is none. */
  @Test
  void ffmpegSeesTheSameFrames() throws Exception {
    boolean found;
    try {
      found = run("ffmpeg", "-version").length > 0;
    } catch (IOException e) {
      found = false;
    }
    assumeTrue(found, "skipped: there is no ffmpeg on the PATH");
    List<FrameImage> frames = TestClips.waves(50, 36, 30);
    Path file = write(frames, ClipOptions.of(50, 36, 30).withRate(23.976));

    byte[] luma =
        run(
            "ffmpeg",
            "-v",
            "error",
            "-i",
            file.toString(),
            "-f",
            "rawvideo",
            "-pix_fmt",
            "yuv420p",
            "-");
    int frameBytes = 50 * 36 * 3 / 2;
    assertEquals(30 * frameBytes, luma.length);
    double squares = 0;
    for (int k = 0; k < 30; k++) {
      for (int i = 0; i < 50 * 36; i++) {
        double error = luma(frames.get(k).argb()[i]) - (luma[k * frameBytes + i] & 0xFF);
        squares += error * error;
      }
    }
    double psnr = TestClips.decibels(squares / (30 * 50 * 36));
    assertTrue(psnr >= 45, psnr + " dB");

    byte[] rgb =
        run(
            "ffmpeg",
            "-v",
            "error",
            "-i",
            file.toString(),
            "-f",
            "rawvideo",
            "-sws_flags",
            "accurate_rnd+full_chroma_int",
            "-pix_fmt",
            "rgb24",
            "-");
    assertEquals(30 * 50 * 36 * 3, rgb.length);
    for (int channel = 0; channel < 3; channel++) {
      double shift = 0;
      for (int i = 0; i < 30 * 50 * 36; i++) {
        int expected = frames.get(i / (50 * 36)).argb()[i % (50 * 36)] >> (16 - 8 * channel);
        shift += (rgb[3 * i + channel] & 0xFF) - (expected & 0xFF);
      }
      assertEquals(0, shift / (30 * 50 * 36), 0.5, "mean shift of channel " + channel);
    }
  }

  private Path write(List<FrameImage> frames, ClipOptions options) throws IOException {
    Path file = folder.resolve("clip.mp4");
    TestClips.write(ClipFormat.MP4, file, options, frames);
    return file;
  }

  private static List<Picture> decode(Path file) throws Exception {
    List<Picture> pictures = new ArrayList<>();
    try (SeekableByteChannel channel = NIOUtils.readableChannel(file.toFile())) {
      FrameGrab grab = FrameGrab.createFrameGrab(channel);
      for (Picture p = grab.getNativeFrame(); p != null; p = grab.getNativeFrame()) {
        // The decoder uses its pictures again.
        pictures.add(p.cloneCropped());
      }
      assertNull(grab.getNativeFrame());
    }
    return pictures;
  }

  private static double seconds(Path file) throws IOException {
    try (SeekableByteChannel channel = NIOUtils.readableChannel(file.toFile());
        MP4Demuxer demuxer = MP4Demuxer.createMP4Demuxer(channel)) {
      double seconds = 0;
      AbstractMP4DemuxerTrack track = (AbstractMP4DemuxerTrack) demuxer.getVideoTrack();
      for (Packet p = track.nextFrame(); p != null; p = track.nextFrame()) {
        assertEquals(seconds, p.getPtsD(), 1e-9);
        seconds += p.getDurationD();
      }
      assertEquals(seconds, track.getMeta().getTotalDuration(), 1e-3);
      return seconds;
    }
  }

  private static double lumaPsnr(FrameImage frame, Picture picture) {
    double squares = 0;
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        double error =
            luma(frame.argb()[y * frame.width() + x])
                - (picture.getPlaneData(0)[y * picture.getWidth() + x] + 128);
        squares += error * error;
      }
    }
    return TestClips.decibels(squares / (frame.width() * frame.height()));
  }

  /** BT.601, limited range, as the standard writes it. */
  private static double luma(int argb) {
    return 16
        + (65.481 * (argb >> 16 & 0xFF) + 128.553 * (argb >> 8 & 0xFF) + 24.966 * (argb & 0xFF))
            / 255;
  }

  private static int rgb(Picture picture, int x, int y) {
    double luma = 255 / 219.0 * (picture.getPlaneData(0)[y * picture.getWidth() + x] + 112);
    int at = y / 2 * (picture.getWidth() / 2) + x / 2;
    double cb = 255 / 224.0 * picture.getPlaneData(1)[at];
    double cr = 255 / 224.0 * picture.getPlaneData(2)[at];
    return level(luma + 1.402 * cr) << 16
        | level(luma - 0.344136 * cb - 0.714136 * cr) << 8
        | level(luma + 1.772 * cb);
  }

  private static int level(double value) {
    return (int) Math.round(Math.min(255, Math.max(0, value)));
  }

  private static byte[] run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor());
    return output;
  }
}
