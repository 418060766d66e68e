package dev.kymo.studio.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildInfoTest {

  private static BuildInfo of(String version, String commit, String time) {
    Properties properties = new Properties();
    properties.setProperty("version", version);
    properties.setProperty("commit", commit);
    properties.setProperty("time", time);
    return BuildInfo.of(properties);
  }

  @Test
  void saysWhatTheBuildKnew() {
    assertEquals(
        "1.2 (commit 1a2b3c4 of 2026-11-30 21:04 UTC)",
        of("1.2", "1a2b3c4", "2026-11-30 21:04 UTC").line());
    assertEquals("1.2 (commit 1a2b3c4+ of T)", of("1.2", "1a2b3c4+", "T").line());
  }

  @Test
  void leavesOutWhatItDidNotKnow() {
    assertEquals("1.2", of("1.2", "${kymo.commit}", "${kymo.commit.time}").line());
    assertEquals("1.2", of("1.2", "", "T").line());
    assertEquals("1.2 (commit c)", of("1.2", "c", "").line());
  }

  @Test
  void thisProgramKnowsItsVersion() {
    BuildInfo info = BuildInfo.ofThisProgram();
    assertTrue(info.version().matches("\\d+\\.\\d+\\.\\d+.*"), info.version());
    assertFalse(info.line().contains("${"), info.line());
  }
}
