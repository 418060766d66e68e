package dev.kymo.studio.app;

import dev.kymo.studio.learning.FootageNames;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.studio.view.learn.FootagePicker;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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
    List<String> all = new ArrayList<>(FootageNames.VIDEOS);
    all.addAll(FootageNames.IMAGES);
    chooser
        .getExtensionFilters()
        .setAll(
            filter("picker.footage.all", patterns(all)),
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

  private static List<String> patterns(List<String> endings) {
    return endings.stream()
        .flatMap(ending -> Stream.of("*" + ending, "*" + ending.toUpperCase(Locale.ROOT)))
        .toList();
  }
}
