package dev.kymo.studio.document;

/** A text is not what it should be; the message is a clause that names the place in it. */
final class JsonFault extends Exception {
  private static final long serialVersionUID = 1L;

  JsonFault(String message) {
    super(message);
  }
}
