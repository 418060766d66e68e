package dev.kymo.trainer.dataset.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.clip.ClipWriters;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.ImageConversion;
import dev.kymo.inference.image.PassedOver.Reason;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TestDatasets;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.image.FrameEncoder.Format;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening, telling apart and reading datasets, good and hostile. */
class DataSourcesTest {
  @TempDir private Path dir;

  private static DatasetException refused(Path dataset) {
    DatasetException refused =
        assertThrows(
            DatasetException.class, () -> DataSources.open(dataset, TestDatasets.VIDEOS).close());
    assertTrue(refused.getMessage().contains(dataset.toString()), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count());
    assertTrue(refused.getMessage().endsWith("."), refused.getMessage());
    return refused;
  }

  @Test
  void foldersAreReadInNameOrder() throws Exception {
    Path data = TestDatasets.folders(dir.resolve("d"), 4, 3, 2);
    Files.createDirectories(data.resolve(".hidden"));
    Files.writeString(data.resolve("readme.txt"), "hello");
    Files.writeString(data.resolve("v001/notes.txt"), "hello");
    // Plain name order, as sorted() has it: 10 comes before 9.
    byte[] ten = new FrameEncoder(Format.PNG, 95).encode(TestDatasets.plain(1, 10, 4), 4, 4);
    Files.write(data.resolve("v001/10.png"), ten);
    Files.write(data.resolve("v001/9.png"), ten);
    try (DataSource source = DataSources.open(data, TestDatasets.VIDEOS)) {
      assertEquals(DatasetKind.FRAME_FOLDERS, source.kind());
      assertEquals(List.of(VideoInfo.of("v000", 3), VideoInfo.of("v001", 4)), source.videos());
      assertArrayEquals(TestDatasets.plain(0, 2, 4), source.read(0, 2).rgb());
      assertArrayEquals(TestDatasets.plain(1, 1, 4), source.read(1, 1).rgb());
      assertArrayEquals(TestDatasets.plain(1, 10, 4), source.read(1, 2).rgb());
    }
  }

  @Test
  void zipsGiveTheSameVideosAndFrames() throws Exception {
    Path data = TestDatasets.folders(dir.resolve("d"), 4, 3, 2);
    Path zip = TestDatasets.zip(data, dir.resolve("d.zip"));
    try (DataSource folders = DataSources.open(data, TestDatasets.VIDEOS);
        DataSource zipped = DataSources.open(zip, TestDatasets.VIDEOS)) {
      assertEquals(DatasetKind.ZIP, zipped.kind());
      assertEquals(folders.videos(), zipped.videos());
      for (int video = 0; video < 2; video++) {
        for (int frame = 0; frame < folders.videos().get(video).frames(); frame++) {
          assertArrayEquals(folders.read(video, frame).rgb(), zipped.read(video, frame).rgb());
        }
      }
      assertNotEquals(folders.fingerprint(), zipped.fingerprint());
    }
  }

  @Test
  void mp4FilesAreDecodedInOrder() throws Exception {
    Files.createDirectories(dir.resolve("m"));
    TestDatasets.mp4(dir.resolve("m/b.mp4"), 32, 12);
    TestDatasets.mp4(dir.resolve("m/a.MP4"), 48, 5);
    Files.writeString(dir.resolve("m/c.mp4"), "this is no video at all");
    try (DataSource source = DataSources.open(dir.resolve("m"), TestDatasets.VIDEOS)) {
      assertEquals(DatasetKind.VIDEO_FILES, source.kind());
      assertEquals(
          List.of(VideoInfo.of("a.MP4", 5), VideoInfo.of("b.mp4", 12)),
          source.videos().subList(0, 2));
      assertTrue(source.videos().get(2).fault().orElseThrow().contains("c.mp4"));
      for (int frame : new int[] {0, 7, 11}) {
        RgbFrame read = source.read(1, frame);
        assertEquals(32, read.width());
        for (byte value : read.rgb()) {
          assertEquals(TestDatasets.grey(frame), value & 0xFF, 2);
        }
      }
      assertThrows(DatasetException.class, () -> source.read(1, 12));
    }
  }

  @Test
  void colourOfMp4FilesIsRight() throws Exception {
    Files.createDirectories(dir.resolve("m"));
    int[] argb = new int[32 * 32];
    Arrays.fill(argb, 0xFFD04020);
    try (ClipWriter writer =
        ClipWriters.open(ClipFormat.MP4, dir.resolve("m/a.mp4"), ClipOptions.of(32, 32, 1))) {
      writer.write(new FrameImage(32, 32, argb));
      writer.finish();
    }
    try (DataSource source = DataSources.open(dir.resolve("m"), TestDatasets.VIDEOS)) {
      byte[] rgb = source.read(0, 0).rgb();
      assertEquals(0xD0, rgb[0] & 0xFF, 3);
      assertEquals(0x40, rgb[1] & 0xFF, 3);
      assertEquals(0x20, rgb[2] & 0xFF, 3);
    }
  }

  @Test
  void whatIsNoDatasetIsASentence() throws Exception {
    assertTrue(refused(dir.resolve("none")).getMessage().contains("no dataset"));
    assertTrue(refused(Files.createDirectory(dir.resolve("e"))).getMessage().contains("empty"));
    Path text = Files.writeString(dir.resolve("a.txt"), "hello");
    assertTrue(refused(text).getMessage().contains("is no dataset"));
    Path video = TestDatasets.mp4(dir.resolve("a.mp4"), 16, 2);
    assertTrue(refused(video).getMessage().contains("single video"));
    TestDatasets.folders(dir.resolve("d"), 4, 2);
    assertTrue(refused(dir.resolve("d/v000")).getMessage().contains("holds frames itself"));
    Files.createDirectories(dir.resolve("f/empty"));
    assertTrue(refused(dir.resolve("f")).getMessage().contains("no frames"));
  }

  @Test
  void aFrameThatChangedOrWentIsNamed() throws Exception {
    Path data = TestDatasets.folders(dir.resolve("d"), 4, 3);
    try (DataSource source = DataSources.open(data, TestDatasets.VIDEOS)) {
      Files.setLastModifiedTime(data.resolve("v000/0001.png"), FileTime.fromMillis(5_000_000));
      Files.delete(data.resolve("v000/0002.png"));
      source.read(0, 0);
      assertMessage("0001.png has changed", () -> source.read(0, 1));
      assertMessage("0002.png is gone", () -> source.read(0, 2));
    }
  }

  private static void assertMessage(String part, Executable failing) {
    String message = assertThrows(DatasetException.class, failing).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void fingerprintsFollowTheFilesAndNotThePlace() throws Exception {
    Path data = TestDatasets.folders(dir.resolve("d"), 4, 3);
    String before = fingerprint(data);
    Path moved = Files.move(data, dir.resolve("moved"));
    assertEquals(before, fingerprint(moved));
    Files.move(moved.resolve("v000/0002.png"), moved.resolve("v000/0003.png"));
    assertNotEquals(before, fingerprint(moved));
  }

  private static String fingerprint(Path data) throws Exception {
    try (DataSource source = DataSources.open(data, TestDatasets.VIDEOS)) {
      return source.fingerprint();
    }
  }

  /** A dataset of tiny frames at these paths. */
  private Path files(String... names) throws IOException {
    byte[] frame = new FrameEncoder(Format.PNG, 95).encode(TestDatasets.plain(1, 2, 4), 4, 4);
    Path data = dir.resolve("t");
    for (String name : names) {
      Path file = data.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, frame);
    }
    return data;
  }

  private static List<String> videoNames(DataSource source) {
    return source.videos().stream().map(VideoInfo::name).toList();
  }

  @Test
  void videosAndFramesAreInTheOrderOfTheirNumbers() throws Exception {
    Path data = files("clip10/f_1.png", "clip9/f_10.png", "clip9/f_2.png", "clip9/f_1.png");
    try (DataSource folders = DataSources.open(data, TestDatasets.VIDEOS);
        DataSource zipped =
            DataSources.open(TestDatasets.zip(data, dir.resolve("t.zip")), TestDatasets.VIDEOS)) {
      assertEquals(List.of("clip9", "clip10"), videoNames(folders));
      Files.delete(data.resolve("clip9/f_10.png"));
      Files.delete(data.resolve("clip9/f_2.png"));
      folders.read(0, 0);
      assertMessage("f_2.png is gone", () -> folders.read(0, 1));
      assertMessage("f_10.png is gone", () -> folders.read(0, 2));
      assertEquals(List.of("clip9", "clip10"), videoNames(zipped));
    }
  }

  @Test
  void foldersMayLieInClasses() throws Exception {
    Path data =
        files(
            "cats/tom/1.png", "cats/tom/2.png", "dogs/rex/1.png", "dogs/rex/cut/1.png", "x/1.png");
    Path zip = TestDatasets.zip(data, dir.resolve("t.zip"));
    for (Path path : List.of(data, zip)) {
      try (DataSource source = DataSources.open(path, TestDatasets.VIDEOS)) {
        assertEquals(List.of("cats/tom", "dogs/rex", "dogs/rex/cut", "x"), videoNames(source));
        assertEquals(2, source.videos().get(0).frames());
        assertEquals(4, source.read(2, 0).width());
        assertEquals(Listing.NOTHING, source.listing());
      }
    }
  }

  @Test
  void linksThatLeadNowhereAreNamed() throws Exception {
    Path data = files("a/1.png", "a/2.png");
    Files.createSymbolicLink(data.resolve("a/3.png"), dir.resolve("gone.png"));
    Files.createSymbolicLink(data.resolve("a/self"), data.resolve("a/self"));
    Files.createSymbolicLink(data.resolve("a/up"), data);
    Files.createSymbolicLink(data.resolve("b"), data.resolve("a"));
    try (DataSource source = DataSources.open(data, TestDatasets.VIDEOS)) {
      assertEquals(List.of("a", "b"), videoNames(source));
      assertEquals(2, source.videos().get(0).frames());
      assertEquals(
          List.of("a/3.png", "a/self", "a/up", "b/3.png", "b/self", "b/up"),
          source.listing().names(Reason.LINK));
    }
  }

  @Test
  void foldersWithoutEndAreNotFollowed() throws Exception {
    Path data = files("1/2/3/4/5/6/7/8/f.png", "1/2/3/4/5/6/7/8/9/f.png");
    try (DataSource source = DataSources.open(data, TestDatasets.VIDEOS)) {
      assertEquals(List.of("1/2/3/4/5/6/7/8"), videoNames(source));
      assertEquals(List.of("1/2/3/4/5/6/7/8/9"), source.listing().names(Reason.DEEP));
    }
  }

  @Test
  void videosBesideFramesAreNamedAndTheOtherWayRound() throws Exception {
    Path data = files("a/1.png");
    TestDatasets.mp4(data.resolve("b.mp4"), 16, 2);
    try (DataSource source = DataSources.open(data, TestDatasets.VIDEOS)) {
      assertEquals(DatasetKind.FRAME_FOLDERS, source.kind());
      assertEquals(List.of("b.mp4"), source.listing().names(Reason.VIDEO));
    }
    Files.delete(data.resolve("a/1.png"));
    Files.writeString(data.resolve("notes.txt"), "x");
    try (DataSource source = DataSources.open(data, TestDatasets.VIDEOS)) {
      assertEquals(DatasetKind.VIDEO_FILES, source.kind());
      assertEquals(List.of("a"), source.listing().names(Reason.FOLDER));
      assertEquals(List.of("notes.txt"), source.listing().names(Reason.NO_VIDEO));
    }
    Files.move(data.resolve("b.mp4"), data.resolve("a/b.mp4"));
    assertTrue(refused(data).getMessage().contains("give one of these folders"));
  }

  @Test
  void conversionsAreCounted() throws Exception {
    Path data = files("a/1.png");
    Files.copy(data.resolve("a/1.png"), data.resolve("a/2.png"));
    BufferedImage deep = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
    ImageIO.write(deep, "png", data.resolve("a/2.png").toFile());
    try (DataSource source = DataSources.open(data, TestDatasets.VIDEOS)) {
      assertEquals(Map.of(), source.conversions());
      source.readAll(0, (index, frame) -> true);
      assertEquals(Map.of(ImageConversion.DEPTH, 1L), source.conversions());
    }
  }

  @Test
  void zipsFromWindowsAreRead() throws Exception {
    Path zip = dir.resolve("backslash.zip");
    try (InputStream in = DataSourcesTest.class.getResourceAsStream("backslash.zip")) {
      Files.copy(in, zip);
    }
    try (DataSource source = DataSources.open(zip, TestDatasets.VIDEOS)) {
      assertEquals(List.of(VideoInfo.of("a", 20), VideoInfo.of("b", 20)), source.videos());
      assertTrue(source.listing().notes().get(0).contains("backslashes"));
      for (int frame = 0; frame < 20; frame++) {
        assertTrue(source.read(1, frame).width() > 0);
      }
    }
  }

  /** A zip whose names are in a code page and not marked, as old archivers wrote them. */
  private Path zipIn(String charset, String... names) throws IOException {
    Path zip = dir.resolve(charset + ".zip");
    byte[] frame = new FrameEncoder(Format.PNG, 95).encode(TestDatasets.plain(1, 2, 4), 4, 4);
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out, Charset.forName(charset))) {
      for (String name : names) {
        packed.putNextEntry(new ZipEntry(name));
        packed.write(frame);
        packed.closeEntry();
      }
    }
    return zip;
  }

  @ParameterizedTest
  @CsvSource({
    "windows-31j,Shift-JIS,\u30d3\u30c7\u30aa,\u52d5\u753b\u8868",
    "GBK,GBK,\u89c6\u9891,\u6d4b\u8bd5",
    "IBM437,IBM437,M\u00fcller,caf\u00e9",
    "UTF-8,,\u30d3\u30c7\u30aa,caf\u00e9"
  })
  void namesInOldCodePagesAreRead(String charset, String told, String first, String second)
      throws Exception {
    try (DataSource source =
        DataSources.open(
            zipIn(charset, first + "/1.png", second + "/1.png", "plain/1.png"),
            TestDatasets.VIDEOS)) {
      assertEquals(Set.of(first, second, "plain"), Set.copyOf(videoNames(source)));
      for (int video = 0; video < 3; video++) {
        assertEquals(4, source.read(video, 0).width());
      }
      assertEquals(told == null ? 0 : 1, source.listing().notes().size());
      assertTrue(told == null || source.listing().notes().get(0).contains("read as " + told));
    }
  }

  @Test
  void namesInUtf8BesideOthersAreTaken() throws Exception {
    byte[] frame = new FrameEncoder(Format.PNG, 95).encode(TestDatasets.plain(1, 2, 4), 4, 4);
    Path zip = dir.resolve("unicode.zip");
    Charset page = Charset.forName("IBM437");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out, page)) {
      for (String name : List.of("\u00e9\u00e91/1.png", "\u00e9\u00e92/1.png")) {
        byte[] told = name.replace('\u00e9', '\u0436').getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(page));
        ByteBuffer extra = ByteBuffer.allocate(9 + told.length).order(ByteOrder.LITTLE_ENDIAN);
        extra.putShort((short) 0x7075).putShort((short) (5 + told.length)).put((byte) 1);
        // The checksum of the second is that of another name.
        extra.putInt((int) crc.getValue() + (name.contains("2") ? 1 : 0)).put(told);
        ZipEntry entry = new ZipEntry(name);
        entry.setExtra(extra.array());
        packed.putNextEntry(entry);
        packed.write(frame);
        packed.closeEntry();
      }
    }
    try (DataSource source = DataSources.open(zip, TestDatasets.VIDEOS)) {
      assertEquals(Set.of("\u0436\u04361", "\u00e9\u00e92"), Set.copyOf(videoNames(source)));
      assertEquals(4, source.read(0, 0).width());
      assertTrue(source.listing().notes().get(0).contains("read as IBM437"));
    }
  }

  @Test
  void strangersInZipsAreNamed() throws Exception {
    try (DataSource source =
        DataSources.open(
            zipIn(
                "UTF-8",
                "v/10.png",
                "v/9.png",
                "v/9.jpg",
                "v/notes.txt",
                "__MACOSX/v/._9.png",
                "v/.DS_Store",
                "cover.png"),
            TestDatasets.VIDEOS)) {
      assertEquals(List.of(VideoInfo.of("v", 2)), source.videos());
      assertPassedOver("v/9.jpg", source, Reason.TWICE);
      assertPassedOver("v/notes.txt", source, Reason.OTHER);
      assertPassedOver("cover.png", source, Reason.LOOSE);
      assertEquals(2, source.listing().counts().get(Reason.SYSTEM));
    }
  }

  private static void assertPassedOver(String name, DataSource source, Reason reason) {
    assertEquals(List.of(name), source.listing().names(reason));
  }

  private Path zipWith(String name, byte[] content) throws IOException {
    Path zip = dir.resolve("x.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      packed.putNextEntry(new ZipEntry(name));
      packed.write(content);
      packed.closeEntry();
    }
    return zip;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/a.png",
        "v/../../a.png",
        "/etc/a.png",
        "C:/a.png",
        "v\\..\\a.png",
        ".."
      })
  void namesThatPointOutAreRefused(String name) throws Exception {
    assertTrue(refused(zipWith(name, new byte[3])).getMessage().contains("points out"));
  }

  @Test
  void aZipWithoutFoldersOfFramesIsASentence() throws Exception {
    assertTrue(refused(zipWith("a.png", new byte[3])).getMessage().contains("no frames"));
    assertTrue(refused(zipWith("v/a.txt", new byte[3])).getMessage().contains("no frames"));
    Path half = zipWith("v/a.png", new byte[300]);
    Files.write(half, Arrays.copyOf(Files.readAllBytes(half), 60));
    assertTrue(refused(half).getMessage().contains("zip"));
  }

  @Test
  void claimsOfSizeAreCheckedBeforeMemoryIsTaken() throws Exception {
    Path zip = zipWith("v/a.png", new byte[4000]);
    byte[] bytes = Files.readAllBytes(zip);
    int directory = centralDirectory(bytes);
    ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    view.putInt(directory + 24, Integer.MAX_VALUE);
    Files.write(zip, bytes);
    assertReadFails(zip, "claims to have " + Integer.MAX_VALUE);
    view.putInt(directory + 24, 100);
    Files.write(zip, bytes);
    assertReadFails(zip, "is damaged");
  }

  @Test
  void aBombIsStoppedAtItsClaim() throws Exception {
    Path zip = zipWith("v/a.png", new byte[(int) FrameDecoder.LARGEST_BYTES / 8]);
    byte[] bytes = Files.readAllBytes(zip);
    assertTrue(bytes.length < 100_000);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(centralDirectory(bytes) + 24, 500);
    Files.write(zip, bytes);
    assertReadFails(zip, "is damaged");
  }

  private static int centralDirectory(byte[] zip) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    return text.indexOf("PK\1\2");
  }

  private static void assertReadFails(Path zip, String part) throws Exception {
    try (DataSource source = DataSources.open(zip, TestDatasets.VIDEOS)) {
      assertMessage(part, () -> source.read(0, 0));
    }
  }

  @Test
  void damagedZipsAreReadOrASentence() throws Exception {
    Path data = TestDatasets.folders(dir.resolve("d"), 4, 2, 2);
    byte[] good = Files.readAllBytes(TestDatasets.zip(data, dir.resolve("d.zip")));
    Path zip = dir.resolve("fuzz.zip");
    Random random = new Random(8);
    for (int round = 0; round < 400; round++) {
      byte[] bytes = good.clone();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(zip, bytes);
      try (DataSource source = DataSources.open(zip, TestDatasets.VIDEOS)) {
        for (int video = 0; video < source.videos().size(); video++) {
          for (int frame = 0; frame < source.videos().get(video).frames(); frame++) {
            source.read(video, frame);
          }
        }
      } catch (DatasetException e) {
        assertTrue(e.getMessage().contains("fuzz.zip"), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
  }

  @Test
  void damagedVideosAreReadOrASentence() throws Exception {
    Files.createDirectories(dir.resolve("m"));
    Path file = TestDatasets.mp4(dir.resolve("m/a.mp4"), 16, 3);
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(9);
    for (int round = 0; round < 15; round++) {
      byte[] bytes = good.clone();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(file, bytes);
      try (DataSource source = DataSources.open(dir.resolve("m"), TestDatasets.VIDEOS)) {
        if (source.videos().get(0).fault().isEmpty()) {
          source.readAll(0, (index, frame) -> true);
        }
      } catch (DatasetException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
  }
}
