package dev.kymo.studio.project;

/**
 * What a user chooses for an export and wants again the next time.
 *
 * @param format what is written
 * @param scale how many times larger each side gets, [1, 16]; 0 for whatever suits the model
 * @param smooth true interpolates between pixels, false repeats them
 * @param quality how much is lost
 * @param encoder who makes an MP4
 */
public record ExportChoices(
    ExportFormat format,
    int scale,
    boolean smooth,
    ExportSettings.Quality quality,
    ExportSettings.Encoder encoder) {

  /** For the first export. */
  public static final ExportChoices FIRST =
      new ExportChoices(
          ExportFormat.MP4, 0, false, ExportSettings.Quality.BEST, ExportSettings.Encoder.BUILT_IN);

  /** What is missing or makes no sense is as at first: it comes from a file that may be old. */
  public ExportChoices {
    format = format == null ? ExportFormat.MP4 : format;
    quality = quality == null ? ExportSettings.Quality.BEST : quality;
    encoder = encoder == null ? ExportSettings.Encoder.BUILT_IN : encoder;
    scale = Math.max(0, Math.min(ExportSettings.MAX_SCALE, scale));
  }
}
