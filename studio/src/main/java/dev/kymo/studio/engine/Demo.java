package dev.kymo.studio.engine;

/** What comes with Kymo to be played with. */
public enum Demo {
  /** A clip of a drawn person, learned, with its footage: edits are carried to 480 x 480 pixels. */
  PUPPET("puppet.safetensors", "puppet.mp4"),

  /** Twelve drawn people, learned together: what one looks like, and how another one moves. */
  PEOPLE("twelve-people.safetensors", ""),

  /** A model trained on toy shapes: every seed is another clip. */
  SHAPES("toy-shapes-64.safetensors", "");

  private final String checkpoint;
  private final String footage;

  Demo(String checkpoint, String footage) {
    this.checkpoint = checkpoint;
    this.footage = footage;
  }

  /** The name of its checkpoint's file. */
  String checkpoint() {
    return checkpoint;
  }

  /** The name of the footage that it was learned from; empty without one. */
  String footage() {
    return footage;
  }
}
