package dev.kymo.trainer.dataset.toy;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFolder;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.toy.DrawnClips.DrawnClip;
import dev.kymo.trainer.dataset.work.ParallelLoop;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Writes drawn clips as a dataset: {@code 00000/frame_00000.png} and so on, one folder for each
 * clip. A clip that is there already is kept, so an interrupted writing is carried on by the same
 * call; a folder with frames missing is replaced.
 */
public final class ToyDatasetWriter {
  private static final Pattern OURS = Pattern.compile("frame_\\d{5}\\.(png|jpg)");

  private final DrawnClips clips;
  private final FrameEncoder encoder;
  private final int threads;

  /**
   * A writer.
   *
   * @param clips what is written
   * @param encoder makes the files
   * @param threads at least 1
   */
  public ToyDatasetWriter(DrawnClips clips, FrameEncoder encoder, int threads) {
    this.clips = clips;
    this.encoder = encoder;
    this.threads = threads;
  }

  /**
   * Writes the first clips.
   *
   * @param folder of the dataset; made if it is not there
   * @param count clips in all, those included that are there
   * @param progress told after each clip
   * @param cancelled asked before each clip
   * @throws IOException with a sentence, when nothing can be written there or other clips are there
   * @throws java.util.concurrent.CancellationException when cancelled; what is whole stays
   */
  public void write(Path folder, int count, WorkProgress progress, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw FileException.writing(folder, e);
    }
    new ParallelLoop(threads, progress, cancelled).run(count, i -> writeClip(folder, i));
  }

  private void writeClip(Path dataset, int index) throws IOException {
    Path folder = dataset.resolve(String.format(Locale.ROOT, "%05d", index));
    DrawnClip clip = clips.clip(index);
    if (Files.exists(folder) && isThere(folder, clip)) {
      return;
    }
    try (PendingFolder pending = PendingFolder.open(folder, name -> OURS.matcher(name).matches())) {
      for (int frame = 0; frame < clips.frames(); frame++) {
        Path file = pending.folder().resolve(name(frame));
        try {
          Files.write(file, encoded(clip, frame));
        } catch (IOException e) {
          throw FileException.writing(folder.resolve(name(frame)), e);
        }
      }
      // Flushing every frame takes five times as long as drawing it.
      pending.commitUnflushed();
    }
  }

  /** Whether a clip's folder is whole; the bytes of its first frame tell whose it is. */
  private boolean isThere(Path folder, DrawnClip clip) throws IOException {
    for (int frame = 0; frame < clips.frames(); frame++) {
      Path file = folder.resolve(name(frame));
      if (!Files.isRegularFile(file) || Files.size(file) == 0) {
        return false;
      }
    }
    try {
      boolean longer = Files.exists(folder.resolve(name(clips.frames())));
      if (!longer && Arrays.equals(Files.readAllBytes(folder.resolve(name(0))), encoded(clip, 0))) {
        return true;
      }
    } catch (NoSuchFileException e) {
      return false;
    }
    throw new DatasetException(
        folder
            + " holds another clip than these options give: choose a new folder, or delete the old"
            + " dataset.");
  }

  private byte[] encoded(DrawnClip clip, int frame) throws IOException {
    return encoder.encode(clip.rgb(frame), clips.size(), clips.size());
  }

  private String name(int frame) {
    return String.format(Locale.ROOT, "frame_%05d.%s", frame, encoder.format().ending());
  }
}
