package dev.kymo.inference.device;

/**
 * The device that a user asks for.
 *
 * @param kind what is asked for
 * @param index which CUDA device, from 0; 0 for the other kinds
 */
public record DeviceChoice(Kind kind, int index) {

  /** CUDA when it can be used, otherwise the CPU. */
  public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);

  /** The CPU, whatever else there is. */
  public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

  /** What can be asked for. */
  public enum Kind {
    /** The best that works. */
    AUTO,
    /** The CPU and nothing else. */
    CPU,
    /** A CUDA device and nothing else. */
    CUDA
  }

  /**
   * Checks the index.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public DeviceChoice {
    if (index < 0) {
      throw new IllegalArgumentException("a device index starts at 0, but is " + index);
    }
  }

  /** CUDA device i, and an error when it cannot be used. */
  public static DeviceChoice cuda(int index) {
    return new DeviceChoice(Kind.CUDA, index);
  }

  /**
   * Reads {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:1}.
   *
   * @throws IllegalArgumentException when it is none of these; the message says what is expected
   */
  public static DeviceChoice parse(String text) {
    return switch (text) {
      case "auto" -> AUTO;
      case "cpu" -> CPU;
      case "cuda" -> cuda(0);
      default -> {
        if (!text.matches("cuda:\\d{1,3}")) {
          throw new IllegalArgumentException(
              "expected auto, cpu, cuda or cuda:<index>, but got '" + text + "'");
        }
        yield cuda(Integer.parseInt(text.substring("cuda:".length())));
      }
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
    };
  }
}
