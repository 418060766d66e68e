package dev.kymo.trainer.network;

import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The kernel texts of training. */
public final class TrainingKernels {
  private static final List<String> TEXTS =
      List.of(
          "layers.ts.py",
          "generator.ts.py",
          "discriminator.ts.py",
          "augmentation.ts.py",
          "optimisation.ts.py",
          "learning.ts.py");

  private TrainingKernels() {}

  /** Loads them on a device; the caller closes them before the device. */
  public static Kernels load(Compute compute) {
    return compute.load(texts());
  }

  /** The TorchScript archive, which Python's {@code torch.jit.load} reads too. */
  public static byte[] archive() {
    return Kernels.extended(texts());
  }

  private static List<String> texts() {
    return TEXTS.stream().map(TrainingKernels::text).toList();
  }

  private static String text(String name) {
    try (InputStream in = TrainingKernels.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the kernel text " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the kernel text " + name, e);
    }
  }
}
