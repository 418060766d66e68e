package dev.kymo.inference.device;

import java.util.List;
import java.util.Optional;

/**
 * Chooses library and device from what is known. A choice without side effects: {@link EngineSetup}
 * collects what it needs and applies what it decides.
 */
final class EngineChooser {
  /** The oldest driver that runs CUDA 12 programs, on Linux and on Windows (first number). */
  static final int OLDEST_DRIVER = 525;

  private static final String INSTALL =
      "Run kymo doctor --install-cuda, or set PYTORCH_LIBRARY_PATH to the lib folder of a PyTorch "
          + Libtorch.VERSION
          + " built for CUDA 12.";

  /**
   * What a choice rests on.
   *
   * @param machine the machine
   * @param named the library that the user named, if any
   * @param found other libraries that fit, best first
   * @param refused why other libraries do not fit, one sentence each
   */
  record Evidence(
      MachineFacts machine, Optional<Libtorch> named, List<Libtorch> found, List<String> refused) {}

  /** Why CUDA cannot be used and what to do about it. */
  private record Obstacle(String reason, String advice) {}

  /**
   * Decides.
   *
   * @throws EngineSetupException when CUDA is asked for and cannot be used
   */
  EngineDecision choose(DeviceChoice choice, Evidence evidence) throws EngineSetupException {
    if (choice.kind() == DeviceChoice.Kind.CPU) {
      return cpu(evidence, new Obstacle("CUDA is not used because the CPU was asked for.", ""));
    }
    Optional<Obstacle> obstacle = obstacle(choice, evidence);
    if (obstacle.isEmpty()) {
      Libtorch library = cudaLibrary(evidence).orElseThrow();
      return new EngineDecision(
          true,
          choice.index(),
          gpu(choice, evidence.machine()),
          Optional.of(library),
          "CUDA is used: driver%s and libtorch %s are present."
              .formatted(driverVersion(evidence.machine()), library.build()),
          "");
    }
    if (choice.kind() == DeviceChoice.Kind.CUDA) {
      throw new EngineSetupException(
          ("Device " + choice + " cannot be used: " + lowerFirst(obstacle.get().reason()))
              + (obstacle.get().advice().isEmpty() ? "" : " " + obstacle.get().advice()));
    }
    return cpu(evidence, obstacle.get());
  }

  private static EngineDecision cpu(Evidence evidence, Obstacle obstacle) {
    return new EngineDecision(
        false, 0, Optional.empty(), evidence.named(), obstacle.reason(), obstacle.advice());
  }

  private static Optional<NvidiaGpu> gpu(DeviceChoice choice, MachineFacts machine) {
    return machine.nvidia().stream()
        .flatMap(driver -> driver.gpus().stream())
        .filter(gpu -> gpu.index() == choice.index())
        .findFirst();
  }

  private static Optional<Obstacle> obstacle(DeviceChoice choice, Evidence evidence) {
    MachineFacts machine = evidence.machine();
    if (!machine.cudaBuilds()) {
      return obstacle("The engine has no CUDA build for %s.".formatted(machine.classifier()), "");
    }
    if (machine.nvidia().isEmpty()) {
      return obstacle(
          "No NVIDIA driver was found on this machine.",
          "If it has an NVIDIA card, install its driver (version %d or newer)."
              .formatted(OLDEST_DRIVER));
    }
    NvidiaDriver driver = machine.nvidia().get();
    if (!driver.usable()) {
      return obstacle(
          "The NVIDIA kernel driver is loaded, but its library libcuda.so.1 was not found.",
          "In a container, start it with access to the GPU; otherwise complete the driver's"
              + " installation.");
    }
    if (driver.majorVersion() >= 0 && driver.majorVersion() < OLDEST_DRIVER) {
      return obstacle(
          "The NVIDIA driver is version %s, too old for CUDA 12.".formatted(driver.version()),
          "Update the driver to version %d or newer.".formatted(OLDEST_DRIVER));
    }
    if (choice.index() > 0
        && !driver.gpus().isEmpty()
        && driver.gpus().stream().noneMatch(gpu -> gpu.index() == choice.index())) {
      return obstacle(
          "This machine has %d CUDA device%s, numbered from 0."
              .formatted(driver.gpus().size(), driver.gpus().size() == 1 ? "" : "s"),
          "");
    }
    return libraryObstacle(evidence);
  }

  private static Optional<Obstacle> libraryObstacle(Evidence evidence) {
    if (cudaLibrary(evidence).isPresent()) {
      return Optional.empty();
    }
    if (evidence.named().isPresent()) {
      return obstacle(
          "PYTORCH_LIBRARY_PATH names a libtorch without CUDA (%s)."
              .formatted(evidence.named().get().folder()),
          "Unset PYTORCH_LIBRARY_PATH, or name a CUDA build of PyTorch %s."
              .formatted(Libtorch.VERSION));
    }
    String also = evidence.refused().isEmpty() ? "" : " (" + evidence.refused().get(0) + ")";
    return obstacle(
        "An NVIDIA driver is present, but the engine's CUDA library is not installed." + also,
        INSTALL);
  }

  /** The user's library goes before all others: the engine reads the variable itself. */
  private static Optional<Libtorch> cudaLibrary(Evidence evidence) {
    return evidence.named().isPresent()
        ? evidence.named().filter(Libtorch::cuda)
        : evidence.found().stream().filter(Libtorch::cuda).findFirst();
  }

  private static Optional<Obstacle> obstacle(String reason, String advice) {
    return Optional.of(new Obstacle(reason, advice));
  }

  private static String driverVersion(MachineFacts machine) {
    return machine
        .nvidia()
        .map(NvidiaDriver::version)
        .filter(version -> !version.isEmpty())
        .map(version -> " " + version)
        .orElse("");
  }

  private static String lowerFirst(String sentence) {
    // Names such as NVIDIA or PYTORCH_LIBRARY_PATH keep their capitals.
    return sentence.length() > 1 && Character.isLowerCase(sentence.charAt(1))
        ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1)
        : sentence;
  }
}
