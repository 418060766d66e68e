package dev.kymo.inference.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibtorchInspectorTest {
  private final LibtorchInspector inspector = new LibtorchInspector(MachineFacts.Os.LINUX);
  @TempDir private Path dir;

  private Libtorch inspect(Path lib) throws EngineSetupException {
    return inspector.inspect(lib, Libtorch.Origin.USER);
  }

  private String refusal(Path lib) {
    return assertThrows(EngineSetupException.class, () -> inspect(lib)).getMessage();
  }

  @Test
  void readsAnArchive() throws IOException, EngineSetupException {
    Libtorch found = inspect(FakeLibtorch.archive(dir, "2.7.1+cu128", true));
    assertEquals("2.7.1+cu128", found.build());
    assertTrue(found.cuda());
    assertEquals("cu128", found.flavor());
  }

  @Test
  void readsAPythonPackageOfAnotherCuda12() throws IOException, EngineSetupException {
    Libtorch found = inspect(FakeLibtorch.python(dir, "2.7.1+cu126", true));
    assertEquals("2.7.1+cu126", found.build());
    assertEquals("cu128", found.flavor(), "the Java side is built once for CUDA 12");
  }

  @Test
  void aCpuBuildHasTheCpuFlavor() throws IOException, EngineSetupException {
    Libtorch found = inspect(FakeLibtorch.python(dir, "2.7.1+cpu", false));
    assertFalse(found.cuda());
    assertEquals("cpu", found.flavor());
  }

  @Test
  void readsTheVersionInsideTheLibraryAcrossBlocks() throws IOException, EngineSetupException {
    assertEquals("2.7.1", inspect(FakeLibtorch.libraries(dir, "\0" + "2.7.1", true)).build());
  }

  @Test
  void refusesOtherVersions() throws IOException {
    Path lib = FakeLibtorch.python(dir, "2.10.0+cu128", true);
    assertEquals(
        "The libtorch in " + lib + " is version 2.10.0+cu128, but only 2.7.1 fits.", refusal(lib));
  }

  @Test
  void refusesAVersionThatOnlyStartsAlike() throws IOException {
    Path lib = FakeLibtorch.archive(dir, "2.7.10", false);
    assertTrue(refusal(lib).contains("version 2.7.10"));
  }

  @Test
  void refusesWhatItCannotTell() throws IOException {
    Path lib = FakeLibtorch.libraries(dir, "\0" + "12.7.1", true);
    assertTrue(refusal(lib).contains("cannot be told"), refusal(lib));
  }

  @Test
  void refusesCuda11() throws IOException {
    Path lib = FakeLibtorch.python(dir, "2.7.1+cu118", true);
    assertTrue(refusal(lib).contains("only CUDA 12 fits"), refusal(lib));
  }

  @Test
  void refusesAFolderWithoutALibrary() {
    assertTrue(refusal(dir.resolve("gone")).startsWith("There is no libtorch in"));
  }
}
