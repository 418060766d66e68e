package dev.kymo.studio.cli.doctor;

/**
 * One line of the doctor's report.
 *
 * @param section the heading that it stands under
 * @param key its name for programs, in camelCase
 * @param label its name for people
 * @param value what was found: text, a number or a truth value, or null when it is not known
 * @param text the same for people
 */
record Finding(String section, String key, String label, Object value, String text) {

  /** A finding whose value is its text. */
  static Finding of(String section, String key, String label, String text) {
    return new Finding(section, key, label, text.isEmpty() ? null : text, text);
  }
}
