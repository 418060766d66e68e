package dev.kymo.studio.view.preferences;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A folder that can be chosen.
 *
 * @param id of its controls; its text is {@code preferences.folder.} with this
 * @param folder what is chosen now; empty when nothing is
 * @param choose takes another one
 */
public record FolderChoice(String id, Supplier<Optional<Path>> folder, Consumer<Path> choose) {}
