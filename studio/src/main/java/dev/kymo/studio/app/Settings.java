package dev.kymo.studio.app;

import dev.kymo.studio.project.ExportChoices;
import dev.kymo.studio.view.shell.PanelSizes;
import java.util.List;

/**
 * What the studio remembers from one start to the next.
 *
 * @param window where the window was
 * @param openFolder where the last checkpoint was opened
 * @param exportFolder where the last clip was exported
 * @param projectFolder where the last project was saved
 * @param export what was last chosen for an export; null before the first
 * @param recent checkpoints and projects, newest first
 * @param panels how large the panels were; null at first
 * @param theme the name of the theme; null at first
 * @param footageFolder where the last footage was opened
 * @param quality the name of the quality that was learned with last; null at first
 */
public record Settings(
    Window window,
    String openFolder,
    String exportFolder,
    String projectFolder,
    ExportChoices export,
    List<String> recent,
    PanelSizes panels,
    String theme,
    String footageFolder,
    String quality) {

  /**
   * Where a window is, in screen units.
   *
   * @param x left edge
   * @param y upper edge
   * @param width of it
   * @param height of it
   * @param maximized whether it fills the screen
   */
  public record Window(double x, double y, double width, double height, boolean maximized) {}

  /** Nothing to remember yet. */
  public static final Settings FIRST =
      new Settings(null, "", "", "", null, List.of(), null, null, "", null);

  /** Missing parts become empty ones: the file may be older than this class. */
  public Settings {
    openFolder = openFolder == null ? "" : openFolder;
    exportFolder = exportFolder == null ? "" : exportFolder;
    projectFolder = projectFolder == null ? "" : projectFolder;
    footageFolder = footageFolder == null ? "" : footageFolder;
    recent = recent == null ? List.of() : List.copyOf(recent);
  }

  /** The same with another window. */
  public Settings withWindow(Window value) {
    return new Settings(
        value,
        openFolder,
        exportFolder,
        projectFolder,
        export,
        recent,
        panels,
        theme,
        footageFolder,
        quality);
  }

  /** The same with another folder for checkpoints. */
  public Settings withOpenFolder(String value) {
    return new Settings(
        window,
        value,
        exportFolder,
        projectFolder,
        export,
        recent,
        panels,
        theme,
        footageFolder,
        quality);
  }

  /** The same with another folder for clips. */
  public Settings withExportFolder(String value) {
    return new Settings(
        window,
        openFolder,
        value,
        projectFolder,
        export,
        recent,
        panels,
        theme,
        footageFolder,
        quality);
  }

  /** The same with other recent files. */
  public Settings withRecent(List<String> value) {
    return new Settings(
        window,
        openFolder,
        exportFolder,
        projectFolder,
        export,
        value,
        panels,
        theme,
        footageFolder,
        quality);
  }

  /** The same with another folder for projects. */
  public Settings withProjectFolder(String value) {
    return new Settings(
        window,
        openFolder,
        exportFolder,
        value,
        export,
        recent,
        panels,
        theme,
        footageFolder,
        quality);
  }

  /** The same with other choices for the next export. */
  public Settings withExport(ExportChoices value) {
    return new Settings(
        window,
        openFolder,
        exportFolder,
        projectFolder,
        value,
        recent,
        panels,
        theme,
        footageFolder,
        quality);
  }

  /** The same with other sizes of panels. */
  public Settings withPanels(PanelSizes value) {
    return new Settings(
        window,
        openFolder,
        exportFolder,
        projectFolder,
        export,
        recent,
        value,
        theme,
        footageFolder,
        quality);
  }

  /** The same with another theme. */
  public Settings withTheme(String value) {
    return new Settings(
        window,
        openFolder,
        exportFolder,
        projectFolder,
        export,
        recent,
        panels,
        value,
        footageFolder,
        quality);
  }

  /** The same with another folder for footage. */
  public Settings withFootageFolder(String value) {
    return new Settings(
        window,
        openFolder,
        exportFolder,
        projectFolder,
        export,
        recent,
        panels,
        theme,
        value,
        quality);
  }

  /** The same with another quality of learning. */
  public Settings withQuality(String value) {
    return new Settings(
        window,
        openFolder,
        exportFolder,
        projectFolder,
        export,
        recent,
        panels,
        theme,
        footageFolder,
        value);
  }
}
