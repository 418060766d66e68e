package dev.kymo.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the shell launcher in a folder of its own, with a Java and a Maven that only take notes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher for Windows is kymo.cmd")
class LauncherTest {
  private static final Path PROJECT = Path.of("").toAbsolutePath().resolve("../..").normalize();

  @TempDir private Path dir;
  private Path root;
  private Path java;
  private Path calls;
  private Path builds;

  /** What a run came to. */
  private record Run(int status, String out, String err, long pid) {}

  @BeforeEach
  void layOut() throws IOException {
    root = Files.createDirectories(dir.resolve("a folder with spaces").resolve("kymo's"));
    java = dir.resolve("a jdk");
    calls = dir.resolve("calls.txt");
    builds = dir.resolve("builds.txt");
    Files.copy(PROJECT.resolve("kymo"), root.resolve("kymo"));
    for (String module : List.of("assets", "inference", "trainer-bridge", "studio")) {
      Files.createDirectories(root.resolve(module).resolve("src/main"));
      Files.createDirectories(root.resolve(module).resolve("src/test"));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    jdk("17.0.15");
    script(
        root.resolve("mvnw"),
        """
        echo "$JAVA_HOME $*" >>'%s'
        mkdir -p studio/target/lib
        : >studio/target/kymo-studio-0.1.0.jar
        : >studio/target/lib/b.jar
        : >studio/target/lib/a.jar
        echo noise of the build
        """
            .formatted(builds));
  }

  private void jdk(String version) throws IOException {
    Files.createDirectories(java.resolve("bin"));
    Files.writeString(
        java.resolve("release"),
        "IMPLEMENTOR=\"Somebody\"\nJAVA_RUNTIME_VERSION=\"%s+6\"\nJAVA_VERSION=\"%s\"\n"
            .formatted(version, version));
    script(java.resolve("bin/javac"), "exit 0");
    script(
        java.resolve("bin/java"),
        """
        for option; do
          echo "<$option>" >>'%s'
          case $option in
            -XX:ArchiveClassesAtExit=*) : >"${option#*=}" ;;
          esac
        done
        echo "pid $$"
        echo "env $OMP_WAIT_POLICY $THP_MEM_ALLOC_ENABLE $KYMO_TTY"
        echo "locale ${LC_ALL-unset} ${LC_CTYPE-unset} ${LANG-unset}"
        for last; do :; done
        case $last in
          seven) exit 7 ;;
        esac
        """
            .formatted(calls));
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    assertTrue(file.toFile().setExecutable(true));
  }

  private Run run(String... args) throws IOException, InterruptedException {
    return run(dir, root.resolve("kymo"), Map.of("DISPLAY", ":9"), args);
  }

  private Run run(Path from, Path launcher, Map<String, String> env, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(Arrays.asList(args));
    Path out = dir.resolve("out.txt");
    Path err = dir.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(from.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(WAYLAND_)?DISPLAY|JAVA_.*"));
    builder.environment().keySet().removeIf(name -> name.matches("OMP_.*|THP_.*|KYMO_.*"));
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().putAll(env);
    Process process = builder.start();
    process.getOutputStream().close();
    int status = process.waitFor();
    return new Run(status, Files.readString(out), Files.readString(err), process.pid());
  }

  private int builds() throws IOException {
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  private List<String> lastCall() throws IOException {
    List<String> all = Files.readAllLines(calls);
    return all.subList(all.lastIndexOf("<-Xlog:disable>"), all.size());
  }

  private void touch(String file) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "changed");
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(5)));
  }

  @Test
  void isSoundShell() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-n", root.resolve("kymo").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  @Test
  void buildsOnceAndThenOnlyWhatChanged() throws IOException, InterruptedException {
    Run first = run("doctor");
    assertEquals(0, first.status(), first.err());
    assertTrue(first.err().startsWith("Building Kymo (the first run takes a few minutes)..."));
    assertFalse(first.out().contains("noise"), "standard output belongs to results");
    assertEquals(1, builds());
    assertTrue(Files.readString(builds).startsWith(java + " "), "Maven gets the same Java");
    assertEquals("", run("doctor").err());
    touch("studio/src/test/SomeTest.java");
    run("doctor");
    assertEquals(1, builds(), "tests are not part of the program");
    touch("inference/src/main/New.java");
    assertTrue(run("doctor").err().startsWith("Building Kymo (its sources changed)"));
    assertEquals(2, builds());
  }

  @Test
  void aDeletedSourceIsAChange() throws IOException, InterruptedException {
    Files.writeString(root.resolve("studio/src/main/Old.java"), "old");
    run("doctor");
    Files.setLastModifiedTime(
        root.resolve("studio/target/kymo.stamp"), FileTime.from(Instant.now().minusSeconds(60)));
    for (String unchanged : List.of("pom.xml", "studio/pom.xml")) {
      Files.setLastModifiedTime(
          root.resolve(unchanged), FileTime.from(Instant.now().minusSeconds(90)));
    }
    Files.delete(root.resolve("studio/src/main/Old.java"));
    run("doctor");
    assertEquals(2, builds());
  }

  @Test
  void aFailedBuildEndsTheRunAndIsTriedAgain() throws IOException, InterruptedException {
    script(root.resolve("mvnw"), "echo '[ERROR] no'\nexit 1\n");
    Run failed = run("doctor");
    assertEquals(1, failed.status());
    assertTrue(failed.err().contains("[ERROR] no"), failed.err());
    assertTrue(failed.err().endsWith("kymo: The build failed; what Maven says is above.\n"));
    assertEquals(1, run("doctor").status());
    assertFalse(Files.exists(calls), "nothing is run");
  }

  @Test
  void passesArgumentsAsTheyAre() throws IOException, InterruptedException {
    run("render", "--out", "my clip.mp4", "", "$HOME", "*", "'\"");
    List<String> call = lastCall();
    List<String> tail = call.subList(call.indexOf("<dev.kymo.studio.cli.Kymo>") + 1, call.size());
    assertEquals(
        List.of("<render>", "<--out>", "<my clip.mp4>", "<>", "<$HOME>", "<*>", "<'\">"), tail);
  }

  @Test
  void listsJarsInOrder() throws IOException, InterruptedException {
    run("doctor");
    String target = root.toRealPath() + "/studio/target/";
    assertTrue(
        lastCall()
            .contains(
                "<%skymo-studio-0.1.0.jar:%slib/a.jar:%slib/b.jar>"
                    .formatted(target, target, target)),
        lastCall().toString());
  }

  @Test
  void worksThroughSymbolicLinksFromAnywhere() throws IOException, InterruptedException {
    Path bin = Files.createDirectory(dir.resolve("bin"));
    Path first = Files.createSymbolicLink(bin.resolve("kymo-link"), root.resolve("kymo"));
    Path second = Files.createSymbolicLink(bin.resolve("k"), Path.of("kymo-link"));
    assertTrue(Files.isSymbolicLink(first));
    assertEquals(0, run(bin, second, Map.of(), "doctor").status());
    assertEquals(0, run(root, Path.of("./kymo"), Map.of(), "doctor").status());
    assertEquals(1, builds());
  }

  @Test
  void isReplacedByJavaSoThatStatusAndSignalsPass() throws IOException, InterruptedException {
    Run run = run("render", "seven");
    assertEquals(7, run.status());
    assertTrue(run.out().contains("pid " + run.pid() + "\n"), run.out());
  }

  @Test
  void setsWhatTheEngineReadsAndKeepsWhatTheUserSet() throws IOException, InterruptedException {
    assertTrue(run("doctor").out().contains("env PASSIVE 1 0\n"));
    Run own = run(dir, root.resolve("kymo"), Map.of("OMP_WAIT_POLICY", "ACTIVE"), "doctor");
    assertTrue(own.out().contains("env ACTIVE 1 0\n"), own.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xx_YY.UTF-8"})
  @EnabledOnOs(value = OS.LINUX, disabledReason = "C.UTF-8 is there on Linux")
  void givesJavaLettersWhereTheLocaleHasNone(String locale)
      throws IOException, InterruptedException {
    Map<String, String> ascii = Map.of("LC_ALL", locale);
    Run run = run(dir, root.resolve("kymo"), ascii, "doctor");
    assertTrue(run.out().contains("locale unset C.UTF-8 " + locale + "\n"), run.out());
    Map<String, String> own = Map.of("LC_ALL", "C.UTF-8");
    Run kept = run(dir, root.resolve("kymo"), own, "doctor");
    assertTrue(kept.out().contains("locale C.UTF-8 "), kept.out());
  }

  @Test
  void whatIsNeitherCommandNorFileNeedsNoDisplay() throws IOException, InterruptedException {
    Run run = run(dir, root.resolve("kymo"), Map.of(), "bogus");
    assertEquals(0, run.status(), run.err());
    assertTrue(lastCall().contains("<bogus>"), lastCall().toString());
  }

  @Test
  void keepsOneClassArchiveForEachJava() throws IOException, InterruptedException {
    run("doctor");
    Path archives = root.resolve("studio/target/cds");
    assertTrue(Files.exists(archives.resolve("command-17.0.15+6.jsa")));
    assertTrue(lastCall().toString().contains("-XX:SharedArchiveFile="), lastCall().toString());
    assertFalse(lastCall().contains("<--enable-native-access=ALL-UNNAMED>"));
    jdk("25.0.1");
    run("doctor");
    assertTrue(Files.exists(archives.resolve("command-25.0.1+6.jsa")));
    assertTrue(lastCall().contains("<--enable-native-access=ALL-UNNAMED>"));
    run("studio");
    assertTrue(lastCall().toString().contains("-XX:ArchiveClassesAtExit="));
    run("studio");
    assertTrue(lastCall().toString().contains("-XX:SharedArchiveFile="));
  }

  @Test
  void refusesAnOldJava() throws IOException, InterruptedException {
    jdk("11.0.2");
    Run old = run("doctor");
    assertEquals(1, old.status());
    assertTrue(old.err().contains("needs Java 17 or newer, but "), old.err());
    assertTrue(old.err().contains("is 11.0.2"), old.err());
    assertEquals(0, builds());
  }

  @Test
  void namesAWrongJavaHome() throws IOException, InterruptedException {
    Run wrong = run(dir, root.resolve("kymo"), Map.of("JAVA_HOME", "/nowhere"), "doctor");
    assertEquals(1, wrong.status());
    assertEquals("kymo: JAVA_HOME is /nowhere, but there is no bin/java in it.\n", wrong.err());
  }

  @Test
  void doesNotBuildWithoutACompiler() throws IOException, InterruptedException {
    Files.delete(java.resolve("bin/javac"));
    Run run = run("doctor");
    assertEquals(1, run.status());
    assertTrue(run.err().contains("has no compiler: install a JDK"), run.err());
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = "a Mac always has a display")
  void withoutADisplayItSaysWhatToDoBeforeItBuilds() throws IOException, InterruptedException {
    Files.createFile(dir.resolve("model.pt"));
    for (String[] args : new String[][] {{}, {"studio"}, {"model.pt"}}) {
      Run run = run(dir, root.resolve("kymo"), Map.of(), args);
      assertEquals(1, run.status());
      assertTrue(run.err().contains("render clips with kymo render"), run.err());
    }
    assertEquals(0, builds());
    assertEquals(0, run(dir, root.resolve("kymo"), Map.of(), "studio", "--help").status());
    assertEquals(0, run(dir, root.resolve("kymo"), Map.of(), "--version").status());
  }
}
