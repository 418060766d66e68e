package dev.kymo.studio.app;

import dev.kymo.studio.project.ClipExporter;
import dev.kymo.studio.project.DemoShelf;
import dev.kymo.studio.project.ModelOpener;
import dev.kymo.studio.view.kit.FilePicker;
import dev.kymo.studio.view.kit.FolderOpener;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import javafx.stage.Window;

/**
 * What the studio gets from outside: the engine, the system, chance. Tests give their own.
 *
 * @param opener opens checkpoints
 * @param exporter writes clips
 * @param demos what comes with the studio to be played with
 * @param settings what is remembered
 * @param picker makes the file dialogs of a window, with the settings to remember folders in
 * @param folders shows files in the system's file manager
 * @param recovery a folder of the user's for edits that are not saved yet
 * @param dice gives a new seed each time
 * @param cacheBytes the most that drawn frames may take
 * @param runs what training gets
 * @param footage what footage gets
 */
public record StudioParts(
    ModelOpener opener,
    ClipExporter exporter,
    DemoShelf demos,
    SettingsStore settings,
    BiFunction<Window, SettingsStore, FilePicker> picker,
    FolderOpener folders,
    Path recovery,
    LongSupplier dice,
    long cacheBytes,
    RunsParts runs,
    FootageParts footage) {}
