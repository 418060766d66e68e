package dev.kymo.inference.clip;

import java.util.List;
import java.util.Set;

/** A kind of file that holds video and sound, and what goes into it as it is. */
enum VideoContainer {
  MP4(
      "mp4",
      true,
      "AAC",
      List.of("-c:a", "aac", "-b:a", "256k"),
      Set.of("aac", "mp3", "ac3", "eac3", "alac")),
  MOV(
      "mov",
      true,
      "PCM",
      List.of("-c:a", "pcm_s16le"),
      Set.of("aac", "mp3", "ac3", "alac", "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be")),
  MATROSKA(
      "matroska",
      false,
      "FLAC",
      List.of("-c:a", "flac"),
      Set.of(
          "aac",
          "mp3",
          "ac3",
          "eac3",
          "alac",
          "opus",
          "vorbis",
          "flac",
          "dts",
          "truehd",
          "mp2",
          "pcm_s16le",
          "pcm_s24le",
          "pcm_f32le")),
  WEBM("webm", false, "Opus", List.of("-c:a", "libopus", "-b:a", "192k"), Set.of("opus", "vorbis"));

  private final String muxer;
  private final boolean boxes;
  private final String soundTitle;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<String> soundEncoder;

  @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
  private final Set<String> copied;

  VideoContainer(
      String muxer,
      boolean boxes,
      String soundTitle,
      List<String> soundEncoder,
      Set<String> copied) {
    this.muxer = muxer;
    this.boxes = boxes;
    this.soundTitle = soundTitle;
    this.soundEncoder = soundEncoder;
    this.copied = copied;
  }

  /** What ffmpeg calls it. */
  String muxer() {
    return muxer;
  }

  /** Whether attachments are boxes of an MP4; in the others they are tags. */
  boolean hasBoxes() {
    return boxes;
  }

  /** Whether sound of this codec, by ffmpeg's name, goes into it without being encoded again. */
  boolean takes(String codec) {
    return copied.contains(codec);
  }

  /** What other sound becomes, for people. */
  String soundTitle() {
    return soundTitle;
  }

  /** What makes other sound fit, for the command line of ffmpeg. */
  List<String> soundEncoder() {
    return soundEncoder;
  }

  /** What its muxer is told. */
  List<String> muxing() {
    return boxes ? List.of("-movflags", "+faststart", "-f", muxer) : List.of("-f", muxer);
  }
}
