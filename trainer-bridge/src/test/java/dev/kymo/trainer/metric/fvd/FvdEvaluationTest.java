package dev.kymo.trainer.metric.fvd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.kernel.ScriptModule;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.NpzFile;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TestDatasets;
import dev.kymo.trainer.dataset.source.DataSource;
import dev.kymo.trainer.dataset.source.DataSources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features and distance against the reference, through files as a user has them. */
class FvdEvaluationTest {
  private static final int CLIPS = 24;
  private static final int SIZE = 16;

  @TempDir private static Path engineCache;
  private static EngineSession session;
  @TempDir private Path dir;

  @BeforeAll
  static void startTheEngine() throws Exception {
    session = EngineSession.start(EngineSetup.onThisMachine(), DeviceChoice.CPU, engineCache);
  }

  @AfterAll
  static void stopTheEngine() {
    session.close();
  }

  private static Path golden(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(FvdEvaluationTest.class.getResource("/golden/" + name), name)
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double[] doubles(HostTensor tensor) {
    double[] values = new double[(int) tensor.count()];
    tensor.data().asDoubleBuffer().get(values);
    return values;
  }

  /** (N, T, H, W, C) to (N, C, T, H, W). */
  private static byte[] channelsFirst(HostTensor clips) {
    byte[] in = new byte[(int) clips.count()];
    clips.data().get(in);
    byte[] out = new byte[in.length];
    int pixels = 16 * SIZE * SIZE;
    for (int n = 0; n < CLIPS; n++) {
      for (int i = 0; i < pixels; i++) {
        for (int c = 0; c < 3; c++) {
          out[(n * 3 + c) * pixels + i] = in[(n * pixels + i) * 3 + c];
        }
      }
    }
    return out;
  }

  @Test
  void featuresAndDistanceAreTheReferences() throws Exception {
    Map<String, HostTensor> golden = NpzFile.read(golden("fvd.npz"));
    try (ScriptModule module = session.loadScript(golden("tiny-detector.pt"))) {
      ScriptDetector detector = new ScriptDetector(module, Path.of("tiny-detector.pt"));
      List<FeatureStatistics> statistics = new ArrayList<>();
      for (String kind : List.of("real", "fake")) {
        float[][] features = detector.features(channelsFirst(golden.get(kind)), CLIPS, 16, SIZE);
        double[] expected = doubles(golden.get(kind + "_features"));
        for (int n = 0; n < CLIPS; n++) {
          for (int i = 0; i < 10; i++) {
            assertEquals(expected[n * 10 + i], features[n][i], 1e-5, kind + " " + n + " " + i);
          }
        }
        statistics.add(FeatureStatistics.of(features));
      }
      double distance = doubles(golden.get("distance"))[0];
      assertEquals(distance, statistics.get(0).distance(statistics.get(1)), 1e-5 * distance);
    }
  }

  /** Clips of the reference as folders of PNG files. */
  private Path folder(String kind, int frames) throws IOException {
    HostTensor clips = NpzFile.read(golden("fvd.npz")).get(kind);
    Path folder = dir.resolve(kind);
    ByteBuffer data = clips.data();
    for (int n = 0; n < CLIPS; n++) {
      Path video = Files.createDirectories(folder.resolve(String.format(Locale.ROOT, "%03d", n)));
      for (int t = 0; t < frames; t++) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIZE * SIZE; i++) {
          int at = ((n * 16 + t) * SIZE * SIZE + i) * 3;
          image.setRGB(
              i % SIZE,
              i / SIZE,
              (data.get(at) & 0xFF) << 16
                  | (data.get(at + 1) & 0xFF) << 8
                  | (data.get(at + 2) & 0xFF));
        }
        ImageIO.write(
            image, "png", video.resolve(String.format(Locale.ROOT, "%02d.png", t)).toFile());
      }
    }
    return folder;
  }

  private FvdEvaluation evaluation() {
    return new FvdEvaluation(
        FvdMetric.FVD2048_16F, FvdMetric.CLIPS, 0, 2, TestDatasets.VIDEOS, dir.resolve("cache"));
  }

  @Test
  void foldersAreComparedWithMirroredCopies() throws Exception {
    Path real = folder("real", 16);
    Path fake = folder("fake", 16);
    List<String> heard = new ArrayList<>();
    FvdReport report =
        evaluation()
            .ofFolder(
                session,
                golden("tiny-detector.pt"),
                real,
                fake,
                (what, done, total) -> heard.add(what + " " + done + "/" + total),
                () -> false);
    assertEquals(
        List.of(
            "real 8/48",
            "real 16/48",
            "real 24/48",
            "real 32/48",
            "real 40/48",
            "real 48/48",
            "generated 8/24",
            "generated 16/24",
            "generated 24/24"),
        heard);
    // The same by hand: real clips and their mirror images.
    Map<String, HostTensor> golden = NpzFile.read(golden("fvd.npz"));
    byte[] plain = channelsFirst(golden.get("real"));
    byte[] mirrored = new byte[plain.length];
    for (int i = 0; i < plain.length; i++) {
      mirrored[i] = plain[i / SIZE * SIZE + SIZE - 1 - i % SIZE];
    }
    try (ScriptModule module = session.loadScript(golden("tiny-detector.pt"))) {
      ScriptDetector detector = new ScriptDetector(module, Path.of("tiny-detector.pt"));
      List<float[]> features = new ArrayList<>();
      features.addAll(Arrays.asList(detector.features(plain, CLIPS, 16, SIZE)));
      features.addAll(Arrays.asList(detector.features(mirrored, CLIPS, 16, SIZE)));
      float[][] fakes = detector.features(channelsFirst(golden.get("fake")), CLIPS, 16, SIZE);
      double expected =
          FeatureStatistics.of(features.toArray(float[][]::new))
              .distance(FeatureStatistics.of(fakes));
      assertEquals(expected, report.distance(), 1e-6 * expected);
    }
    assertEquals(48, report.protocol().realClips());
    assertEquals(24, report.protocol().realVideos());
    assertEquals(10, report.protocol().features());
    assertEquals(2, report.notes().size(), "few clips are remarked on");

    heard.clear();
    FvdReport again =
        evaluation()
            .ofFolder(
                session,
                golden("tiny-detector.pt"),
                real,
                fake,
                (what, done, total) -> heard.add(what),
                () -> false);
    assertFalse(heard.contains("real"), "real statistics are kept");
    assertEquals(report, again);
  }

  @Test
  void shortVideosAreRefused() throws Exception {
    Path real = folder("real", 16);
    Path fake = folder("fake", 3);
    String message =
        assertThrows(
                DatasetException.class,
                () ->
                    evaluation()
                        .ofFolder(
                            session,
                            golden("tiny-detector.pt"),
                            real,
                            fake,
                            (what, done, total) -> {},
                            () -> false))
            .getMessage();
    assertTrue(message.contains("no video of at least 16 frames"), message);
  }

  @Test
  void cancellingStops() throws Exception {
    Path real = folder("real", 16);
    List<Integer> done = new ArrayList<>();
    assertThrows(
        CancellationException.class,
        () ->
            evaluation()
                .ofFolder(
                    session,
                    golden("tiny-detector.pt"),
                    real,
                    real,
                    (what, clips, total) -> done.add(clips),
                    () -> done.size() >= 2));
    assertEquals(List.of(8, 16), done);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "PK"})
  void whatIsNoDetectorIsRefused(String content) throws IOException {
    Path file = Files.writeString(dir.resolve("detector.pt"), content);
    String message =
        assertThrows(IllegalArgumentException.class, () -> session.loadScript(file).close())
            .getMessage();
    assertTrue(message.contains("TorchScript"), message);
  }

  @Test
  void aDamagedDetectorIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(golden("tiny-detector.pt"));
    // The first part's content: the pickle of the module.
    Arrays.fill(bytes, 64, 140, (byte) 7);
    Path file = Files.write(dir.resolve("damaged.pt"), bytes);
    assertThrows(IllegalArgumentException.class, () -> session.loadScript(file).close());
  }

  @Test
  void aDetectorThatTakesOtherClipsSaysSo() throws Exception {
    try (ScriptModule module = session.loadScript(golden("tiny-detector.pt"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> module.forward(ByteBuffer.wrap(new byte[12]), new long[] {3, 4}, true, true, true));
    }
  }

  @Test
  void statisticsAreKeptToTheLastBit() throws Exception {
    StatisticsCache cache = new StatisticsCache(dir.resolve("kept"));
    FeatureStatistics statistics =
        FeatureStatistics.of(new float[][] {{1, 2.5f, 1e-7f}, {3, 1, 0}, {0.1f, 7, 2}});
    assertTrue(cache.find("a").isEmpty());
    cache.keep("a", statistics);
    FeatureStatistics found = cache.find("a").orElseThrow();
    assertEquals(3, found.clips());
    assertArrayEquals(statistics.mean(), found.mean());
    assertArrayEquals(statistics.covariance()[1], found.covariance()[1]);
    assertTrue(cache.find("b").isEmpty());
    try (var files = Files.list(dir.resolve("kept"))) {
      Files.writeString(files.findFirst().orElseThrow(), "damaged");
    }
    assertTrue(cache.find("a").isEmpty());
  }

  @Test
  void realClipsComeFirstAsTheyAre() throws Exception {
    try (DataSource source = DataSources.open(folder("real", 16), TestDatasets.VIDEOS)) {
      DatasetClips clips =
          new DatasetClips(source, FvdMetric.FVD2048_16F, SIZE, true, FvdMetric.CLIPS, 0, 1);
      assertEquals(2 * CLIPS, clips.count());
      byte[] all = new byte[clips.count() * 3 * 16 * SIZE * SIZE];
      clips.fill(0, all, () -> false);
      byte[] plain = channelsFirst(NpzFile.read(golden("fvd.npz")).get("real"));
      assertArrayEquals(plain, Arrays.copyOf(all, plain.length));
    }
  }

  @Test
  void ofTooManyClipsSomeAreDrawnWithoutReplacement() throws Exception {
    try (DataSource source = DataSources.open(folder("real", 16), TestDatasets.VIDEOS)) {
      int bytes = 3 * 16 * SIZE * SIZE;
      byte[] all = new byte[2 * CLIPS * bytes];
      new DatasetClips(source, FvdMetric.FVD2048_16F, SIZE, true, 99, 0, 2)
          .fill(0, all, () -> false);
      DatasetClips some = new DatasetClips(source, FvdMetric.FVD2048_16F, SIZE, true, 20, 0, 2);
      assertEquals(20, some.count());
      byte[] drawn = new byte[20 * bytes];
      some.fill(0, drawn, () -> false);
      Set<ByteBuffer> seen = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        seen.add(ByteBuffer.wrap(drawn, i * bytes, bytes).slice());
      }
      assertEquals(20, seen.size());
      Set<ByteBuffer> known = new HashSet<>();
      for (int i = 0; i < 2 * CLIPS; i++) {
        known.add(ByteBuffer.wrap(all, i * bytes, bytes).slice());
      }
      assertTrue(known.containsAll(seen));
    }
  }

  @Test
  void aModelsClipsAreItsFrames() throws Exception {
    try (FrameRenderer renderer = session.loadUntrained(16, Optional.of(Precision.FP32))) {
      GeneratedClips clips = new GeneratedClips(renderer, FvdMetric.FVD2048_16F, 2, 7);
      byte[] second = new byte[3 * 16 * 16 * 16];
      clips.fill(1, second, () -> false);
      LatentCode code = LatentCode.seed(8);
      Scene scene =
          new Scene(
              renderer.modelId(),
              code,
              new NoiseCode.Seeded(8),
              MotionEdit.trained(BandPlan.WHOLE, code));
      int[] green = new int[16];
      renderer.drawClip(
          scene,
          new TimeGrid(-1, 1, 16).times(),
          (frame, t, image) -> green[frame] = image.argb()[5 * 16 + 3] >> 8 & 0xFF,
          () -> false);
      for (int frame = 0; frame < 16; frame++) {
        assertEquals(green[frame], second[((16 + frame) * 16 + 5) * 16 + 3] & 0xFF);
      }
    }
  }

  @Test
  void metricsAreNamed() {
    assertEquals(FvdMetric.FVD2048_16F, FvdMetric.parse("fvd2048_16f"));
    assertEquals(121, FvdMetric.FVD2048_128F_SUBSAMPLE8F.span());
    assertThrows(IllegalArgumentException.class, () -> FvdMetric.parse("fid"));
  }
}
