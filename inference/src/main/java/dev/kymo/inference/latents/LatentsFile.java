package dev.kymo.inference.latents;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Latents in a .npz or .safetensors file: {@code z_c} (D_c), {@code z_m} (k, D_m) and optionally
 * {@code noise_0}, {@code noise_1} ... (1, 1, r, r), floats of any width. One motion code may also
 * be (D_m), and z_c (1, D_c), as scripts tend to save them. Other tensors in the file are left
 * alone.
 */
public final class LatentsFile {
  private static final String CONTENT = "z_c";
  private static final String MOTION = "z_m";
  private static final String NOISE = "noise_";
  private static final Pattern NOISE_NAME = Pattern.compile(NOISE + "\\d{1,3}");

  private LatentsFile() {}

  static boolean isOurs(String name) {
    return name.equals(CONTENT) || name.equals(MOTION) || NOISE_NAME.matcher(name).matches();
  }

  /**
   * Reads a file.
   *
   * @throws FileException with a sentence, when it cannot be read or does not hold latents
   */
  public static Latents read(Path file) throws FileException {
    Map<String, HostTensor> tensors = store(file).read(file);
    long[] contentShape = tensor(file, tensors, CONTENT).shape();
    long[] motionShape = tensor(file, tensors, MOTION).shape();
    float[] content = numbers(file, tensors, CONTENT);
    float[] motion = numbers(file, tensors, MOTION);
    boolean oneContent =
        contentShape.length == 1 || (contentShape.length == 2 && contentShape[0] == 1);
    if (!oneContent || content.length == 0) {
      throw wrong(file, CONTENT, contentShape, "(D_c)");
    }
    if (motionShape.length < 1 || motionShape.length > 2 || motion.length == 0) {
      throw wrong(file, MOTION, motionShape, "(k, D_m)");
    }
    int motionDim = (int) motionShape[motionShape.length - 1];
    List<LatentCode.Given> motions = new ArrayList<>();
    for (int from = 0; from < motion.length; from += motionDim) {
      motions.add(given(Arrays.copyOfRange(motion, from, from + motionDim)));
    }
    return new Latents(given(content), motions, noise(file, tensors));
  }

  private static List<LatentCode.Given> noise(Path file, Map<String, HostTensor> tensors)
      throws FileException {
    long count =
        tensors.keySet().stream().filter(name -> NOISE_NAME.matcher(name).matches()).count();
    List<LatentCode.Given> maps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = NOISE + i;
      // A gap in the numbers shows as a map that is not there.
      long[] shape = tensor(file, tensors, name).shape();
      boolean map = shape.length == 4 && shape[0] == 1 && shape[1] == 1;
      if (!map || shape[2] != shape[3] || shape[2] == 0) {
        throw wrong(file, name, shape, "(1, 1, r, r)");
      }
      maps.add(given(numbers(file, tensors, name)));
    }
    return maps;
  }

  /**
   * Writes a file; an older one is replaced at the end, whole.
   *
   * @throws FileException with a sentence, when it cannot be written
   */
  public static void write(Path file, Latents latents) throws FileException {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put(CONTENT, HostTensor.of(latents.content().values(), latents.contentDim()));
    int rows = latents.motions().size();
    float[] motion = new float[rows * latents.motionDim()];
    for (int row = 0; row < rows; row++) {
      float[] values = latents.motions().get(row).values();
      System.arraycopy(values, 0, motion, row * values.length, values.length);
    }
    tensors.put(MOTION, HostTensor.of(motion, rows, latents.motionDim()));
    for (int i = 0; i < latents.noise().size(); i++) {
      LatentCode.Given map = latents.noise().get(i);
      int side = Latents.side(map);
      tensors.put(NOISE + i, HostTensor.of(map.values(), 1, 1, side, side));
    }
    store(file).write(file, tensors);
  }

  /** The one place that knows which ending is which format. */
  private static TensorStore store(Path file) throws FileException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npz")) {
      return new NpzStore();
    }
    if (name.endsWith(".safetensors")) {
      return new SafetensorsStore();
    }
    throw new FileException(
        file + " is no latents file by its name: it must end in .npz or .safetensors.");
  }

  private static HostTensor tensor(Path file, Map<String, HostTensor> tensors, String name)
      throws FileException {
    HostTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new FileException(file + " holds no latents: the array " + name + " is missing.");
    }
    return tensor;
  }

  private static float[] numbers(Path file, Map<String, HostTensor> tensors, String name)
      throws FileException {
    HostTensor tensor = tensor(file, tensors, name);
    boolean real =
        switch (tensor.dtype()) {
          case FLOAT64, FLOAT32, FLOAT16, BFLOAT16 -> true;
          default -> false;
        };
    if (!real) {
      DType dtype = tensor.dtype();
      throw new FileException(file + ": " + name + " holds " + dtype + " numbers, not floats.");
    }
    float[] values = tensor.toFloats();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new FileException(file + ": " + name + " holds a number that is not finite.");
      }
    }
    return values;
  }

  private static FileException wrong(Path file, String name, long[] shape, String right) {
    return new FileException(
        "%s: %s has the shape %s, but must be %s."
            .formatted(file, name, Arrays.toString(shape), right));
  }

  private static LatentCode.Given given(float[] values) {
    return (LatentCode.Given) LatentCode.of(values);
  }
}
