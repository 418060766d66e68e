package dev.kymo.studio.app;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.kymo.studio.view.wizard.Draft;
import dev.kymo.studio.view.wizard.DraftStore;
import dev.kymo.trainer.run.OptionsFile;
import dev.kymo.trainer.run.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The draft of a run in a JSON file beside the settings. What cannot be read is no draft. */
final class DraftFile implements DraftStore {

  private static final Logger LOG = Logger.getLogger(DraftFile.class.getName());

  private record Saved(String name, String source, String preset, String options) {}

  private final Path file;
  private final Gson gson = new GsonBuilder().setPrettyPrinting().create();

  DraftFile(Path file) {
    this.file = file;
  }

  @Override
  public Optional<Draft> read() {
    try {
      Saved saved = gson.fromJson(Files.readString(file), Saved.class);
      return Optional.of(
          new Draft(
              saved.name(),
              Optional.ofNullable(saved.source()),
              Preset.parse(saved.preset()),
              OptionsFile.parse(saved.options())));
    } catch (IOException e) {
      LOG.log(Level.FINE, "There is no draft in " + file, e);
    } catch (JsonParseException | IllegalArgumentException | NullPointerException e) {
      LOG.log(Level.WARNING, "The draft in " + file + " could not be read", e);
    }
    return Optional.empty();
  }

  @Override
  public void write(Optional<Draft> draft) {
    try {
      if (draft.isEmpty()) {
        Files.deleteIfExists(file);
        return;
      }
      Draft d = draft.get();
      Saved saved =
          new Saved(
              d.name(), d.source().orElse(null), d.preset().label(), OptionsFile.text(d.options()));
      Files.createDirectories(file.getParent());
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(beside, gson.toJson(saved));
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The draft could not be written to " + file, e);
    }
  }
}
