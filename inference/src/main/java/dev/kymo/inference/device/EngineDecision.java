package dev.kymo.inference.device;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which library and device the engine uses, and why.
 *
 * @param cuda whether frames are drawn on a CUDA device rather than the CPU
 * @param index the CUDA device, from 0; 0 on the CPU
 * @param gpu what is known of that device, if anything is
 * @param library the library that was found, or nothing for the CPU library that comes with Kymo
 * @param reason why CUDA is or is not used, one sentence
 * @param advice what to do to change that, one sentence, empty when there is nothing to do
 */
public record EngineDecision(
    boolean cuda,
    int index,
    Optional<NvidiaGpu> gpu,
    Optional<Libtorch> library,
    String reason,
    String advice) {

  /** {@code cpu} or {@code cuda:0}. */
  public String device() {
    return cuda ? "cuda:" + index : "cpu";
  }

  /** The folder of the library, if it is not the one that comes with Kymo. */
  public Optional<Path> libraryFolder() {
    return library.map(Libtorch::folder);
  }
}
