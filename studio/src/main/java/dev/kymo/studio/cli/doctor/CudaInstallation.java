package dev.kymo.studio.cli.doctor;

import dev.kymo.inference.device.CudaInstaller;
import dev.kymo.inference.device.EngineFolders;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.device.Host;
import dev.kymo.inference.device.InstallProgress;
import dev.kymo.inference.device.Libtorch;
import dev.kymo.inference.device.MachineFacts;
import dev.kymo.inference.device.MachineProbe;
import dev.kymo.studio.cli.console.Cancellation;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.ProgressLine;
import dev.kymo.studio.cli.console.TimeLeft;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** {@code kymo doctor --install-cuda}. */
public final class CudaInstallation {
  private final Host host;
  private final URI published;

  /**
   * An installation on a machine.
   *
   * @param host answers questions about it
   * @param published where the library is fetched from
   */
  public CudaInstallation(Host host, URI published) {
    this.host = host;
    this.published = published;
  }

  /**
   * Installs for the machine's platform, with progress.
   *
   * @throws EngineSetupException when there is no CUDA build for it or the installation fails
   */
  void run(Console console) throws EngineSetupException {
    MachineFacts machine = new MachineProbe(host).probe();
    if (!machine.cudaBuilds()) {
      throw new EngineSetupException(
          "The engine has no CUDA build for " + machine.classifier() + ": nothing to install.");
    }
    Path target = new EngineFolders(host, machine.os()).kymoLibtorch();
    CudaInstaller installer = new CudaInstaller(published, machine.classifier(), target);
    console.err().println("Fetching the engine's CUDA library, about 2.5 GB, from " + published);
    console.err().println("It goes to " + target + "; Ctrl-C pauses, the same command carries on.");
    long started = console.nanoTime().getAsLong();
    Libtorch installed;
    try (ProgressLine line = new ProgressLine(console);
        Cancellation cancelled = new Cancellation()) {
      installed =
          installer.install(
              progress ->
                  line.show(progressText(progress, console.nanoTime().getAsLong() - started)),
              cancelled);
    }
    console.out().println("Installed libtorch " + installed.build() + " in " + installed.folder());
  }

  static String progressText(InstallProgress progress, long nanos) {
    double rate = TimeLeft.rate((double) (progress.bytesDone() - progress.bytesResumed()), nanos);
    String left =
        TimeLeft.note(
            TimeLeft.seconds((double) (progress.bytesTotal() - progress.bytesDone()), rate));
    return String.format(
        Locale.ROOT,
        "%.2f of %.2f GB   %.1f MB/s%s   %s",
        progress.bytesDone() / 1e9,
        progress.bytesTotal() / 1e9,
        rate / 1e6,
        left,
        progress.file());
  }
}
