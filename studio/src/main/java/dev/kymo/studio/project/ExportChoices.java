package dev.kymo.studio.project;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;

/**
 * What a user chooses for an export and wants again the next time.
 *
 * @param format what is written
 * @param scale how many times larger each side gets, [1, 16]; 0 for whatever suits the model
 * @param smooth true interpolates between pixels, false repeats them
 * @param quality how much is lost
 */
public record ExportChoices(ClipFormat format, int scale, boolean smooth, ClipQuality quality) {

  /** For the first export. */
  public static final ExportChoices FIRST =
      new ExportChoices(ClipFormat.MP4, 0, false, ClipQuality.BEST);

  /** What is missing or makes no sense is as at first: it comes from a file that may be old. */
  public ExportChoices {
    format = format == null || !format.isPicture() ? ClipFormat.MP4 : format;
    quality = quality == null ? ClipQuality.BEST : quality;
    scale = Math.max(0, Math.min(ExportSettings.MAX_SCALE, scale));
  }
}
