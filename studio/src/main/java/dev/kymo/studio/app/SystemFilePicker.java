package dev.kymo.studio.app;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.learning.FootageNames;
import dev.kymo.studio.view.kit.FilePicker;
import dev.kymo.studio.view.kit.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The system's file dialogs; they start where the last one ended. */
final class SystemFilePicker implements FilePicker {

  private static final String[] CHECKPOINTS = {"*.pt", "*.pth", "*.safetensors"};

  private final Window window;
  private final SettingsStore settings;
  private final Texts texts = new Texts();

  SystemFilePicker(Window window, SettingsStore settings) {
    this.window = window;
    this.settings = settings;
  }

  @Override
  public Optional<Path> pickFile() {
    return open(
        "picker.open",
        filter("picker.openable", patterns("*.pt", "*.pth", "*.safetensors")),
        filter("picker.projects", patterns()),
        filter("picker.checkpoints", CHECKPOINTS));
  }

  @Override
  public Optional<Path> pickCheckpoint() {
    return open("picker.checkpoint", filter("picker.checkpoints", CHECKPOINTS));
  }

  @Override
  public Optional<Path> pickFootage() {
    FileChooser chooser = chooser("picker.footage", settings.get().footageFolder());
    List<String> all = new ArrayList<>(FootageNames.VIDEOS);
    all.addAll(FootageNames.IMAGES);
    chooser
        .getExtensionFilters()
        .setAll(
            filter("picker.footage.all", patterns(all)),
            filter("picker.videos", patterns(FootageNames.VIDEOS)),
            filter("picker.footage.images", patterns(FootageNames.IMAGES)),
            filter("picker.all", "*.*"));
    Optional<Path> file = Optional.ofNullable(chooser.showOpenDialog(window)).map(File::toPath);
    file.ifPresent(f -> settings.change(s -> s.withFootageFolder(folder(f))));
    return file;
  }

  @Override
  public Optional<Path> pickProject(String suggestion) {
    FileChooser chooser = chooser("picker.project", settings.get().projectFolder());
    chooser.setInitialFileName(suggestion + ProjectFile.ENDING);
    chooser.getExtensionFilters().add(filter("picker.project.kind", "*" + ProjectFile.ENDING));
    Optional<Path> file =
        Optional.ofNullable(chooser.showSaveDialog(window))
            .map(File::toPath)
            .map(f -> withExtension(f, ProjectFile.ENDING));
    file.ifPresent(f -> settings.change(s -> s.withProjectFolder(folder(f))));
    return file;
  }

  private static String[] patterns(List<String> endings) {
    return endings.stream()
        .flatMap(ending -> Stream.of("*" + ending, "*" + ending.toUpperCase(Locale.ROOT)))
        .toArray(String[]::new);
  }

  private FileChooser.ExtensionFilter filter(String text, String... patterns) {
    return new FileChooser.ExtensionFilter(texts.get(text), patterns);
  }

  private Optional<Path> open(String title, FileChooser.ExtensionFilter... filters) {
    FileChooser chooser = chooser(title, settings.get().openFolder());
    chooser.getExtensionFilters().addAll(filters);
    chooser.getExtensionFilters().add(filter("picker.all", "*.*"));
    Optional<Path> file = Optional.ofNullable(chooser.showOpenDialog(window)).map(File::toPath);
    file.ifPresent(f -> settings.change(s -> s.withOpenFolder(folder(f))));
    return file;
  }

  @Override
  public Optional<Path> pickLatents() {
    FileChooser chooser = latents("picker.latents.open");
    Optional<Path> file = Optional.ofNullable(chooser.showOpenDialog(window)).map(File::toPath);
    file.ifPresent(f -> settings.change(s -> s.withExportFolder(folder(f))));
    return file;
  }

  @Override
  public Optional<Path> pickLatentsTarget(String suggestion) {
    FileChooser chooser = latents("picker.latents.save");
    chooser.setInitialFileName(suggestion + ".npz");
    Optional<Path> file =
        Optional.ofNullable(chooser.showSaveDialog(window))
            .map(File::toPath)
            .map(f -> f.toString().endsWith(".safetensors") ? f : withExtension(f, ".npz"));
    file.ifPresent(f -> settings.change(s -> s.withExportFolder(folder(f))));
    return file;
  }

  private FileChooser latents(String title) {
    FileChooser chooser = chooser(title, settings.get().exportFolder());
    chooser
        .getExtensionFilters()
        .add(
            new FileChooser.ExtensionFilter(texts.get("picker.latents"), "*.npz", "*.safetensors"));
    return chooser;
  }

  @Override
  public Optional<Path> pickExport(ClipFormat format, String suggestion) {
    FileChooser chooser = chooser("picker.export", settings.get().exportFolder());
    chooser.setInitialFileName(suggestion + format.extension());
    if (!format.isFolder()) {
      chooser
          .getExtensionFilters()
          .add(
              new FileChooser.ExtensionFilter(
                  format.title(), format.endings().stream().map(ending -> "*." + ending).toList()));
    }
    Optional<Path> file =
        Optional.ofNullable(chooser.showSaveDialog(window))
            .map(File::toPath)
            .map(f -> withEnding(f, format));
    file.ifPresent(f -> settings.change(s -> s.withExportFolder(folder(f))));
    return file;
  }

  /** Projects, the clips that they ride along in, and others. */
  private static String[] patterns(String... others) {
    Stream<String> clips =
        Arrays.stream(ClipFormat.values())
            .filter(ClipFormat::holdsAttachment)
            .flatMap(format -> format.endings().stream())
            .distinct()
            .map(ending -> "*." + ending);
    return Stream.of(Stream.of("*.kymo"), clips, Arrays.stream(others))
        .flatMap(patterns -> patterns)
        .toArray(String[]::new);
  }

  private FileChooser chooser(String title, String folder) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.get(title));
    if (!folder.isBlank() && Files.isDirectory(Path.of(folder))) {
      chooser.setInitialDirectory(new File(folder));
    }
    return chooser;
  }

  private static String folder(Path file) {
    return String.valueOf(file.toAbsolutePath().getParent());
  }

  /** A name that ends in no way of the format's gets the usual one. */
  private static Path withEnding(Path file, ClipFormat format) {
    return format.endings().contains(ClipFormat.ending(file))
        ? file
        : withExtension(file, format.extension());
  }

  private static Path withExtension(Path file, String extension) {
    String name = file.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).endsWith(extension)
        ? file
        : file.resolveSibling(name + extension);
  }
}
