package dev.kymo.studio;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.app.LearnParts;
import dev.kymo.studio.app.RunsParts;
import dev.kymo.studio.app.SettingsStore;
import dev.kymo.studio.app.StudioParts;
import dev.kymo.studio.project.ClipExporter;
import dev.kymo.studio.project.ExportFormat;
import dev.kymo.studio.project.ExportSettings;
import dev.kymo.studio.project.ModelOpener;
import dev.kymo.studio.project.OpenedModel;
import dev.kymo.studio.view.kit.FilePicker;
import dev.kymo.studio.view.runs.PlacePicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Parts of a studio that opens synthetic models: names that contain "broken" fail. */
public final class SyntheticParts implements ModelOpener, ClipExporter, FilePicker {

  private final Path folder;
  private final int size;
  private final long frameNanos;
  private final List<SyntheticModel> opened = new CopyOnWriteArrayList<>();
  private final List<Path> revealed = new ArrayList<>();
  private final List<ExportSettings> exported = new CopyOnWriteArrayList<>();
  private final SyntheticTrainer trainer = new SyntheticTrainer();
  private final SyntheticFootage footage = new SyntheticFootage();
  private Optional<Path> picked = Optional.empty();
  private Optional<Path> exportTarget = Optional.empty();
  private final List<FrameImage> written = new CopyOnWriteArrayList<>();

  /** Models of this size whose frames take so long; settings go into the folder. */
  public SyntheticParts(Path folder, int size, long frameNanos) {
    this.folder = folder;
    this.size = size;
    this.frameNanos = frameNanos;
  }

  /** All parts. */
  public StudioParts parts() {
    AtomicLong dice = new AtomicLong(1000);
    return new StudioParts(
        this,
        this,
        () -> Optional.of(folder.resolve("toy-shapes-64.pt")),
        new SettingsStore(folder.resolve("studio.json")),
        (window, settings) -> this,
        revealed::add,
        folder.resolve("recovery"),
        () -> dice.getAndAdd(37),
        64L << 20,
        runs(),
        new LearnParts(
            footage, footage, (window, settings) -> () -> Optional.of(picked.orElseThrow())));
  }

  private RunsParts runs() {
    PlacePicker places =
        new PlacePicker() {
          @Override
          public Optional<Path> pickFolder(String title) {
            return picked;
          }

          @Override
          public Optional<Path> pickFile(String title) {
            return picked;
          }
        };
    return new RunsParts(trainer, this::trash, window -> places, folder.resolve("training"));
  }

  private void trash(Path run) throws IOException {
    Files.createDirectories(folder.resolve("trash"));
    Files.move(run, folder.resolve("trash").resolve(run.getFileName()));
  }

  /** What opens footage. */
  public SyntheticFootage footage() {
    return footage;
  }

  /** What trains. */
  public SyntheticTrainer trainer() {
    return trainer;
  }

  /** What the user picks in file dialogs from now on. */
  public void pick(Path file) {
    picked = Optional.of(file);
  }

  /** Where the next exports go. */
  public void pickExport(Path target) {
    exportTarget = Optional.of(target);
  }

  /** The models that were opened. */
  public List<SyntheticModel> opened() {
    return opened;
  }

  /** The folders that were shown. */
  public List<Path> revealed() {
    return revealed;
  }

  /** The exports that were finished. */
  public List<ExportSettings> exported() {
    return exported;
  }

  /** The frames that were written. */
  public List<FrameImage> written() {
    return written;
  }

  @Override
  public OpenedModel open(Path file, Progress progress) throws IOException {
    progress.report(0.2, "Reading " + file.getFileName());
    if (file.toString().contains("broken")) {
      throw new IOException(
          file.getFileName() + " is not a checkpoint: the archive ends after 12 bytes.");
    }
    SyntheticModel model = new SyntheticModel(file, size, frameNanos);
    opened.add(model);
    return model;
  }

  @Override
  public String id(Path file) throws IOException {
    if (file.toString().contains("missing")) {
      throw new NoSuchFileException(file.toString());
    }
    return SyntheticModel.id(file);
  }

  @Override
  public Clip start(ExportSettings settings) throws IOException {
    // A sample, which only tries out the size, carries no project.
    boolean wanted = settings.attachment().isPresent();
    Files.createFile(settings.target());
    return new Clip() {
      @Override
      public void write(FrameImage image) throws IOException {
        Files.write(settings.target(), new byte[1000], StandardOpenOption.APPEND);
        if (wanted) {
          written.add(image);
        }
      }

      @Override
      public void finish() {
        if (wanted) {
          exported.add(settings);
        }
      }

      @Override
      public void close() {
        // There is nothing to remove.
      }
    };
  }

  @Override
  public Optional<Path> pickFile() {
    return Optional.of(picked.orElse(folder.resolve("picked.pt")));
  }

  @Override
  public Optional<Path> pickProject(String suggestion) {
    return Optional.of(picked.orElse(folder.resolve(suggestion + ".kymo")));
  }

  @Override
  public Optional<Path> pickCheckpoint() {
    return Optional.of(picked.orElse(folder.resolve("picked.pt")));
  }

  @Override
  public Optional<Path> pickLatents() {
    return Optional.of(folder.resolve("latents.npz"));
  }

  @Override
  public Optional<Path> pickLatentsTarget(String suggestion) {
    return Optional.of(folder.resolve("latents.npz"));
  }

  @Override
  public Optional<Path> pickExport(ExportFormat format, String suggestion) {
    return Optional.of(exportTarget.orElse(folder.resolve(suggestion + format.extension())));
  }
}
