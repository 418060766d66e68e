package dev.kymo.studio.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class KymoVersion implements IVersionProvider {

  /** Such as {@code 0.1.0}. */
  public static String number() throws IOException {
    try (InputStream in = KymoVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    }
  }

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "Kymo " + number(),
      "Java "
          + Runtime.version()
          + " on "
          + System.getProperty("os.name")
          + ' '
          + System.getProperty("os.arch")
    };
  }
}
