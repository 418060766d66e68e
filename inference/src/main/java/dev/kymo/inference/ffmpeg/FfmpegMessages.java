package dev.kymo.inference.ffmpeg;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what a program says on a thread of its own, so that it never waits to be heard. */
final class FfmpegMessages {
  private static final int MOST_LINES = 100;
  private static final int LONGEST = 2000;
  private static final long PATIENCE_MILLIS = 5000;

  private final List<FfmpegMessage> kept = new ArrayList<>();
  private final Thread reader;
  private long dropped;

  private FfmpegMessages(InputStream errors, String name) {
    reader = new Thread(() -> readAll(errors), name + " messages");
    reader.setDaemon(true);
  }

  static FfmpegMessages of(InputStream errors, String name) {
    FfmpegMessages messages = new FfmpegMessages(errors, name);
    messages.reader.start();
    return messages;
  }

  private void readAll(InputStream errors) {
    try (InputStream in = new BufferedInputStream(errors)) {
      byte[] line = new byte[LONGEST];
      int length = 0;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n' || b == '\r') {
          keep(line, length);
          length = 0;
        } else if (length < LONGEST) {
          line[length++] = (byte) b;
        }
      }
      keep(line, length);
    } catch (IOException e) {
      // The pipe is closed under it when the process is ended: nothing more is said.
      return;
    }
  }

  private synchronized void keep(byte[] line, int length) {
    FfmpegMessage message =
        FfmpegMessage.parse(new String(line, 0, length, StandardCharsets.UTF_8));
    if (message.text().isEmpty()) {
      return;
    }
    if (kept.size() < MOST_LINES) {
      kept.add(message);
    } else {
      dropped++;
    }
  }

  synchronized List<FfmpegMessage> kept() {
    return List.copyOf(kept);
  }

  synchronized long dropped() {
    return dropped;
  }

  /** Waits until all is read of a program that has ended. */
  void await() throws InterruptedException {
    reader.join(PATIENCE_MILLIS);
  }
}
