package dev.kymo.studio.cli.train;

import dev.kymo.trainer.metric.fvd.FvdMetric;
import dev.kymo.trainer.run.MachineOptions;
import dev.kymo.trainer.run.MetricOptions;
import dev.kymo.trainer.run.ScheduleOptions;
import dev.kymo.trainer.run.TrainingPrecision;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of schedule and machine; what is not given stays as the preset has it. */
final class RunSettings {
  private static final String CORES = "cores";

  @Option(names = "--steps", paramLabel = "N", description = "Steps of the whole run.")
  private Long steps;

  @Option(names = "--log-every", paramLabel = "N", description = "Steps between logged losses.")
  private Integer logEvery;

  @Option(names = "--sample-every", paramLabel = "N", description = "Steps between samples.")
  private Integer sampleEvery;

  @Option(
      names = "--latest-every",
      paramLabel = "N",
      description = "Steps between saves of the rolling full checkpoint (published: 1000).")
  private Integer latestEvery;

  @Option(
      names = "--generator-every",
      paramLabel = "N",
      description = "Steps between snapshots of the generator alone (published: 5000).")
  private Integer generatorEvery;

  @Option(
      names = "--full-every",
      paramLabel = "N",
      description = "Steps between numbered full checkpoints (published: 20000).")
  private Integer fullEvery;

  @Option(
      names = "--keep-last",
      paramLabel = "N",
      description = "Numbered checkpoints of each kind that are kept; 0 keeps all.")
  private Integer keepLast;

  @Option(
      names = "--keep-best",
      paramLabel = "N",
      description = "Snapshots that are kept beside them for the lowest metric in the events.")
  private Integer keepBest;

  @Option(
      names = "--metric-detector",
      paramLabel = "F",
      description =
          "Measure a metric at every snapshot of the generator, with this TorchScript detector.")
  private Path metricDetector;

  @Option(
      names = "--metric",
      paramLabel = "M",
      converter = Kinds.Metric.class,
      description = "fvd2048_16f (the default), fvd2048_128f or fvd2048_128f_subsample8f.")
  private FvdMetric metric;

  @Option(
      names = "--metric-clips",
      paramLabel = "N",
      description = "Clips of each kind (default: 256; published figures take 2048).")
  private Integer metricClips;

  @Option(names = "--sample-rows", paramLabel = "N", description = "Clips in a sample.")
  private Integer sampleRows;

  @Option(
      names = "--devices",
      paramLabel = "D",
      split = ",",
      description =
          "auto, cpu, or cuda:0,cuda:1,... for a replica on each; cores for replicas that share the"
              + " processor and the batches, which is faster than cpu.")
  private List<String> devices;

  @Option(
      names = "--precision",
      paramLabel = "P",
      converter = Kinds.Precision.class,
      description = "auto, fp32, tf32, bf16 or fp16; penalties are float32 in any case.")
  private TrainingPrecision precision;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of an operation on the CPU; 1 repeats bit for bit, 0 is the engine's.")
  private Integer threads;

  @Option(
      names = "--decode-threads",
      paramLabel = "N",
      description = "Threads that prepare real batches; 0 is the machine's.")
  private Integer decodeThreads;

  ScheduleOptions over(ScheduleOptions preset) {
    return new ScheduleOptions(
        or(steps, preset.steps()),
        or(logEvery, preset.logEvery()),
        or(sampleEvery, preset.sampleEvery()),
        or(latestEvery, preset.latestEvery()),
        or(generatorEvery, preset.generatorEvery()),
        or(fullEvery, preset.fullEvery()),
        or(keepLast, preset.keepLast()),
        or(keepBest, preset.keepBest()),
        or(sampleRows, preset.sampleRows()),
        metric(preset.metric()));
  }

  private Optional<MetricOptions> metric(Optional<MetricOptions> preset) {
    Optional<String> detector =
        Optional.ofNullable(metricDetector)
            .map(file -> file.toAbsolutePath().normalize().toString())
            .or(() -> preset.map(MetricOptions::detector));
    if (detector.isEmpty()) {
      if (metric != null || metricClips != null) {
        throw new IllegalArgumentException(
            "--metric and --metric-clips need a detector: name it with --metric-detector.");
      }
      return Optional.empty();
    }
    return Optional.of(
        new MetricOptions(
            detector.get(),
            metric != null
                ? metric.label()
                : preset.map(MetricOptions::name).orElse(MetricOptions.NAME),
            or(metricClips, preset.map(MetricOptions::clips).orElse(MetricOptions.CLIPS))));
  }

  /** Whether replicas on the cores are asked for. */
  boolean sharesTheProcessor() {
    return List.of(CORES).equals(devices);
  }

  MachineOptions over(MachineOptions preset) {
    return new MachineOptions(
        sharesTheProcessor() ? List.of("cpu") : or(devices, preset.devices()),
        or(precision, preset.precision()),
        or(threads, preset.threads()),
        or(decodeThreads, preset.decodeThreads()));
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
