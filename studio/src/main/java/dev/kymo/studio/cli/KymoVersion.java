package dev.kymo.studio.cli;

import dev.kymo.studio.version.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class KymoVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "Kymo " + BuildInfo.ofThisProgram().line(),
      "Java "
          + Runtime.version()
          + " on "
          + System.getProperty("os.name")
          + ' '
          + System.getProperty("os.arch")
    };
  }
}
