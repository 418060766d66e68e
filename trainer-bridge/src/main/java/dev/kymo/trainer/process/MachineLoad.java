package dev.kymo.trainer.process;

import dev.kymo.inference.device.LocalHost;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * How busy processors and CUDA cards are. Cards are asked on another thread and not often, so that
 * training never waits for the driver's program.
 */
final class MachineLoad {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final com.sun.management.OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
  private final List<Integer> cards;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile OptionalDouble ofCards = OptionalDouble.empty();
  private long askedAt = System.nanoTime() - INTERVAL_NANOS;

  /**
   * The load of this machine.
   *
   * @param cards numbers of the CUDA cards that train; none for a run on the CPU
   */
  MachineLoad(List<Integer> cards) {
    this.cards = List.copyOf(cards);
  }

  /**
   * What is known now, [0, 1]: {@code host_load} of all processors together since the last call,
   * {@code device_load} of the cards on average. What the system does not tell is not there.
   */
  Map<String, Double> take() {
    Map<String, Double> load = new LinkedHashMap<>();
    double host = system.getCpuLoad();
    if (host >= 0) {
      load.put("host_load", StepSums.sixDigits(Math.min(1, host)));
    }
    if (!cards.isEmpty()) {
      askNowAndThen();
      ofCards.ifPresent(value -> load.put("device_load", StepSums.sixDigits(value)));
    }
    return load;
  }

  private void askNowAndThen() {
    long now = System.nanoTime();
    if (now - askedAt >= INTERVAL_NANOS && asking.compareAndSet(false, true)) {
      askedAt = now;
      Thread thread = new Thread(this::ask, "kymo-card-load");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void ask() {
    try {
      String ids = cards.stream().map(String::valueOf).collect(Collectors.joining(","));
      ofCards =
          new LocalHost()
              .run(
                  Duration.ofSeconds(8),
                  List.of(
                      "nvidia-smi",
                      "--id=" + ids,
                      "--query-gpu=utilization.gpu",
                      "--format=csv,noheader,nounits"))
              .map(MachineLoad::mean)
              .orElse(OptionalDouble.empty());
    } finally {
      asking.set(false);
    }
  }

  /** The mean of lines of per cents, as a part of 1; cards that do not tell have other lines. */
  static OptionalDouble mean(String answer) {
    return answer
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("\\d{1,3}"))
        .mapToDouble(line -> Math.min(100, Integer.parseInt(line)) / 100.0)
        .average();
  }
}
