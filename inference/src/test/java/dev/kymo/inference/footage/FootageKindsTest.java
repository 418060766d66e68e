package dev.kymo.inference.footage;

import static dev.kymo.inference.footage.TestFootage.all;
import static dev.kymo.inference.footage.TestFootage.assertColor;
import static dev.kymo.inference.footage.TestFootage.make;
import static dev.kymo.inference.footage.TestFootage.mean;
import static dev.kymo.inference.footage.TestFootage.open;
import static dev.kymo.inference.footage.TestFootage.psnr;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.image.RgbFrame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All kinds of files, made with ffmpeg's own encoders. */
@Timeout(120)
class FootageKindsTest {
  private static final String PATTERN = "-f lavfi -i testsrc2=s=64x48:r=10:d=0.8 ";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "a.mp4, -c:v mpeg4 -q:v 2, MPEG-4 Part 2, 27",
    "a.m4v, -c:v libopenh264 -b:v 1M, H.264, 27",
    "a.mov, -c:v prores_ks, ProRes, 32",
    "a.mkv, -c:v ffv1, FFV1, 45",
    "a.webm, -c:v libvpx-vp9 -b:v 1M, VP9, 27",
    "b.webm, -c:v libvpx -b:v 1M, VP8, 25",
    "a.avi, -c:v mjpeg -q:v 2, Motion JPEG, 28",
    "b.avi, -c:v mpeg4 -q:v 2 -bf 2, MPEG-4 Part 2, 27",
    "a.ts, -c:v mpeg2video -q:v 2, MPEG-2, 27",
    "a.gif, -vf fps=10, GIF, 17",
    "a.png, -f apng, animated PNG, 24",
    "a.y4m, -strict -1, uncompressed, 45",
    "b.mov, -c:v qtrle, QuickTime Animation, 24",
  })
  void containersAndCodecs(String name, String options, String codec, double atLeast)
      throws Exception {
    Path truth = make(folder.resolve("truth.mkv"), PATTERN + "-c:v ffv1 -pix_fmt yuv420p");
    String slow = options.contains("mpeg2video") ? PATTERN.replace("r=10", "r=25") : PATTERN;
    Footage footage = open(make(folder.resolve(name), slow + options));

    FootageInfo info = footage.info();
    assertEquals(codec, info.codec());
    assertEquals(64, info.width());
    assertEquals(48, info.height());
    assertFalse(info.sound());
    TestFootage.Read read = all(footage);
    assertEquals(List.of(), read.faults(), info.notes().toString());
    assertEquals(info.frames(), read.frames().size());
    if (slow.equals(PATTERN)) {
      assertEquals(new FrameRate(10, 1), info.rate(), info.notes().toString());
      assertEquals(8, info.frames());
      RgbFrame expected = all(open(truth)).frame(5);
      assertTrue(psnr(expected, read.frame(5)) > atLeast, "" + psnr(expected, read.frame(5)));
    } else {
      assertEquals(new FrameRate(25, 1), info.rate());
      assertEquals(20, info.frames());
    }
  }

  @Test
  void dnxhdReadsLikeTheOthers() throws Exception {
    Path file =
        make(
            folder.resolve("a.mov"),
            "-f lavfi -i color=c=0x3080C0:s=1280x720:r=25:d=0.12 -c:v dnxhd -profile:v dnxhr_lb"
                + " -pix_fmt yuv422p");
    Footage footage = open(file);
    assertEquals("DNxHD", footage.info().codec());
    assertEquals(3, all(footage).frames().size());
  }

  @ParameterizedTest
  @CsvSource({
    "a.mp4, -c:v libopenh264 -b:v 2M -g 12, mp4",
    "a.mkv, -c:v mpeg4 -q:v 3 -g 12 -bf 2, mkv",
    "a.ts, -c:v mpeg2video -q:v 3 -g 12 -bf 2, ts",
    "a.webm, -c:v libvpx-vp9 -b:v 1M -g 24 -deadline realtime, webm",
    "a.avi, -c:v mpeg4 -q:v 3 -g 12, avi",
    "a.mpg, -c:v mpeg2video -q:v 3 -g 12 -bf 2, mpg",
    "a.flv, -c:v flv -q:v 3 -g 12, flv",
  })
  void aFrameIsTheSameHoweverItIsReached(String name, String options, String kind)
      throws Exception {
    Path file =
        make(
            folder.resolve(name),
            "-f lavfi -i testsrc2=s=64x48:r=25:d=6 -pix_fmt yuv420p " + options);
    Footage footage = open(file);
    assertEquals(150, footage.info().frames(), kind);
    List<RgbFrame> whole = all(footage).frames();
    assertEquals(150, whole.size());
    for (int first : new int[] {1, 60, 97, 131, 148}) {
      TestFootage.Read part = TestFootage.range(footage, first, 2);
      assertEquals(List.of(), part.faults());
      assertEquals(2, part.frames().size());
      for (int i = 0; i < 2; i++) {
        assertArrayEquals(
            whole.get(first + i).rgb(), part.frame(i).rgb(), kind + " frame " + (first + i));
      }
    }
    assertEquals(1, TestFootage.range(footage, 149, 50).frames().size());
  }

  @Test
  void framesThatAreWronglyMarkedAsKeysAreNotTrusted() throws Exception {
    Path file =
        make(
            folder.resolve("k.mp4"),
            "-f lavfi -i testsrc2=s=64x48:r=25:d=4 -c:v mpeg4 -q:v 3 -g 100");
    byte[] bytes = Files.readAllBytes(file);
    // Without its list of key frames every frame counts as one.
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("stss");
    System.arraycopy("free".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 4);
    Footage footage = open(Files.write(folder.resolve("l.mp4"), bytes));
    List<RgbFrame> whole = all(footage).frames();
    TestFootage.Read part = TestFootage.range(footage, 70, 3);
    assertEquals(List.of(), part.faults());
    assertArrayEquals(whole.get(70).rgb(), part.frame(0).rgb());
    assertArrayEquals(whole.get(72).rgb(), part.frame(2).rgb());
  }

  @Test
  void variableRatesAreBroughtToAConstantOne() throws Exception {
    // Frames 0 to 9 at 20 a second, then at 10.
    Path file =
        make(
            folder.resolve("vfr.mkv"),
            "-f lavfi -i testsrc2=s=32x32:r=20:d=1 -vf settb=1/1000,setpts=if(lt(N\\,10)\\,N*50\\,500+(N-10)*100)"
                + " -fps_mode vfr -enc_time_base 1/1000 -c:v ffv1");
    Footage footage = open(file);
    FootageInfo info = footage.info();
    assertTrue(
        info.notes().stream().anyMatch(n -> n.startsWith("Its frame rate varies (10 to 20")),
        info.notes().toString());
    assertEquals(1.5, info.seconds(), 0.11);
    TestFootage.Read read = all(footage);
    assertEquals(info.frames(), read.frames().size());
    assertEquals(List.of(), read.faults());
  }

  @Test
  void televisionRatesStayFractions() throws Exception {
    for (String kind : List.of("mp4", "mkv", "avi")) {
      Path file =
          make(
              folder.resolve("ntsc." + kind),
              "-f lavfi -i testsrc2=s=32x32:r=24000/1001 -frames:v 12 -c:v mpeg4");
      Footage footage = open(file);
      assertEquals(new FrameRate(24000, 1001), footage.info().rate(), kind);
      assertEquals(12, footage.info().frames());
      assertEquals(12, all(footage).frames().size());
    }
  }

  @Test
  void interlacedFieldsBecomeFrames() throws Exception {
    Path file =
        make(
            folder.resolve("i.mkv"),
            "-f lavfi -i testsrc2=s=64x48:r=50:d=0.4 -vf fps=25,setfield=tff -flags +ildct+ilme -c:v"
                + " mpeg2video -q:v 2");
    Footage footage = open(file);
    assertTrue(
        footage.info().notes().stream().anyMatch(n -> n.startsWith("It is interlaced")),
        footage.info().notes().toString());
    assertEquals(new FrameRate(25, 1), footage.info().rate());
    assertEquals(footage.info().frames(), all(footage).frames().size());
  }

  @Test
  void wideAndNarrowPixelsBecomeSquare() throws Exception {
    Path wide =
        make(
            folder.resolve("wide.mp4"),
            "-f lavfi -i testsrc2=s=72x58:r=10:d=0.2 -vf setsar=16/11 -c:v mpeg4");
    FootageInfo info = open(wide).info();
    assertEquals(105, info.width());
    assertEquals(58, info.height());
    assertTrue(
        info.notes().contains("Its pixels (16:11) are made square: 72 x 58 becomes 105 x 58."),
        info.notes().toString());
    Path narrow =
        make(
            folder.resolve("narrow.mkv"),
            "-f lavfi -i testsrc2=s=72x58:r=10:d=0.2 -vf setsar=8/9 -c:v ffv1");
    Footage tall = open(narrow);
    assertEquals(65, tall.info().height());
    assertEquals(65, all(tall).frame(1).height());
  }

  @Test
  void colorsFollowTheirTagsAndRange() throws Exception {
    for (String tags :
        List.of("bt709:tv", "bt709:pc", "smpte170m:tv", "smpte170m:pc", "bt2020nc:tv")) {
      String[] part = tags.split(":", -1);
      Path file =
          make(
              folder.resolve("c.mkv"),
              "-f lavfi -i color=c=0xD02020:s=32x32:r=10:d=0.2 -vf scale=out_color_matrix="
                  + part[0].replace("nc", "")
                  + ":out_range="
                  + part[1]
                  + ",format=yuv444p -c:v ffv1 -colorspace "
                  + part[0]
                  + " -color_range "
                  + part[1]);
      assertColor(mean(all(open(file)).frame(0)), 0xD0, 0x20, 0x20, 3);
    }
  }

  @Test
  void untaggedSdIsRec601() throws Exception {
    Path file =
        make(
            folder.resolve("sd.avi"),
            "-f lavfi -i color=c=0xD02020:s=64x48:r=10:d=0.2 -vf scale=out_color_matrix=bt601"
                + " -c:v mpeg4 -q:v 1");
    Footage footage = open(file);
    assertColor(mean(all(footage).frame(0)), 0xD0, 0x20, 0x20, 4);
    assertTrue(
        footage.info().notes().contains("Its colors are untagged and read as BT.601, as SD is."));
  }

  @Test
  void tenBitsAreReduced() throws Exception {
    Path file =
        make(
            folder.resolve("ten.mkv"),
            "-f lavfi -i color=c=0x3080C0:s=32x32:r=10:d=0.2 -pix_fmt yuv422p10le -c:v ffv1");
    Footage footage = open(file);
    assertColor(mean(all(footage).frame(0)), 0x30, 0x80, 0xC0, 3);
    assertTrue(footage.info().notes().contains("Its 10 bits a color are reduced to 8."));
  }

  /** A gray of a 10-bit code, tagged as HDR. */
  private Footage hdr(String transfer, int code) throws Exception {
    return open(
        make(
            folder.resolve(transfer + code + ".mkv"),
            "-f lavfi -i color=c=black:s=32x32:r=10:d=0.2 -vf format=yuv420p10le,geq=lum="
                + code
                + ":cb=512:cr=512,setparams=colorspace=bt2020nc:color_primaries=bt2020:range=tv:color_trc="
                + transfer
                + " -c:v ffv1"));
  }

  @Test
  void hdrIsToneMapped() throws Exception {
    // PQ code 572 of 64 to 940 is 203 cd/m2, the white of BT.2408: 0.687 by BT.2446 method A.
    Footage pq = hdr("smpte2084", 573);
    assertTrue(
        pq.info().notes().get(0).startsWith("Its HDR (PQ) is tone-mapped"),
        pq.info().notes().toString());
    assertColor(mean(all(pq).frame(0)), 175, 175, 175, 2);
    // HLG at 75 % is the same white.
    Footage hlg = hdr("arib-std-b67", 721);
    assertTrue(hlg.info().notes().get(0).startsWith("Its HDR (HLG) is tone-mapped"));
    assertColor(mean(all(hlg).frame(0)), 175, 175, 175, 2);
    assertColor(mean(all(hdr("smpte2084", 64)).frame(0)), 0, 0, 0, 1);
    assertColor(mean(all(hdr("arib-std-b67", 940)).frame(0)), 255, 255, 255, 2);
  }

  @Test
  void transparencyIsShownOverBlack() throws Exception {
    String half =
        "-f lavfi -i color=c=0xC08040:s=32x32:r=10:d=0.2 -vf format=rgba,colorchannelmixer=aa=0.5 ";
    for (String kind :
        List.of(
            "png.mov -c:v png",
            "vp9.webm -c:v libvpx-vp9 -pix_fmt yuva420p",
            "p.mov -c:v prores_ks -profile:v 4444 -pix_fmt yuva444p10le")) {
      String name = kind.substring(0, kind.indexOf(' '));
      Footage footage = open(make(folder.resolve(name), half + kind.substring(name.length())));
      assertTrue(
          footage.info().notes().contains("Where it is transparent, it is shown over black."),
          name + footage.info().notes());
      assertColor(mean(all(footage).frame(0)), 0x60, 0x40, 0x20, 4);
    }
  }

  @Test
  void theRealVideoIsChosen() throws Exception {
    Path two =
        make(
            folder.resolve("two.mkv"),
            "-f lavfi -i testsrc2=s=32x32:r=10:d=0.3 -f lavfi -i testsrc2=s=64x48:r=10:d=0.3 -map 0 -map"
                + " 1 -c:v ffv1 -disposition:v 0");
    FootageInfo info = open(two).info();
    assertEquals(64, info.width());
    assertTrue(
        info.notes().contains("It has 2 video streams; number 1 (64 x 48) is read."),
        info.notes().toString());
    Path cover =
        make(
            folder.resolve("cover.mp4"),
            "-f lavfi -i testsrc2=s=640x480:r=10:d=0.1 -f lavfi -i testsrc2=s=64x48:r=10:d=0.3 -f"
                + " lavfi -i sine=d=0.3 -map 0 -map 1 -map 2 -c:v:0 png -c:v:1 mpeg4 -c:a aac"
                + " -disposition:v:0 attached_pic");
    Footage footage = open(cover);
    assertEquals(64, footage.info().width());
    assertTrue(footage.info().sound());
    assertTrue(footage.info().notes().contains("Its cover picture is passed over."));
    assertEquals(3, all(footage).frames().size());
  }

  @Test
  void oddSizesStayOdd() throws Exception {
    Path file = make(folder.resolve("odd.mkv"), "-f lavfi -i testsrc=s=63x47:r=10:d=0.2 -c:v ffv1");
    RgbFrame frame = all(open(file)).frame(1);
    assertEquals(63, frame.width());
    assertEquals(47, frame.height());
  }

  @Test
  void squaresAndHeights() throws Exception {
    Path file =
        make(
            folder.resolve("s.mkv"),
            "-f lavfi -i testsrc=s=63x47:r=10:d=0.3 -c:v ffv1 -pix_fmt yuv420p");
    Footage footage = open(file);
    RgbFrame whole = all(footage).frame(1);
    List<RgbFrame> got = new ArrayList<>();
    Footage.Sink sink = (index, frame) -> got.add(frame);
    footage.read(1, 1, Optional.of(new Square(5, 3, 21)), Optional.empty(), sink);
    for (int y = 0; y < 21; y++) {
      byte[] row = Arrays.copyOfRange(whole.rgb(), 3 * ((y + 3) * 63 + 5), 3 * ((y + 3) * 63 + 26));
      assertArrayEquals(row, Arrays.copyOfRange(got.get(0).rgb(), 63 * y, 63 * (y + 1)));
    }
    footage.read(1, 1, Optional.of(new Square(5, 3, 21)), Optional.of(7), sink);
    assertEquals(7, got.get(1).width());
    assertArrayEquals(mean(got.get(0)), mean(got.get(1)), 4);
    footage.read(1, 1, Optional.empty(), Optional.of(12), sink);
    assertEquals(16, got.get(2).width());
    assertEquals(12, got.get(2).height());
    assertArrayEquals(mean(whole), mean(got.get(2)), 4);
    assertThrows(
        IllegalArgumentException.class,
        () -> footage.read(0, 1, Optional.of(new Square(50, 0, 30)), Optional.empty(), sink));
    assertThrows(
        IllegalArgumentException.class,
        () -> footage.read(3, 1, Optional.empty(), Optional.empty(), sink));
  }

  @Test
  void aSinkThatHasEnoughIsNotAskedAgain() throws Exception {
    Path file = make(folder.resolve("e.mkv"), "-f lavfi -i testsrc2=s=32x32:r=10:d=2 -c:v ffv1");
    int[] asked = new int[1];
    Footage.Reading reading =
        open(file)
            .read(0, 20, Optional.empty(), Optional.empty(), (index, frame) -> ++asked[0] < 3);
    assertEquals(3, asked[0]);
    assertEquals(3, reading.frames());
    assertEquals(List.of(), reading.faults());
  }

  @Test
  void whatIsNoVideoIsASentence() throws Exception {
    Path sound = make(folder.resolve("sound.mp4"), "-f lavfi -i sine=d=0.2 -c:a aac");
    assertRefused(sound, "has sound, but no video.");
    assertRefused(Files.createFile(folder.resolve("empty.mp4")), "is empty.");
    assertRefused(Files.writeString(folder.resolve("t.mp4"), "no video at all"), "no kind");
    assertRefused(folder.resolve("none.mp4"), "does not exist");
    assertRefused(folder, "is a folder");
    Path still = make(folder.resolve("s.jpg"), "-f lavfi -i color=s=32x32 -frames:v 1");
    assertRefused(still, "still image");
    Path whole = make(folder.resolve("w.mp4"), PATTERN + "-c:v mpeg4");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("c.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(cut, "its index is missing");
  }

  private static void assertRefused(Path file, String part) {
    FileException refused = assertThrows(FileException.class, () -> open(file));
    assertTrue(refused.getMessage().contains(part), refused.getMessage());
    assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
  }

  @Test
  void cutShortIsSaidOfOtherKindsToo() throws Exception {
    for (String kind : List.of("mkv", "avi")) {
      Path whole =
          make(
              folder.resolve("w." + kind), "-f lavfi -i testsrc2=s=64x48:r=10:d=3 -c:v mpeg4 -g 5");
      byte[] bytes = Files.readAllBytes(whole);
      Path cut = Files.write(folder.resolve("c." + kind), Arrays.copyOf(bytes, bytes.length / 2));
      Footage footage = open(cut);
      assertEquals(1, footage.faults().size(), kind + footage.info().frames());
      assertTrue(footage.faults().get(0).contains("is cut short"), footage.faults().get(0));
      TestFootage.Read read = all(footage);
      assertEquals(footage.info().frames(), read.frames().size());
    }
  }

  @Test
  void aChangedFileIsNotReadOn() throws Exception {
    Path file = make(folder.resolve("x.mkv"), PATTERN + "-c:v ffv1");
    Footage footage = open(file);
    make(file, PATTERN + "-c:v mpeg4");
    FileException refused = assertThrows(FileException.class, () -> all(footage));
    assertTrue(refused.getMessage().contains("has changed since it was opened"));
    Files.delete(file);
    assertTrue(
        assertThrows(FileException.class, () -> all(footage))
            .getMessage()
            .contains("does not exist"));
  }

  @Test
  void namesMayBeInAnyScript() throws Exception {
    Path plain = make(folder.resolve("x.mkv"), PATTERN + "-c:v ffv1");
    for (String name :
        List.of("видео.mkv", "動画 1.mkv", "-i.mkv", "a:b'c\"%d[0].mkv", "naïve\n.mkv", "نقش.mkv")) {
      Path file = Files.copy(plain, folder.resolve(name));
      assertEquals(8, all(open(file)).frames().size(), name);
    }
  }
}
