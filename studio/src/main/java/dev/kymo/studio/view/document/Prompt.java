package dev.kymo.studio.view.document;

import java.util.List;

/**
 * A question to the user, over the window.
 *
 * @param id of the dialog
 * @param title the question in a few words
 * @param text what there is to know
 * @param choices what can be done, the usual one first
 * @param cancelKey of the text for doing none of it
 * @param cancel does none of it
 */
public record Prompt(
    String id, String title, String text, List<Choice> choices, String cancelKey, Runnable cancel) {

  /**
   * Something that can be done.
   *
   * @param id of the button
   * @param key of its text
   * @param run does it
   */
  public record Choice(String id, String key, Runnable run) {}

  /** Keeps an immutable copy. */
  public Prompt {
    choices = List.copyOf(choices);
  }
}
