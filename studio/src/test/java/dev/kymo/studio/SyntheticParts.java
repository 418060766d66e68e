package dev.kymo.studio;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.app.FootageParts;
import dev.kymo.studio.app.LearnParts;
import dev.kymo.studio.app.RunsParts;
import dev.kymo.studio.app.SettingsStore;
import dev.kymo.studio.app.StudioParts;
import dev.kymo.studio.project.ClipExporter;
import dev.kymo.studio.project.DemoShelf;
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

  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final int FRAMES = 24;

  private final Path folder;
  private final int size;
  private final long frameNanos;
  private final List<SyntheticModel> opened = new CopyOnWriteArrayList<>();
  private final List<SyntheticFootage> footage = new CopyOnWriteArrayList<>();
  private final List<Path> revealed = new ArrayList<>();
  private final List<ExportSettings> exported = new CopyOnWriteArrayList<>();
  private final SyntheticTrainer trainer = new SyntheticTrainer();
  private final SyntheticClips clips = new SyntheticClips();
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
        DemoShelf.of(folder.resolve("toy-shapes-64.pt")),
        new SettingsStore(folder.resolve("studio.json")),
        (window, settings) -> this,
        revealed::add,
        folder.resolve("recovery"),
        () -> dice.getAndAdd(37),
        64L << 20,
        runs(),
        new FootageParts(
            this::footage,
            SyntheticFootage.carriers(),
            4L << 20,
            16L << 20,
            new LearnParts(clips, clips)));
  }

  private Footage footage(Path file) {
    SyntheticFootage made = new SyntheticFootage(file, WIDTH, HEIGHT, FRAMES + 10);
    footage.add(made);
    return made;
  }

  /** The footage that was opened. */
  public List<SyntheticFootage> footage() {
    return footage;
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
    // A name that begins with "clip" is a model that has learned walk.mp4 beside it.
    boolean learned = String.valueOf(file.getFileName()).startsWith("clip");
    SyntheticModel model =
        new SyntheticModel(file, size, frameNanos, learned ? List.of(origin()) : List.of());
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

  private FootageOrigin origin() throws IOException {
    Path original = folder.resolve("as-learned.bin");
    if (Files.notExists(original)) {
      Files.writeString(original, "footage");
    }
    FootageOrigin there = SyntheticFootage.origin(original, WIDTH, HEIGHT, FRAMES);
    return new FootageOrigin(
        "walk.mp4",
        there.hash(),
        WIDTH,
        HEIGHT,
        there.rate(),
        there.first(),
        FRAMES,
        there.square(),
        1,
        1);
  }

  /** Puts the footage of learned models at a place. */
  public void film(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "footage");
  }

  @Override
  public Optional<Path> pickFootage() {
    return picked;
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
  public Optional<Path> pickExport(ClipFormat format, String suggestion) {
    return Optional.of(exportTarget.orElse(folder.resolve(suggestion + format.extension())));
  }
}
