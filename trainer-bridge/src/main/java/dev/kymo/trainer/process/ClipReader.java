package dev.kymo.trainer.process;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageHash;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.LearnedFrames;
import dev.kymo.trainer.dataset.work.WorkProgress;
import dev.kymo.trainer.run.LearnedClip;
import dev.kymo.trainer.run.LearningOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Reads the clips that a run learns into memory, at the size of the model. */
final class ClipReader {
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

  private final Footage.Opener opener;

  ClipReader(Footage.Opener opener) {
    this.opener = opener;
  }

  /**
   * Reads them.
   *
   * @param size S
   * @throws DatasetException with a sentence, when footage is gone, is not what it was, or the
   *     frames do not fit into memory
   */
  DatasetOpener.Opened read(
      LearningOptions learning, int size, WorkProgress progress, BooleanSupplier cancelled)
      throws DatasetException, InterruptedException {
    long needed = 3L * size * size * learning.frames();
    ByteBuffer bytes = allocate(needed, learning.frames(), size);
    List<String> notes = new ArrayList<>();
    StringBuilder hashes = new StringBuilder();
    for (LearnedClip clip : learning.clips()) {
      try {
        check(clip);
        int before = bytes.position();
        Footage footage = opener.open(Path.of(clip.source()));
        Footage.Reading reading =
            footage.read(
                clip.first(),
                clip.frames(),
                Optional.of(clip.square()),
                Optional.of(size),
                (index, frame) -> {
                  if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                  }
                  bytes.put(frame.rgb());
                  progress.at(bytes.position() / (3 * size * size), learning.frames());
                  return true;
                });
        notes.addAll(reading.faults());
        if (bytes.position() - before != 3 * size * size * clip.frames()) {
          throw new DatasetException(
              "%s has frames %d to %d only as far as %d: choose a range that it has."
                  .formatted(
                      clip.source(),
                      clip.first(),
                      clip.first() + clip.frames() - 1,
                      clip.first() + reading.frames() - 1));
        }
        hashes.append(clip.hash(), 0, 16);
      } catch (DatasetException e) {
        throw e;
      } catch (IOException e) {
        throw new DatasetException(e.getMessage(), e);
      }
    }
    List<Integer> counts = learning.clips().stream().map(LearnedClip::frames).toList();
    String names =
        learning.clips().size() == 1
            ? learning.clips().get(0).name()
            : String.format(Locale.ROOT, "%,d clips", learning.clips().size());
    String summary = String.format(Locale.ROOT, "%s, %,d frames", names, learning.frames());
    return new DatasetOpener.Opened(
        new LearnedFrames(size, bytes.flip(), counts), hashes.toString(), summary, notes);
  }

  private static ByteBuffer allocate(long needed, int frames, int size) throws DatasetException {
    String sentence =
        String.format(
            Locale.ROOT,
            "%,d frames of %d x %d take %,d MB, which is too much: choose a shorter range or a smaller size.",
            frames,
            size,
            size,
            needed >> 20);
    if (needed > MOST_BYTES) {
      throw new DatasetException(sentence);
    }
    try {
      return ByteBuffer.allocateDirect((int) needed);
    } catch (OutOfMemoryError e) {
      throw new DatasetException(sentence, e);
    }
  }

  private static void check(LearnedClip clip) throws DatasetException, FileException {
    Path file = Path.of(clip.source());
    if (!Files.exists(file)) {
      throw new DatasetException(
          file + " is gone: put the footage back, or learn it again from where it is now.");
    }
    if (!FootageHash.of(file).equals(clip.hash())) {
      throw new DatasetException(
          file + " has changed since it was chosen: put the footage back, or learn it again.");
    }
  }
}
