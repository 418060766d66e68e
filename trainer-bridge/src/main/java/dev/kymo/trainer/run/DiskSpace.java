package dev.kymo.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room there is. */
@FunctionalInterface
public interface DiskSpace {
  /** The disk as it is. */
  DiskSpace REAL = folder -> Files.getFileStore(folder).getUsableSpace();

  /** Free bytes on the disk of a folder. */
  long free(Path folder) throws IOException;
}
