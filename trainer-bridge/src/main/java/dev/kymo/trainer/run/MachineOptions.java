package dev.kymo.trainer.run;

import java.util.List;

/**
 * Where and how a run computes.
 *
 * @param devices {@code auto}, {@code cpu}, {@code cuda:0}, ...; several are data-parallel replicas
 * @param precision of the convolutions
 * @param threads that an operation on the CPU is spread over; 0 leaves it to the engine
 * @param decodeThreads that prepare real batches; 0 leaves it to the machine
 */
public record MachineOptions(
    List<String> devices, TrainingPrecision precision, int threads, int decodeThreads) {

  /**
   * Checks the values and keeps an immutable copy.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public MachineOptions {
    devices = List.copyOf(devices);
    Checks.range("The number of devices", devices.size(), 1, 64);
    for (String device : devices) {
      if (!device.matches("auto|cpu|cuda(:\\d{1,3})?")) {
        throw new IllegalArgumentException(
            "A device must be auto, cpu, cuda or cuda:<index>, not '" + device + "'.");
      }
    }
    boolean cpu = devices.stream().allMatch("cpu"::equals);
    if (devices.size() > 1 && !cpu) {
      boolean numbered = devices.stream().allMatch(device -> device.startsWith("cuda:"));
      if (!numbered || devices.stream().distinct().count() < devices.size()) {
        throw new IllegalArgumentException(
            "Several devices must be different numbered ones, such as cuda:0,cuda:1, or all cpu.");
      }
    }
    if (devices.contains("cpu")
        && (precision == TrainingPrecision.TF32 || precision == TrainingPrecision.FP16)) {
      throw new IllegalArgumentException(
          "Precision %s is for CUDA devices; choose fp32, bf16 or auto for the CPU."
              .formatted(precision.label()));
    }
    Checks.range("threads", threads, 0, 1024);
    Checks.range("decode-threads", decodeThreads, 0, 1024);
  }

  /** How many replicas of the networks there are: one for each device. */
  public int replicas() {
    return devices.size();
  }

  /** The same in another precision. */
  public MachineOptions withPrecision(TrainingPrecision other) {
    return new MachineOptions(devices, other, threads, decodeThreads);
  }
}
