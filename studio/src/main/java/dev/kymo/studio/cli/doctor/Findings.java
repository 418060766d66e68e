package dev.kymo.studio.cli.doctor;

import dev.kymo.inference.device.EngineDecision;
import dev.kymo.inference.device.Libtorch;
import dev.kymo.inference.device.MachineFacts;
import dev.kymo.inference.device.NvidiaDriver;
import dev.kymo.inference.device.NvidiaGpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts a diagnosis into lines, the same for people and for programs. */
final class Findings {
  private static final String ENGINE = "engine";
  private static final String MACHINE = "machine";
  private static final String SURROUNDINGS = "surroundings";

  private final List<Finding> lines = new ArrayList<>();

  private Findings() {}

  static List<Finding> of(Diagnosis diagnosis) {
    Findings findings = new Findings();
    findings.engine(diagnosis);
    findings.machine(diagnosis.machine());
    findings.surroundings(diagnosis.surroundings());
    return findings.lines;
  }

  private void engine(Diagnosis diagnosis) {
    Optional<EngineDecision> decision = diagnosis.decision();
    Optional<EngineTrial.Result> trial = diagnosis.trial();
    diagnosis.problem().ifPresent(problem -> add(ENGINE, "problem", "problem", problem));
    trial.ifPresent(result -> add(ENGINE, "name", "engine", result.engine()));
    decision.ifPresent(
        chosen ->
            lines.add(
                new Finding(
                    ENGINE,
                    "device",
                    "device",
                    chosen.device(),
                    trial.map(result -> result.info().device()).orElse(chosen.device()))));
    trial.ifPresent(
        result -> {
          add(ENGINE, "precision", "precision", result.info().precision());
          add(ENGINE, "precisionReason", "because", result.info().precisionReason());
          add(ENGINE, "library", "library", result.library());
        });
    decision.ifPresent(
        chosen -> {
          add(ENGINE, "librarySource", "from", source(chosen));
          lines.add(
              new Finding(
                  ENGINE, "cudaUsed", "CUDA", chosen.cuda(), chosen.cuda() ? "used" : "not used"));
          add(ENGINE, "cudaReason", "because", chosen.reason());
          if (!chosen.advice().isEmpty()) {
            add(ENGINE, "advice", "to do", chosen.advice());
          }
        });
  }

  private static String source(EngineDecision decision) {
    return decision
        .library()
        .map(
            library ->
                switch (library.origin()) {
                  case USER -> "PYTORCH_LIBRARY_PATH, libtorch " + library.build();
                  case KYMO -> "kymo doctor --install-cuda, libtorch " + library.build();
                  case ENGINE_CACHE -> "the engine's own cache, libtorch " + library.build();
                })
        .orElse("Kymo, libtorch " + Libtorch.VERSION + "+cpu");
  }

  private void machine(MachineFacts machine) {
    add(MACHINE, "platform", "platform", machine.classifier());
    add(MACHINE, "processor", "processor", machine.cpu());
    lines.add(
        new Finding(MACHINE, "cores", "cores", machine.cores(), String.valueOf(machine.cores())));
    lines.add(
        new Finding(
            MACHINE,
            "bfloat16",
            "bfloat16",
            machine.bf16().name().toLowerCase(Locale.ROOT),
            switch (machine.bf16()) {
              case AMX -> "matrix units (AMX), several times as fast as float32";
              case AVX512 -> "vector instructions (AVX-512 BF16)";
              case NONE -> "no hardware support known, float32 is faster";
            }));
    lines.add(
        new Finding(
            MACHINE,
            "memoryBytes",
            "memory",
            machine.memoryBytes() > 0 ? machine.memoryBytes() : null,
            gigabytes(machine.memoryBytes())));
    add(MACHINE, "driver", "NVIDIA", machine.nvidia().map(Findings::driver).orElse("no driver"));
    List<NvidiaGpu> gpus = machine.nvidia().map(NvidiaDriver::gpus).orElse(List.of());
    for (NvidiaGpu gpu : gpus) {
      add(
          MACHINE,
          "gpu" + gpu.index(),
          "cuda:" + gpu.index(),
          gpu.name() + ", " + gigabytes(gpu.memoryBytes()));
    }
  }

  private static String driver(NvidiaDriver driver) {
    String version = driver.version().isEmpty() ? "of unknown version" : driver.version();
    return "driver " + version + (driver.usable() ? "" : ", libcuda.so.1 not found");
  }

  private void surroundings(Surroundings surroundings) {
    add(SURROUNDINGS, "java", "Java", surroundings.java());
    lines.add(
        new Finding(
            SURROUNDINGS,
            "display",
            "display",
            surroundings.display().isEmpty(),
            surroundings.display().orElse("present, the studio can open")));
    surroundings.unwritable().forEach((key, why) -> add(SURROUNDINGS, key, "folder", why));
    variable(surroundings, "OMP_WAIT_POLICY", "PASSIVE", "frames take seconds on a busy machine");
    variable(surroundings, "THP_MEM_ALLOC_ENABLE", "1", "frames take up to half as long again");
  }

  /** Variables that must be set before the process starts, which the launcher does. */
  private void variable(Surroundings surroundings, String name, String wanted, String otherwise) {
    String value = surroundings.env().getOrDefault(name, "");
    String text =
        value.equals(wanted)
            ? value
            : (value.isEmpty() ? "not set" : value)
                + ", so "
                + otherwise
                + ": use the kymo launcher or set it to "
                + wanted;
    lines.add(new Finding(SURROUNDINGS, name, name, value.isEmpty() ? null : value, text));
  }

  private static String gigabytes(long bytes) {
    return bytes > 0 ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9) : "unknown";
  }

  private void add(String section, String key, String label, String text) {
    lines.add(Finding.of(section, key, label, text));
  }
}
