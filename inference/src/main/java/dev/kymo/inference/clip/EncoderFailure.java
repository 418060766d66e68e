package dev.kymo.inference.clip;

import dev.kymo.inference.ffmpeg.FfmpegMessage;
import dev.kymo.inference.ffmpeg.FfmpegProcess;
import dev.kymo.inference.file.FileException;
import java.nio.file.Path;

/** Says why an encoder failed. */
final class EncoderFailure {
  private static final String DISK_FULL = "No space left on device";

  private EncoderFailure() {}

  /** A sentence about a process that ended before its work was done. */
  static FileException of(Path target, FfmpegProcess process, Exception cause) {
    // It has closed its end of the pipe; what it said may still be on its way.
    waitFor(process);
    boolean full = process.messages().stream().anyMatch(EncoderFailure::isFull);
    return new FileException(
        full
            ? target + " cannot be written: " + DISK_FULL + "."
            : "%s cannot be written: the encoder failed (%s)."
                .formatted(target, withoutStop(process.reason())),
        cause);
  }

  private static void waitFor(FfmpegProcess process) {
    try {
      process.waitFor();
    } catch (java.io.IOException e) {
      // It hangs: what it said until now has to do.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isFull(FfmpegMessage message) {
    return message.text().contains(DISK_FULL) || message.text().contains("error code: -28");
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
