package dev.kymo.studio.app;

import dev.kymo.studio.view.wizard.Draft;
import dev.kymo.studio.view.wizard.DraftStore;
import dev.kymo.trainer.run.OptionsFile;
import dev.kymo.trainer.run.Preset;
import java.nio.file.Path;
import java.util.Optional;

/** The draft of a run in a JSON file beside the settings. What cannot be read is no draft. */
final class DraftFile implements DraftStore {
  private record Saved(String name, String source, String preset, String options) {}

  private final JsonFile file;

  DraftFile(Path file) {
    this.file = new JsonFile(file);
  }

  @Override
  public Optional<Draft> read() {
    try {
      return file.<Saved>read(Saved.class)
          .map(
              saved ->
                  new Draft(
                      saved.name(),
                      Optional.ofNullable(saved.source()),
                      Preset.parse(saved.preset()),
                      OptionsFile.parse(saved.options())));
    } catch (IllegalArgumentException | NullPointerException e) {
      file.unreadable(e);
      return Optional.empty();
    }
  }

  @Override
  public void write(Optional<Draft> draft) {
    draft.ifPresentOrElse(
        d ->
            file.write(
                new Saved(
                    d.name(),
                    d.source().orElse(null),
                    d.preset().label(),
                    OptionsFile.text(d.options()))),
        file::delete);
  }
}
