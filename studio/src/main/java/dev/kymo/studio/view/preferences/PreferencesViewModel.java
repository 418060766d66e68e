package dev.kymo.studio.view.preferences;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.keys.Command;
import dev.kymo.studio.keys.KeyBindings;
import dev.kymo.studio.preferences.Preferences;
import dev.kymo.studio.preferences.PreferencesModel;
import dev.kymo.studio.project.ExportChoices;
import dev.kymo.studio.view.kit.Look;
import dev.kymo.studio.view.kit.PlainValue;
import dev.kymo.studio.view.kit.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.input.KeyCombination;

/** What can be chosen once for all projects. Every choice counts at once. */
public final class PreferencesViewModel {
  private static final long MEGABYTE = 1 << 20;

  /**
   * What the preferences work with.
   *
   * @param preferences what is chosen
   * @param bindings the keys
   * @param look dark or light
   * @param folders the folders that can be chosen
   * @param pickFolder asks for a folder, under a title
   * @param export what the next export starts with
   * @param exported takes what the next export starts with
   * @param automaticCache memory for frames that suits the machine, bytes
   * @param mostCache memory for frames that the machine has, bytes
   * @param scalable whether this system lets a program choose its scale
   */
  public record Services(
      PreferencesModel preferences,
      KeyBindings bindings,
      Look look,
      List<FolderChoice> folders,
      Function<String, Optional<Path>> pickFolder,
      Supplier<ExportChoices> export,
      Consumer<ExportChoices> exported,
      long automaticCache,
      long mostCache,
      boolean scalable) {}

  private final Services services;
  private final Texts texts;
  private final int scaleAtStart;
  private final ReadOnlyStringWrapper keyNotice = new ReadOnlyStringWrapper("");

  /** Preferences of these parts. */
  public PreferencesViewModel(Services services, Texts texts) {
    this.services = services;
    this.texts = texts;
    scaleAtStart = services.preferences().get().scalePercent();
  }

  /** What is chosen. */
  public ReadOnlyObjectProperty<Preferences> preferencesProperty() {
    return services.preferences().preferencesProperty();
  }

  /** Dark or light. */
  public ObjectProperty<Look.Theme> themeProperty() {
    return services.look().themeProperty();
  }

  /** Whether this system lets a program choose its scale. */
  public boolean isScalable() {
    return services.scalable();
  }

  /** Chooses the size of the interface. */
  public void setScale(int percent) {
    services.preferences().change(p -> p.withScale(percent));
  }

  /** What a size of the interface is called. */
  public String scaleText(int percent) {
    return percent == 0 ? texts.get("preferences.scale.system") : percent + " %";
  }

  /** Whether the chosen size is another one than the window has. */
  public boolean needsRestart() {
    return services.preferences().get().scalePercent() != scaleAtStart;
  }

  /** The most memory for frames that can be chosen, megabytes. */
  public int mostCacheMegabytes() {
    return (int) Math.min(Preferences.MOST_CACHE, services.mostCache() / MEGABYTE);
  }

  /** Memory for frames as it is now, megabytes. */
  public double cacheMegabytes() {
    return (double) services.preferences().get().cacheBytes(services.automaticCache()) / MEGABYTE;
  }

  /** Edits of the memory for frames; reset leaves it to Kymo. */
  public ValueEdits cacheEdits() {
    return new PlainValue(
        value -> services.preferences().change(p -> p.withCache((int) Math.round(value))), 0);
  }

  /** The folders. */
  public List<FolderChoice> folders() {
    return services.folders();
  }

  /** Asks for another folder. */
  public void choose(FolderChoice choice) {
    services
        .pickFolder()
        .apply(texts.get("preferences.folder." + choice.id()))
        .ifPresent(choice.choose());
  }

  /** What the next export starts with. */
  public ExportChoices export() {
    return services.export().get();
  }

  /** The next export starts with this format. */
  public void setFormat(ClipFormat format) {
    ExportChoices now = export();
    services.exported().accept(new ExportChoices(format, now.scale(), now.smooth(), now.quality()));
  }

  /** The next export starts with this quality. */
  public void setQuality(ClipQuality quality) {
    ExportChoices now = export();
    services.exported().accept(new ExportChoices(now.format(), now.scale(), now.smooth(), quality));
  }

  /** The keys. */
  public KeyBindings bindings() {
    return services.bindings();
  }

  /** What was last said of keys: from which command they were taken. */
  public ReadOnlyStringProperty keyNoticeProperty() {
    return keyNotice.getReadOnlyProperty();
  }

  /** Gives keys to a command, and says from which it took them. */
  public void bind(Command command, KeyCombination keys) {
    Optional<Command> owner = bindings().owner(keys).filter(other -> other != command);
    bindings().bind(command, keys);
    keyNotice.set(
        owner
            .map(
                other ->
                    texts.get(
                        "preferences.keys.taken",
                        keys.getDisplayText(),
                        texts.get(other.textKey())))
            .orElse(""));
  }

  /** Takes its keys from a command. */
  public void unbind(Command command) {
    bindings().unbind(command);
    keyNotice.set("");
  }

  /** Gives every command the keys that it had at first. */
  public void resetKeys() {
    bindings().reset();
    keyNotice.set("");
  }
}
