package dev.kymo.studio;

import dev.kymo.trainer.run.EventLog;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.ScheduleOptions;
import dev.kymo.trainer.run.TensorBoardLog;
import dev.kymo.trainer.run.TrainingOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Makes run directories with the trainer's own writers, without training anything. */
public final class SyntheticRuns {

  private SyntheticRuns() {}

  /** A toy run's options with so many steps and samples every so many. */
  public static TrainingOptions options(Path data, long steps, int sampleEvery) {
    TrainingOptions toy = Preset.TOY_64.options(data.toString());
    ScheduleOptions s = toy.schedule();
    return toy.withSchedule(
        new ScheduleOptions(
            steps,
            s.logEvery(),
            sampleEvery,
            s.latestEvery(),
            s.generatorEvery(),
            s.fullEvery(),
            s.keepLast(),
            s.keepBest(),
            2));
  }

  /** A run that has got to a step, with everything that a run writes on the way. */
  public static RunDirectory make(Path root, RunState state, String reason, long step, long steps)
      throws IOException {
    int sampleEvery = (int) Math.max(1, steps / 40);
    TrainingOptions options = options(Path.of("/data/puppet-8k"), steps, sampleEvery);
    RunDirectory run = RunDirectory.create(root, options);
    status(run, state, reason, step, steps);
    Random random = new Random(root.hashCode());
    try (EventLog events = EventLog.open(run);
        TensorBoardLog board = TensorBoardLog.open(run, 0)) {
      events.append(RunEvent.now(0, RunEvent.Kind.START, Map.of(), Map.of("host", "here")));
      long every = Math.max(1, step / 600);
      for (long at = every; at <= step; at += every) {
        events.append(RunEvent.now(at, RunEvent.Kind.LOSSES, losses(at, steps, random), Map.of()));
        events.append(
            RunEvent.now(
                at,
                RunEvent.Kind.TIMINGS,
                Map.of(
                    "total", 0.07 + 0.01 * random.nextDouble(),
                    "images_per_second", 210 + 8 * random.nextDouble(),
                    "data_share", 0.012 + 0.004 * random.nextDouble(),
                    "host_memory", 2.1e9,
                    "device_memory", 11.8e9,
                    "host_load", 0.38 + 0.05 * random.nextDouble(),
                    "device_load", 0.93 + 0.05 * random.nextDouble()),
                Map.of()));
      }
      for (long at = sampleEvery; at <= step; at += sampleEvery) {
        Path strip = run.sampleStrip(at);
        strip(strip, at / (double) steps);
        board.histogram(at, "frequencies", frequencies(at / (double) steps));
        events.append(
            RunEvent.now(
                at,
                RunEvent.Kind.SAMPLE,
                Map.of(),
                Map.of("strip", "samples/" + strip.getFileName())));
      }
    }
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      log.append("2026-11-25 09:12:%02d step %d g 2.31 di 1.28 dv 0.94%n".formatted(i % 60, i));
    }
    Files.writeString(run.logFile(), log);
    return run;
  }

  /** Replaces a run's status; the trainer is this very process. */
  public static void status(RunDirectory run, RunState state, String reason, long step, long steps)
      throws IOException {
    RunStatus status =
        RunStatus.ofThisProcess(step, steps)
            .on("CUDA 0 \u00b7 H200", "bf16")
            .at(step, 214, 0.06 * (steps - step));
    if (state == RunState.LOST) {
      status = status.in(RunState.RUNNING, "").beating(System.currentTimeMillis() - 14 * 60_000);
    } else {
      status = status.in(state, reason);
    }
    status.write(run);
  }

  /** A sample that was drawn a moment ago. */
  public static void sample(RunDirectory run, long step) throws IOException {
    strip(run.sampleStrip(step), 0.5);
    try (EventLog events = EventLog.open(run)) {
      events.append(
          RunEvent.now(step, RunEvent.Kind.SNAPSHOT, Map.of(), Map.of("of", "generator")));
    }
  }

  static Map<String, Double> losses(long step, long steps, Random random) {
    double x = step / (double) steps;
    return Map.of(
        "generator", 2.6 + 2.5 * Math.exp(-12 * x) + 0.25 * random.nextGaussian(),
        "image_d", 1.5 + 0.5 * Math.exp(-8 * x) + 0.08 * random.nextGaussian(),
        "video_d", 1.2 + 0.5 * Math.exp(-9 * x) + 0.08 * random.nextGaussian(),
        "image_r1", 0.04 + 0.3 * Math.exp(-9 * x) + 0.004 * random.nextDouble(),
        "video_r1", 0.02 + 0.2 * Math.exp(-9 * x) + 0.004 * random.nextDouble());
  }

  /** Three clusters that form; the fastest wanders off to slower motion. */
  static float[] frequencies(double x) {
    Random random = new Random(3);
    float[] f = new float[128];
    for (int i = 0; i < f.length; i++) {
      double start = 7 * (2 * random.nextDouble() - 1);
      double target = Math.signum(start) * (Math.abs(start) < 3 ? 1.2 : 3.6);
      f[i] = (float) (start + (target - start) * Math.min(1, 1.3 * x));
    }
    return f;
  }

  /** Two clips of 16 frames of 64 pixels that get sharper. */
  static void strip(Path file, double x) throws IOException {
    int size = 64;
    BufferedImage image = new BufferedImage(16 * size, 2 * size, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    for (int row = 0; row < 2; row++) {
      for (int k = 0; k < 16; k++) {
        int grey = (int) (90 * (1 - x));
        g.setColor(new Color(grey, grey, grey));
        g.fillRect(k * size, row * size, size, size);
        int y = (int) (24 + 16 * Math.sin(k * 0.4 * (row + 1)));
        g.setColor(Color.getHSBColor(row * 0.4f + 0.05f, 0.8f, (float) (0.4 + 0.6 * x)));
        g.fillRect(k * size + 20, row * size + y, 16, 16);
      }
    }
    g.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  /** The events of a year: so many lines of losses, as the trainer writes them. */
  public static RunDirectory yearLong(Path root, int events) throws IOException {
    RunDirectory run = RunDirectory.create(root, options(Path.of("/data/x"), 100L * events, 100));
    status(run, RunState.RUNNING, "", 100L * events / 2, 100L * events);
    Random random = new Random(1);
    try (BufferedWriter out = Files.newBufferedWriter(run.eventsFile())) {
      for (int i = 1; i <= events; i++) {
        out.write(
            String.format(
                Locale.ROOT,
                "{\"time\":%d.5,\"step\":%d,\"kind\":\"losses\",\"generator\":%.5f,"
                    + "\"image_d\":%.5f,\"image_r1\":%.6f,\"video_d\":%.5f,\"video_r1\":%.6f}%n",
                1_760_000_000L + 30L * i,
                100L * i,
                2 + random.nextDouble(),
                1 + random.nextDouble(),
                0.01 * random.nextDouble(),
                1 + random.nextDouble(),
                0.01 * random.nextDouble()));
      }
    }
    return run;
  }
}
