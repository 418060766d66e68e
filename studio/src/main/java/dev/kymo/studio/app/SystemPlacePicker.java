package dev.kymo.studio.app;

import dev.kymo.studio.view.runs.PlacePicker;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The system's dialogs for folders and files; they start where the last one ended. */
final class SystemPlacePicker implements PlacePicker {

  private final Window window;
  private Optional<File> last = Optional.empty();

  SystemPlacePicker(Window window) {
    this.window = window;
  }

  @Override
  public Optional<Path> pickFolder(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    last.filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
    return remembered(chooser.showDialog(window));
  }

  @Override
  public Optional<Path> pickFile(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    last.filter(File::isDirectory).ifPresent(chooser::setInitialDirectory);
    return remembered(chooser.showOpenDialog(window));
  }

  private Optional<Path> remembered(File file) {
    Optional<File> picked = Optional.ofNullable(file);
    picked.map(File::getParentFile).ifPresent(parent -> last = Optional.of(parent));
    return picked.map(File::toPath);
  }
}
