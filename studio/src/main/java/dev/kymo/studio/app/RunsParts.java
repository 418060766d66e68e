package dev.kymo.studio.app;

import dev.kymo.studio.runs.Trainer;
import dev.kymo.studio.runs.Trash;
import dev.kymo.studio.view.runs.PlacePicker;
import java.nio.file.Path;
import java.util.function.Function;
import javafx.stage.Window;

/**
 * What training gets from outside.
 *
 * @param trainer starts and measures runs
 * @param trash takes deleted runs
 * @param picker makes the folder dialogs of a window
 * @param folder for runs and toy clips of a user who has chosen none
 */
public record RunsParts(
    Trainer trainer, Trash trash, Function<Window, PlacePicker> picker, Path folder) {}
