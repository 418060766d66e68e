package dev.kymo.inference.checkpoint;

import dev.kymo.inference.checkpoint.torch.TorchReader;
import dev.kymo.inference.tensor.FileSnapshot;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.SafetensorsFile;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.inference.tensor.TensorFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads checkpoints; what a file is, is told by its first bytes and not by its name. */
public final class CheckpointReader {
  private static final int ZIP = 0x04034b50;

  private CheckpointReader() {}

  /**
   * Reads and checks a checkpoint. The generator is read into memory, all else stays in the file.
   *
   * @throws CheckpointException when the file is not a sound checkpoint; the message is one line
   *     that names the file and the fault
   */
  public static Checkpoint read(Path path) throws CheckpointException {
    try {
      FileSnapshot file = FileSnapshot.of(path);
      CheckpointFormat format = detect(file);
      CheckpointState state =
          WrappedNames.removed(
              format == CheckpointFormat.PUBLISHED_PT
                  ? published(file)
                  : KymoLayout.read(path, SafetensorsFile.open(file)));
      Map<String, StoredTensor> stored = state.tensors(CheckpointState.GENERATOR);
      if (stored.isEmpty()) {
        throw new CheckpointException(path, NoGenerator.reason(state));
      }
      GeneratorSpec spec = SpecInference.infer(path, stored, state.options());
      Map<String, HostTensor> generator = new GeneratorLoader(file).load(spec, stored);
      return new Checkpoint(file, format, state, spec, generator);
    } catch (CheckpointException e) {
      throw e;
    } catch (TensorFileException e) {
      throw new CheckpointException(e);
    } catch (IOException e) {
      throw new CheckpointException(path, "cannot be read (" + e.getMessage() + ")");
    }
  }

  private static CheckpointFormat detect(FileSnapshot file) throws TensorFileException {
    if (file.size() == 0) {
      throw new TensorFileException(file.path(), "is empty");
    }
    ByteBuffer head = file.read(0, (int) Math.min(file.size(), 9));
    if (head.limit() >= 4 && head.getInt(0) == ZIP) {
      return CheckpointFormat.PUBLISHED_PT;
    }
    boolean named = CheckpointFormat.SAFETENSORS.claims(file.path().toString());
    if ((head.limit() == 9 && head.get(8) == '{') || named) {
      return CheckpointFormat.SAFETENSORS;
    }
    throw new TensorFileException(file.path(), OtherFiles.reason(file));
  }

  private static CheckpointState published(FileSnapshot file) throws TensorFileException {
    if (!(TorchReader.read(file) instanceof Map<?, ?> root)) {
      throw new TensorFileException(
          file.path(), "is a PyTorch file but not a checkpoint: it does not hold a dict");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : root.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new TensorFileException(
            file.path(), "is a PyTorch file but not a checkpoint: its keys are not names");
      }
      entries.put(name, entry.getValue());
    }
    return new CheckpointState(entries);
  }
}
