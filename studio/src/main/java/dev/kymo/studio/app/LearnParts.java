package dev.kymo.studio.app;

import dev.kymo.studio.learning.ClipAnalyst;
import dev.kymo.studio.learning.FootageReader;
import dev.kymo.studio.view.learn.FootagePicker;
import java.util.function.BiFunction;
import javafx.stage.Window;

/**
 * What learning a clip gets from outside.
 *
 * @param reader opens footage
 * @param analyst finds out what there is to know of a clip
 * @param picker makes the file dialog of a window, with the settings to remember its folder in
 */
public record LearnParts(
    FootageReader reader,
    ClipAnalyst analyst,
    BiFunction<Window, SettingsStore, FootagePicker> picker) {}
