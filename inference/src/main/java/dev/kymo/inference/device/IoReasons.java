package dev.kymo.inference.device;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;

/** Says in plain words why reading or writing failed: many exceptions carry only a name. */
final class IoReasons {
  private IoReasons() {}

  /** A clause without a full stop. */
  static String of(IOException e) {
    if (e instanceof UnknownHostException) {
      return "the server " + e.getMessage() + " is not known; is there a connection?";
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return "there is no connection to the server";
    }
    if (e instanceof SocketTimeoutException) {
      return "the server stopped answering";
    }
    if (e instanceof AccessDeniedException) {
      return e.getMessage() + " may not be written";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
