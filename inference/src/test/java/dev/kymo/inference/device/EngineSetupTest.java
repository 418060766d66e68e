package dev.kymo.inference.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSetupTest {
  @TempDir private Path home;
  private FakeHost host;
  private final Map<String, String> environment = new HashMap<>();
  private EngineSetup setup;

  @BeforeEach
  void start() {
    host = FakeHost.linux(home);
    setup = new EngineSetup(host, host.properties::put, environment::put);
  }

  private Path kymoLibtorch() {
    return home.resolve(".local/share/kymo/libtorch-2.7.1-cu128");
  }

  private void installCuda() throws IOException {
    FakeLibtorch.libraries(kymoLibtorch(), "\0" + "2.7.1", true);
  }

  private String refusal(DeviceChoice choice) {
    return assertThrows(EngineSetupException.class, () -> setup.prepare(choice)).getMessage();
  }

  @Test
  void withoutADriverTheBundledCpuLibraryIsUsed() throws EngineSetupException {
    Map<String, String> before = Map.copyOf(host.properties);
    EngineDecision decision = setup.prepare(DeviceChoice.AUTO);
    assertEquals("cpu", decision.device());
    assertTrue(decision.library().isEmpty());
    assertEquals("No NVIDIA driver was found on this machine.", decision.reason());
    assertFalse(decision.advice().isEmpty());
    assertFalse(host.properties.containsKey("PYTORCH_LIBRARY_PATH"));
    assertEquals("true", host.properties.get("ai.djl.offline"));
    assertEquals("true", host.properties.get("OPT_OUT_TRACKING"));
    assertEquals(before.size() + 3, host.properties.size());
  }

  @Test
  void driverAndLibraryMakeCuda() throws EngineSetupException, IOException {
    host.withDriver("550.54.15");
    installCuda();
    EngineDecision decision = setup.prepare(DeviceChoice.AUTO);
    assertEquals("cuda:0", decision.device());
    assertEquals(
        "CUDA is used: driver 550.54.15 and libtorch 2.7.1 are present.", decision.reason());
    assertEquals(kymoLibtorch().toString(), host.properties.get("PYTORCH_LIBRARY_PATH"));
    assertEquals("2.7.1", host.properties.get("PYTORCH_VERSION"));
    assertEquals("cu128", host.properties.get("PYTORCH_FLAVOR"));
  }

  @Test
  void whatTheEngineFetchedEarlierIsUsedToo() throws EngineSetupException, IOException {
    host.withDriver("550.54.15");
    Path cache = home.resolve(".djl.ai/pytorch/2.7.1-cu128-linux-x86_64");
    FakeLibtorch.libraries(cache, "\0" + "2.7.1", true);
    EngineDecision decision = setup.prepare(DeviceChoice.AUTO);
    assertEquals(Libtorch.Origin.ENGINE_CACHE, decision.library().orElseThrow().origin());
  }

  @Test
  void aDriverWithoutTheLibrarySaysHowToGetIt() throws EngineSetupException {
    host.withDriver("550.54.15");
    EngineDecision decision = setup.prepare(DeviceChoice.AUTO);
    assertEquals("cpu", decision.device());
    assertTrue(decision.reason().contains("CUDA library is not installed"), decision.reason());
    assertTrue(decision.advice().contains("kymo doctor --install-cuda"), decision.advice());
  }

  @Test
  void aWrongLibraryInPlaceIsNamed() throws EngineSetupException, IOException {
    host.withDriver("550.54.15");
    FakeLibtorch.libraries(kymoLibtorch(), "\0" + "2.9.0", true);
    EngineDecision decision = setup.prepare(DeviceChoice.AUTO);
    assertEquals("cpu", decision.device());
    assertTrue(decision.reason().contains("cannot be told"), decision.reason());
  }

  @Test
  void cudaAskedForIsNeverReplacedBySomethingElse() {
    assertEquals(
        "Device cuda:0 cannot be used: no NVIDIA driver was found on this machine."
            + " If it has an NVIDIA card, install its driver (version 525 or newer).",
        refusal(DeviceChoice.cuda(0)));
    assertFalse(host.properties.containsKey(EngineSetup.APPLIED), "nothing is applied");
    host.withDriver("470.10");
    assertTrue(refusal(DeviceChoice.cuda(0)).contains("470.10, too old for CUDA 12"));
    host.present.clear();
    assertTrue(refusal(DeviceChoice.cuda(0)).contains("libcuda.so.1 was not found"));
    host.properties.put("os.arch", "aarch64");
    assertTrue(refusal(DeviceChoice.cuda(0)).contains("no CUDA build for linux-aarch64"));
  }

  @Test
  void aDeviceThatIsNotThereIsAnError() throws IOException {
    host.withDriver("550.54.15");
    installCuda();
    assertTrue(refusal(DeviceChoice.cuda(1)).contains("1 CUDA device, numbered from 0"));
  }

  @Test
  void theCpuIsUsedWhenAskedFor() throws EngineSetupException, IOException {
    host.withDriver("550.54.15");
    installCuda();
    EngineDecision decision = setup.prepare(DeviceChoice.CPU);
    assertEquals("cpu", decision.device());
    assertTrue(decision.library().isEmpty());
    assertEquals("", decision.advice());
  }

  @Test
  void theUsersLibraryGoesFirst() throws EngineSetupException, IOException {
    host.withDriver("550.54.15");
    installCuda();
    Path mine = FakeLibtorch.python(home.resolve("torch"), "2.7.1+cu126", true);
    host.env.put("PYTORCH_LIBRARY_PATH", mine.toString());
    EngineDecision decision = setup.prepare(DeviceChoice.AUTO);
    assertEquals(mine, decision.libraryFolder().orElseThrow());
    assertEquals("cuda:0", decision.device());
  }

  @Test
  void theUsersWrongLibraryIsRefusedEvenForTheCpu() throws IOException {
    Path mine = FakeLibtorch.python(home.resolve("torch"), "2.10.0", false);
    host.env.put("PYTORCH_LIBRARY_PATH", mine.toString());
    String message = refusal(DeviceChoice.CPU);
    assertTrue(message.contains("version 2.10.0, but only 2.7.1 fits"), message);
    assertTrue(message.contains("PYTORCH_LIBRARY_PATH"), message);
    assertFalse(host.properties.containsKey(EngineSetup.APPLIED), "nothing is applied");
  }

  @Test
  void variablesThatTheEngineWouldObeyMustAgree() throws IOException {
    host.env.put("PYTORCH_VERSION", "2.10.0");
    assertTrue(refusal(DeviceChoice.AUTO).contains("PYTORCH_VERSION is 2.10.0"));
    host.env.remove("PYTORCH_VERSION");
    host.env.put("PYTORCH_FLAVOR", "cpu");
    host.withDriver("550.54.15");
    installCuda();
    assertTrue(refusal(DeviceChoice.AUTO).contains("needs cu128: unset it"));
  }

  @Test
  void theLibraryIsSettledOnce() throws EngineSetupException, IOException {
    setup.prepare(DeviceChoice.AUTO);
    setup.prepare(DeviceChoice.CPU);
    host.withDriver("550.54.15");
    installCuda();
    String message = refusal(DeviceChoice.cuda(0));
    assertEquals(
        "The engine already runs with the CPU library: start Kymo again for device cuda:0.",
        message);
  }

  @Test
  void withTheCudaLibraryTheCpuMayFollow() throws EngineSetupException, IOException {
    host.withDriver("550.54.15");
    installCuda();
    setup.prepare(DeviceChoice.AUTO);
    assertEquals("cpu", setup.prepare(DeviceChoice.CPU).device());
    assertEquals("cuda:0", setup.prepare(DeviceChoice.cuda(0)).device());
    assertEquals(kymoLibtorch().toString(), host.properties.get("PYTORCH_LIBRARY_PATH"));
  }

  @Test
  void float32IsExactOnACard() throws EngineSetupException, IOException {
    host.withDriver("550.54.15");
    installCuda();
    setup.prepare(DeviceChoice.AUTO);
    assertEquals(Map.of("NVIDIA_TF32_OVERRIDE", "0"), environment);
  }

  @Test
  void withoutACardOrWithTf32WantedNothingIsOverridden() throws EngineSetupException, IOException {
    setup.prepare(DeviceChoice.AUTO);
    assertEquals(Map.of(), environment);
    start();
    host.withDriver("550.54.15");
    installCuda();
    assertEquals("cuda:0", setup.prepare(DeviceChoice.AUTO, Float32.TF32).device());
    assertEquals(Map.of(), environment);
  }

  @Test
  void theUsersOwnSettingOfTf32Stays() throws EngineSetupException, IOException {
    host.withDriver("550.54.15").env.put("NVIDIA_TF32_OVERRIDE", "1");
    installCuda();
    setup.prepare(DeviceChoice.AUTO);
    assertEquals(Map.of(), environment);
  }

  @Test
  void aVariableReachesTheProcess() {
    new ProcessEnvironment().accept("KYMO_TEST_VARIABLE", "0");
    assertEquals(
        "0",
        com.sun.jna.NativeLibrary.getProcess()
            .getFunction("getenv")
            .invokeString(new Object[] {"KYMO_TEST_VARIABLE"}, false));
  }
}
