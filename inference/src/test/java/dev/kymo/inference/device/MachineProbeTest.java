package dev.kymo.inference.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineProbeTest {
  private final FakeHost host = FakeHost.linux(Path.of("/home/ada"));

  @Test
  void readsProcessorAndItsBfloat16Units() throws EngineSetupException {
    host.files.put(
        SystemPaths.CPU_INFO,
        """
        model name	: A Processor
        flags		: fpu avx512f avx512_bf16 amx_bf16 amx_tile

        model name	: A Processor
        flags		: fpu
        """);
    MachineFacts facts = new MachineProbe(host).probe();
    assertEquals("A Processor", facts.cpu());
    assertEquals(MachineFacts.Bfloat16.AMX, facts.bf16());
    assertEquals("linux-x86_64", facts.classifier());
    assertEquals(8, facts.cores());
    assertTrue(facts.nvidia().isEmpty());
  }

  @Test
  void asksNoProgramWithoutADriver() throws EngineSetupException {
    new MachineProbe(host).probe();
    assertEquals(List.of(), host.asked);
  }

  @Test
  void readsDriverAndCards() throws EngineSetupException {
    host.withDriver("550.54.15");
    host.programs.put(
        "nvidia-smi", "0, 24564, 550.54.15, NVIDIA RTX A5000, special\n1, [N/A], 550.54.15, B\n");
    NvidiaDriver driver = new MachineProbe(host).probe().nvidia().orElseThrow();
    assertEquals("550.54.15", driver.version());
    assertEquals(550, driver.majorVersion());
    assertTrue(driver.usable());
    assertEquals(
        List.of(
            new NvidiaGpu(0, "NVIDIA RTX A5000, special", 24564L << 20), new NvidiaGpu(1, "B", 0)),
        driver.gpus());
  }

  @Test
  void readsTheOpenKernelModule() throws EngineSetupException {
    host.files.put(
        SystemPaths.NVIDIA_VERSION,
        "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.15  Release Build\n");
    NvidiaDriver driver = new MachineProbe(host).probe().nvidia().orElseThrow();
    assertEquals("570.86.15", driver.version());
    assertFalse(driver.usable(), "there is no libcuda");
  }

  @Test
  void findsTheLibraryWhereTheLoaderIsToldToLook() throws EngineSetupException {
    host.withDriver("550.54.15");
    host.present.clear();
    host.programs.put("/sbin/ldconfig", "\tlibcuda.so.1 (libc6,x86-64) => /opt/nv/libcuda.so.1\n");
    assertTrue(new MachineProbe(host).probe().nvidia().orElseThrow().usable());
    host.programs.remove("/sbin/ldconfig");
    host.env.put("LD_LIBRARY_PATH", "/nowhere::/opt/nv");
    host.present.add(Path.of("/opt/nv/libcuda.so.1"));
    assertTrue(new MachineProbe(host).probe().nvidia().orElseThrow().usable());
  }

  @Test
  void survivesASilentDriverTool() throws EngineSetupException {
    host.withDriver("550.54.15");
    host.programs.put("nvidia-smi", "NVIDIA-SMI has failed, because it could not talk\n\n,,,\n");
    NvidiaDriver driver = new MachineProbe(host).probe().nvidia().orElseThrow();
    assertEquals(List.of(), driver.gpus());
    assertEquals("550.54.15", driver.version());
  }

  @Test
  void knowsOtherSystems() throws EngineSetupException {
    host.properties.put("os.name", "Mac OS X");
    host.properties.put("os.arch", "aarch64");
    assertEquals("osx-aarch64", new MachineProbe(host).probe().classifier());
    host.properties.put("os.name", "Windows 11");
    host.properties.put("os.arch", "amd64");
    MachineFacts windows = new MachineProbe(host).probe();
    assertEquals("win-x86_64", windows.classifier());
    assertEquals(Optional.empty(), windows.nvidia());
    host.properties.put("os.name", "SunOS");
    String message =
        assertThrows(EngineSetupException.class, new MachineProbe(host)::probe).getMessage();
    assertEquals("Kymo runs on Linux, macOS and Windows, but this is 'SunOS'.", message);
  }
}
