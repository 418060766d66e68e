package dev.kymo.inference.checkpoint;

import com.google.errorprone.annotations.FormatMethod;
import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.FileSnapshot;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.inference.tensor.TensorFileException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Checks every tensor of a generator and reads them as float32. The checks are what keeps the
 * native engine from ever seeing a wrong shape, which would end the process.
 */
final class GeneratorLoader {
  private static final Set<DType> REAL =
      Set.of(DType.FLOAT64, DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16);
  private static final float[] TAPS = {1, 3, 3, 1};

  /**
   * How far a tap may be off, as a share of it. The filter is constant, but trainers that average
   * or decay buffers along with the weights leave it a few per cent off; the model's is used.
   */
  private static final float TOLERANCE = 0.05f;

  private final FileSnapshot file;

  GeneratorLoader(FileSnapshot file) {
    this.file = file;
  }

  /**
   * Reads the tensors that a generator of this architecture has; others are left alone.
   *
   * @return float32 tensors by name in the published order, unmodifiable
   */
  Map<String, HostTensor> load(GeneratorSpec spec, Map<String, StoredTensor> stored)
      throws IOException {
    Map<String, long[]> layout = GeneratorLayout.shapes(spec);
    long bytes = 0;
    long wide = 0;
    for (Map.Entry<String, long[]> expected : layout.entrySet()) {
      StoredTensor tensor = stored.get(expected.getKey());
      check(expected.getKey(), tensor, expected.getValue());
      bytes += tensor.bytes();
      wide += tensor.bytes() / tensor.dtype().bytes() * Float.BYTES;
    }
    if (bytes > file.size()) {
      throw fault("its tensors share storage and unfold to more than the file holds");
    }
    if (wide > Runtime.getRuntime().maxMemory() / 4 * 3) {
      throw fault(
          "its generator takes %d MiB of memory, more than this program was given", wide >> 20);
    }
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (String name : layout.keySet()) {
      HostTensor tensor = stored.get(name).load();
      HostTensor widened =
          tensor.dtype() == DType.FLOAT32
              ? tensor
              : HostTensor.of(tensor.toFloats(), tensor.shape());
      if (GeneratorLayout.isKernel(name)) {
        checkKernel(name, widened.toFloats());
      }
      if (!widened.isFinite()) {
        throw fault("its generator's %s", NotFinite.clause(name));
      }
      tensors.put(name, widened);
    }
    return Collections.unmodifiableMap(tensors);
  }

  private void check(String name, StoredTensor tensor, long[] expected) throws TensorFileException {
    if (tensor == null) {
      throw fault("its generator has no tensor '%s'", name);
    }
    if (!Arrays.equals(tensor.shape(), expected)) {
      throw fault(
          "its generator's '%s' has the shape %s where %s is expected",
          name, Arrays.toString(tensor.shape()), Arrays.toString(expected));
    }
    if (!REAL.contains(tensor.dtype())) {
      throw fault("its generator's '%s' is of type %s, not real numbers", name, tensor.dtype());
    }
  }

  /** The FIR of a generator is outer([1, 3, 3, 1]) / 64 * 4 everywhere. */
  private void checkKernel(String name, float[] values) throws TensorFileException {
    for (int i = 0; i < values.length; i++) {
      float expected = TAPS[i / 4] * TAPS[i % 4] / 16;
      // Written so that NaN fails too.
      if (!(Math.abs(values[i] - expected) <= TOLERANCE * expected)) {
        throw fault("its generator's '%s' is another filter than the model's", name);
      }
    }
  }

  @FormatMethod
  private TensorFileException fault(String format, Object... arguments) {
    return new TensorFileException(file.path(), format.formatted(arguments));
  }
}
