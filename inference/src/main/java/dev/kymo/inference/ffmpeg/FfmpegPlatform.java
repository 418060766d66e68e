package dev.kymo.inference.ffmpeg;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A platform that the programs are built for.
 *
 * @param name in the folders of their jar, such as {@code linux-x86_64}
 * @param os what differs in how programs are run
 */
record FfmpegPlatform(String name, Os os) {

  /** Systems on which programs are run differently. */
  enum Os {
    LINUX,
    MAC,
    WINDOWS
  }

  /** Libraries that the programs name and never call, with the versions that they ask for. */
  private static final Map<String, List<String>> UNUSED =
      new TreeMap<>(
          Map.of(
              "libasound.so.2", List.of("ALSA_0.9", "ALSA_0.9.0rc4"),
              "libpulse.so.0", List.of("PULSE_0"),
              "libxcb.so.1", List.of(),
              "libxcb-shm.so.0", List.of(),
              "libdrm.so.2", List.of(),
              "libva.so.2", List.of("VA_API_0.33.0"),
              "libva-drm.so.2", List.of()));

  /** The platform that Java's {@code os.name} and {@code os.arch} mean, if it is known. */
  static Optional<FfmpegPlatform> of(String osName, String osArch) {
    String lower = osName.toLowerCase(Locale.ROOT);
    boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
    boolean intel = osArch.equals("amd64") || osArch.equals("x86_64");
    if (!arm && !intel) {
      return Optional.empty();
    }
    String arch = arm ? "-arm64" : "-x86_64";
    if (lower.startsWith("linux")) {
      return Optional.of(new FfmpegPlatform("linux" + arch, Os.LINUX));
    }
    if (lower.startsWith("mac")) {
      return Optional.of(new FfmpegPlatform("macosx" + arch, Os.MAC));
    }
    return lower.startsWith("windows")
        ? Optional.of(new FfmpegPlatform("windows" + arch, Os.WINDOWS))
        : Optional.empty();
  }

  /** The file of a program. */
  String program(String program) {
    return os == Os.WINDOWS ? program + ".exe" : program;
  }

  /** Whether a file of the jar is needed to run the programs. */
  boolean needs(String file) {
    boolean binding = file.startsWith("libjni") || file.startsWith("jni");
    boolean driver =
        UNUSED.containsKey(file) || file.equals("libva.so") || file.equals("libva-drm.so");
    return !binding && !(os == Os.LINUX && driver);
  }

  /** Libraries that are not in the jar and stand in for those of drivers; by file name. */
  Map<String, byte[]> standIns() {
    Map<String, byte[]> made = new TreeMap<>();
    if (os == Os.LINUX) {
      StandInLibrary.Machine machine =
          name.endsWith("arm64") ? StandInLibrary.Machine.ARM64 : StandInLibrary.Machine.X86_64;
      UNUSED.forEach(
          (file, versions) -> made.put(file, StandInLibrary.bytes(machine, file, versions)));
    }
    return made;
  }
}
