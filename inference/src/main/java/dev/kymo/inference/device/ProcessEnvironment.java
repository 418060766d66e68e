package dev.kymo.inference.device;

import com.sun.jna.NativeLibrary;
import java.util.function.BiConsumer;

/**
 * Sets environment variables of the running process, for native libraries that are not loaded yet.
 * Java itself keeps the environment that it was started with.
 */
final class ProcessEnvironment implements BiConsumer<String, String> {
  @Override
  public void accept(String name, String value) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    boolean done =
        windows
            ? NativeLibrary.getInstance("kernel32")
                    .getFunction("SetEnvironmentVariableA")
                    .invokeInt(new Object[] {name, value})
                != 0
            : NativeLibrary.getProcess()
                    .getFunction("setenv")
                    .invokeInt(new Object[] {name, value, 1})
                == 0;
    if (!done) {
      throw new IllegalStateException("the environment variable " + name + " cannot be set");
    }
  }
}
