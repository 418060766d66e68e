package dev.kymo.inference.device;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** Ends this process while native code computes, without the crash that an orderly end would be. */
public final class ProcessEnd {
  private ProcessEnd() {}

  /**
   * Ends at once. {@link Runtime#halt} still runs the exit handlers of native libraries, under
   * which libtorch crashes when another thread computes; {@code _exit} of C runs none.
   */
  public static void now(int status) {
    if (!Platform.isWindows()) {
      try {
        NativeLibrary.getProcess().getFunction("_exit").invoke(new Object[] {status});
      } catch (UnsatisfiedLinkError e) {
        // Then as well as Java can.
        Runtime.getRuntime().halt(status);
      }
    }
    Runtime.getRuntime().halt(status);
  }
}
