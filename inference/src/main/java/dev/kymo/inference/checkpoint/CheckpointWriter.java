package dev.kymo.inference.checkpoint;

import dev.kymo.inference.checkpoint.torch.TorchWriter;
import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Writes checkpoints, in the format that the file name's ending tells, without loss in either
 * direction: values, types, shapes, options, step and optimiser state stay as they are.
 */
public final class CheckpointWriter {
  private CheckpointWriter() {}

  /**
   * Writes a checkpoint that was read; the file may be the one that it came from.
   *
   * @throws CheckpointException when the ending is unknown, the source cannot be read any more, or
   *     the file cannot be written; an existing file is then untouched
   */
  public static void write(Checkpoint checkpoint, Path path) throws CheckpointException {
    write(checkpoint.state(), checkpoint.spec(), path);
  }

  /**
   * Writes a state, such as a trainer's, of a generator with this architecture.
   *
   * @throws CheckpointException as above
   */
  public static void write(CheckpointState state, GeneratorSpec spec, Path path)
      throws CheckpointException {
    CheckpointFormat format = format(path);
    written(
        path,
        () -> {
          switch (format) {
            case PUBLISHED_PT -> TorchWriter.write(path, PublishedOptions.complete(state, spec));
            case SAFETENSORS -> KymoLayout.write(path, state, spec);
          }
        });
  }

  /**
   * Writes a {@code .pt} of nothing but tensors, dicts, lists, texts and numbers, which {@code
   * torch.load(path, weights_only=True)} reads. The public code, which takes options as an {@code
   * argparse.Namespace}, does not.
   *
   * @throws CheckpointException as above
   */
  public static void writePlain(CheckpointState state, GeneratorSpec spec, Path path)
      throws CheckpointException {
    if (format(path) != CheckpointFormat.PUBLISHED_PT) {
      throw new CheckpointException(path, "is plain as it is: only a .pt needs to be made so");
    }
    written(path, () -> TorchWriter.write(path, PublishedOptions.plain(state, spec)));
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void written(Path path, Writing writing) throws CheckpointException {
    try {
      writing.run();
    } catch (CheckpointException e) {
      throw e;
    } catch (FileException e) {
      throw new CheckpointException(e);
    } catch (IOException e) {
      throw new CheckpointException(path, "cannot be written (" + e.getMessage() + ")");
    }
  }

  private static CheckpointFormat format(Path path) throws CheckpointException {
    for (CheckpointFormat format : CheckpointFormat.values()) {
      if (format.claims(path.toString())) {
        return format;
      }
    }
    throw new CheckpointException(
        path,
        Arrays.stream(CheckpointFormat.values())
            .map(CheckpointFormat::extension)
            .collect(Collectors.joining(" or ", "the name must end in ", " to tell the format")));
  }
}
