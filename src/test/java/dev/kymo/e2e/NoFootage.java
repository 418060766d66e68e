package dev.kymo.e2e;

import dev.kymo.inference.file.FileException;
import dev.kymo.studio.app.FootageParts;
import dev.kymo.studio.app.StudioLauncher;

/** For studios whose models have learned no footage. */
final class NoFootage {
  private NoFootage() {}

  static FootageParts parts() {
    return StudioLauncher.footageParts(
        file -> {
          throw new FileException(file + " is not opened here.");
        });
  }
}
