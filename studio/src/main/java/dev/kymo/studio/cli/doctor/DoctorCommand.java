package dev.kymo.studio.cli.doctor;

import dev.kymo.studio.cli.console.Console;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kymo doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Say which engine, device and precision Kymo uses here, why CUDA is or is not used, and what"
          + " to do about it. Starts the engine and draws a frame of the demo to be sure.%n"
    },
    footerHeading = "%nExit status: 0 when the engine works, 1 when it does not.%n%nExamples:%n",
    footer = {
      "  kymo doctor",
      "  kymo doctor --json | jq .engine.cudaReason",
      "  kymo doctor --install-cuda",
      "  kymo doctor --measure"
    })
public final class DoctorCommand implements Callable<Integer> {
  private final Console console;
  private final Doctor doctor;
  private final CudaInstallation installation;
  private final Surroundings surroundings;

  @Option(names = "--json", description = "Write one JSON object instead of text.")
  private boolean json;

  @Option(
      names = "--install-cuda",
      description =
          "First fetch the engine's CUDA library (about 2.5 GB, 6 GB unpacked), which an NVIDIA"
              + " card needs and which does not come with Kymo.")
  private boolean installCuda;

  @Option(
      names = "--measure",
      description =
          "First forget which precisions were found to be fastest, and measure again: of the demo"
              + " now, of other models when they are opened. Best while nothing else runs.")
  private boolean measure;

  /** A command that reports on this console. */
  public DoctorCommand(
      Console console, Doctor doctor, CudaInstallation installation, Surroundings surroundings) {
    this.console = console;
    this.doctor = doctor;
    this.installation = installation;
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    if (installCuda) {
      installation.run(console);
    }
    if (measure) {
      doctor.forgetMeasurements();
    }
    Diagnosis diagnosis = doctor.examine(surroundings);
    List<Finding> findings = Findings.of(diagnosis);
    String version = surroundings.version();
    console
        .out()
        .print(json ? DoctorReport.json(version, findings) : DoctorReport.text(version, findings));
    console.out().flush();
    return diagnosis.problem().isEmpty() ? 0 : 1;
  }
}
