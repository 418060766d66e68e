package dev.kymo.inference.device;

import dev.kymo.inference.device.MachineFacts.Os;
import java.nio.file.Path;
import java.util.Optional;

/** Where engine libraries, and what else Kymo keeps for itself, lie on this machine. */
public final class EngineFolders {
  private static final String NAME = "libtorch-" + Libtorch.VERSION + '-' + Libtorch.CUDA_FLAVOR;

  private final Host host;
  private final Os os;

  /** The folders of a machine. */
  public EngineFolders(Host host, Os os) {
    this.host = host;
    this.os = os;
  }

  /** Kymo's own CUDA libtorch, installed or not. */
  public Path kymoLibtorch() {
    return dataFolder().resolve("kymo").resolve(NAME);
  }

  /** The CUDA libtorch that an earlier download of the engine left, if any. */
  Path engineCache(String classifier) {
    Path cache =
        host.env("ENGINE_CACHE_DIR")
            .or(() -> host.env("DJL_CACHE_DIR"))
            .map(Path::of)
            .orElseGet(() -> home().resolve(".djl.ai"));
    return cache
        .resolve("pytorch")
        .resolve(Libtorch.VERSION + '-' + Libtorch.CUDA_FLAVOR + '-' + classifier);
  }

  /** Where Kymo keeps what it can make again. */
  public Path kymoCache() {
    return switch (os) {
      case LINUX ->
          absolute("XDG_CACHE_HOME").orElseGet(() -> home().resolve(".cache")).resolve("kymo");
      case MAC -> home().resolve("Library/Caches/kymo");
      case WINDOWS -> dataFolder().resolve("kymo").resolve("cache");
    };
  }

  private Path dataFolder() {
    return switch (os) {
      case LINUX -> absolute("XDG_DATA_HOME").orElseGet(() -> home().resolve(".local/share"));
      case MAC -> home().resolve("Library/Application Support");
      case WINDOWS -> absolute("LOCALAPPDATA").orElseGet(() -> home().resolve("AppData/Local"));
    };
  }

  private Optional<Path> absolute(String variable) {
    return host.env(variable).map(Path::of).filter(Path::isAbsolute);
  }

  private Path home() {
    return Path.of(host.property("user.home").orElse("."));
  }
}
