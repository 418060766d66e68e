package dev.kymo.inference.device;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A machine made up for a test. */
final class FakeHost implements Host {
  final Map<String, String> properties = new HashMap<>();
  final Map<String, String> env = new HashMap<>();
  final Map<Path, String> files = new HashMap<>();
  final Set<Path> present = new HashSet<>();
  final Map<String, String> programs = new HashMap<>();
  final List<String> asked = new ArrayList<>();

  /** A Linux machine without a graphics card, whose home is this folder. */
  static FakeHost linux(Path home) {
    FakeHost host = new FakeHost();
    host.properties.put("os.name", "Linux");
    host.properties.put("os.arch", "amd64");
    host.properties.put("user.home", home.toString());
    return host;
  }

  /** Adds a driver with one card, as a machine that computes has it. */
  FakeHost withDriver(String version) {
    files.put(
        SystemPaths.NVIDIA_VERSION,
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  " + version + "  Thu Feb  1 01:02 2024\n");
    present.add(Path.of("/usr/lib/x86_64-linux-gnu/libcuda.so.1"));
    programs.put("nvidia-smi", "0, 143771, " + version + ", NVIDIA H200\n");
    return this;
  }

  @Override
  public Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  @Override
  public Optional<String> env(String name) {
    return Optional.ofNullable(env.get(name));
  }

  @Override
  public boolean exists(Path path) {
    return present.contains(path);
  }

  @Override
  public Optional<String> read(Path file) {
    return Optional.ofNullable(files.get(file));
  }

  @Override
  public Optional<String> run(Duration limit, List<String> command) {
    asked.add(command.get(0));
    return Optional.ofNullable(programs.get(command.get(0)));
  }

  @Override
  public int cores() {
    return 8;
  }

  @Override
  public long memoryBytes() {
    return 16L << 30;
  }
}
