package dev.kymo.studio.app;

import dev.kymo.studio.learning.FootageNames;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.studio.view.learn.FootagePicker;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The system's dialog for footage; it starts where the last one ended. */
final class SystemFootagePicker implements FootagePicker {

  private final Window window;
  private final SettingsStore settings;
  private final Texts texts = new Texts();

  SystemFootagePicker(Window window, SettingsStore settings) {
    this.window = window;
    this.settings = settings;
  }

  @Override
  public Optional<Path> pickFootage() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.get("picker.footage"));
    String last = settings.get().footageFolder();
    if (!last.isBlank() && Files.isDirectory(Path.of(last))) {
      chooser.setInitialDirectory(new File(last));
    }
    chooser
        .getExtensionFilters()
        .setAll(
            filter("picker.footage.all", patterns(FootageNames.VIDEOS, FootageNames.IMAGES)),
            filter("picker.footage.videos", patterns(FootageNames.VIDEOS)),
            filter("picker.footage.images", patterns(FootageNames.IMAGES)),
            filter("picker.all", List.of("*.*")));
    Optional<Path> file = Optional.ofNullable(chooser.showOpenDialog(window)).map(File::toPath);
    file.map(Path::toAbsolutePath)
        .map(Path::getParent)
        .ifPresent(folder -> settings.change(s -> s.withFootageFolder(folder.toString())));
    return file;
  }

  private FileChooser.ExtensionFilter filter(String text, List<String> patterns) {
    return new FileChooser.ExtensionFilter(texts.get(text), patterns);
  }

  @SafeVarargs
  private static List<String> patterns(List<String>... endings) {
    return List.of(endings).stream()
        .flatMap(List::stream)
        .flatMap(
            ending ->
                List.of("*" + ending, "*" + ending.toUpperCase(java.util.Locale.ROOT)).stream())
        .toList();
  }
}
