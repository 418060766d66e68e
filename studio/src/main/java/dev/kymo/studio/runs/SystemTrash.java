package dev.kymo.studio.runs;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The trash of this system: on Linux the home trash of the freedesktop.org specification 1.0, on a
 * Mac the user's, elsewhere what Java's desktop offers.
 */
public final class SystemTrash implements Trash {

  private final Path home;
  private final String system;

  /** The trash of the user of this program. */
  public SystemTrash() {
    this(Path.of(System.getProperty("user.home")), System.getProperty("os.name", ""));
  }

  SystemTrash(Path home, String system) {
    this.home = home;
    this.system = system.toLowerCase(Locale.ROOT);
  }

  @Override
  public void take(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    if (system.contains("linux")) {
      takeByTheSpecification(absolute);
    } else if (system.contains("mac")) {
      move(absolute, free(home.resolve(".Trash"), absolute));
    } else if (!Desktop.isDesktopSupported()
        || !Desktop.getDesktop().isSupported(Desktop.Action.MOVE_TO_TRASH)
        || !Desktop.getDesktop().moveToTrash(absolute.toFile())) {
      throw new IOException(absolute + " could not be moved to the trash; delete it by hand.");
    }
  }

  private void takeByTheSpecification(Path folder) throws IOException {
    String data = System.getenv("XDG_DATA_HOME");
    Path base = data == null || data.isBlank() ? home.resolve(".local/share") : Path.of(data);
    takeInto(base.resolve("Trash"), folder);
  }

  /** A note of where it was comes first, as the specification wants; it also claims the name. */
  void takeInto(Path trash, Path folder) throws IOException {
    Path files = Files.createDirectories(trash.resolve("files"));
    Path notes = Files.createDirectories(trash.resolve("info"));
    String note =
        "[Trash Info]\nPath=%s\nDeletionDate=%s\n"
            .formatted(
                URI.create(folder.toUri().toString()).getRawPath().replaceAll("/$", ""),
                LocalDateTime.now(ZoneId.systemDefault())
                    .truncatedTo(ChronoUnit.SECONDS)
                    .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
    for (int i = 1; ; i++) {
      String name = folder.getFileName() + (i == 1 ? "" : "." + i);
      Path info = notes.resolve(name + ".trashinfo");
      try {
        Files.writeString(info, note, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      try {
        move(folder, files.resolve(name));
      } catch (IOException e) {
        Files.deleteIfExists(info);
        throw e;
      }
      return;
    }
  }

  private static Path free(Path trash, Path folder) {
    Path target = trash.resolve(folder.getFileName());
    for (int i = 2; Files.exists(target); i++) {
      target = trash.resolve(folder.getFileName() + " " + i);
    }
    return target;
  }

  /** Only within one disk, where nothing can be lost half-way. */
  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IOException(
          from
              + " could not be moved to the trash, perhaps because it is on another disk; delete"
              + " it by hand.",
          e);
    }
  }
}
