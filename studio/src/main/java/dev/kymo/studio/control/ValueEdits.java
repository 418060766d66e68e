package dev.kymo.studio.control;

/** Hears what a user does to a value. The control itself changes only when it is told to. */
public interface ValueEdits {

  /** A drag begins. */
  void begin();

  /** The user wants this value, which is within the control's range. */
  void set(double value);

  /** The drag has ended. */
  void end();

  /** The user wants the value that it had at first. */
  void reset();
}
