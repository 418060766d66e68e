package dev.kymo.studio.keys;

import java.util.List;
import java.util.Locale;

/**
 * What a key can make the studio do. The text {@code command.} with the lower-case name, its
 * underscores as points, says what.
 */
public enum Command {
  /** A new edit of the open checkpoint. */
  NEW(Group.FILE, "Shortcut+N"),
  /** Opens a checkpoint or a project. */
  OPEN(Group.FILE, "Shortcut+O"),
  /** Opens footage to be learned. */
  FOOTAGE(Group.FILE, "Shortcut+Shift+O"),
  /** Saves the project. */
  SAVE(Group.FILE, "Shortcut+S"),
  /** Saves the project under another name. */
  SAVE_AS(Group.FILE, "Shortcut+Shift+S"),
  /** Exports a clip. */
  EXPORT(Group.FILE, "Shortcut+E"),
  /** Shows the preferences. */
  PREFERENCES(Group.FILE, "Shortcut+Comma"),
  /** Closes the window. */
  QUIT(Group.FILE, "Shortcut+Q"),
  /** Takes a step back. */
  UNDO(Group.EDIT, "Shortcut+Z"),
  /** Does it again. */
  REDO(Group.EDIT, "Shortcut+Shift+Z"),
  /** Puts every band back as trained. */
  RESET_MOTION(Group.EDIT, "Shortcut+Shift+R"),
  /** Plays or pauses. */
  PLAY(Group.PLAYBACK, "Space"),
  /** Plays backwards, faster each time. */
  REVERSE(Group.PLAYBACK, "J"),
  /** Stops. */
  HALT(Group.PLAYBACK, "K"),
  /** Plays, faster each time. */
  FORWARD(Group.PLAYBACK, "L"),
  /** A frame back. */
  PREVIOUS_FRAME(Group.PLAYBACK, "Left"),
  /** A frame on. */
  NEXT_FRAME(Group.PLAYBACK, "Right"),
  /** A tenth of a frame back. */
  PREVIOUS_FINE(Group.PLAYBACK, "Shift+Left"),
  /** A tenth of a frame on. */
  NEXT_FINE(Group.PLAYBACK, "Shift+Right"),
  /** To the in point. */
  GO_IN(Group.PLAYBACK, "Home"),
  /** To the last frame. */
  GO_OUT(Group.PLAYBACK, "End"),
  /** The in point at the playhead. */
  SET_IN(Group.PLAYBACK, "I"),
  /** The out point at the playhead. */
  SET_OUT(Group.PLAYBACK, "O"),
  /** Lets the user type where the playhead goes. */
  TYPE_TIME(Group.PLAYBACK, "T"),
  /** The edited motion beside the unedited. */
  COMPARE(Group.VIEW, "B"),
  /** Whole footage, square, model, difference. */
  NEXT_PICTURE(Group.VIEW, "V"),
  /** The same the other way round. */
  PREVIOUS_PICTURE(Group.VIEW, "Shift+V"),
  /** The whole range on the timeline. */
  FIT_TIMELINE(Group.VIEW, "Shift+Z"),
  /** The preview on the whole screen. */
  FULL_PREVIEW(Group.VIEW, "F"),
  /** The window on the whole screen. */
  FULL_SCREEN(Group.VIEW, "F11"),
  /** The training runs, or the editor. */
  RUNS(Group.VIEW, "Shortcut+R"),
  /** Dark or light. */
  THEME(Group.VIEW, "Shortcut+Shift+D"),
  /** The focus to the next panel. */
  NEXT_PANEL(Group.VIEW, "F6"),
  /** The focus to the panel before. */
  PREVIOUS_PANEL(Group.VIEW, "Shift+F6"),
  /** The list of shortcuts. */
  SHORTCUTS(Group.VIEW, "F1");

  /** Families of commands, as they are listed. */
  public enum Group {
    /** Files and the window. */
    FILE,
    /** The edit. */
    EDIT,
    /** The playhead. */
    PLAYBACK,
    /** What is shown. */
    VIEW
  }

  private final Group group;
  private final String keys;

  Command(Group group, String keys) {
    this.group = group;
    this.keys = keys;
  }

  /** The family it is listed in. */
  public Group group() {
    return group;
  }

  /** The keys it has until the user gives it others, as JavaFX names key combinations. */
  public String defaultKeys() {
    return keys;
  }

  /** What it is called in the bundle. */
  public String textKey() {
    return "command." + name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The commands of a family, in their order. */
  public static List<Command> of(Group group) {
    return List.of(values()).stream().filter(command -> command.group == group).toList();
  }
}
