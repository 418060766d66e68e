package dev.kymo.trainer.dataset;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.clip.ClipWriters;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageOpener;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.image.FrameEncoder.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small datasets whose every frame can be told from every other. */
public final class TestDatasets {
  /** Opens videos. */
  public static final Footage.Opener VIDEOS =
      new FootageOpener(new FfmpegPrograms(Path.of("target/ffmpeg")));

  private TestDatasets() {}

  /** A frame of one colour: red is the video, green and blue the frame. */
  public static byte[] plain(int video, int frame, int size) {
    byte[] rgb = new byte[3 * size * size];
    for (int at = 0; at < rgb.length; at += 3) {
      rgb[at] = (byte) video;
      rgb[at + 1] = (byte) frame;
      rgb[at + 2] = (byte) (255 - frame);
    }
    return rgb;
  }

  /** Writes png folders v000, v001 ... with these numbers of frames. */
  public static Path folders(Path dataset, int size, int... frames) throws IOException {
    FrameEncoder encoder = new FrameEncoder(Format.PNG, 95);
    for (int video = 0; video < frames.length; video++) {
      Path folder = dataset.resolve(String.format(Locale.ROOT, "v%03d", video));
      Files.createDirectories(folder);
      for (int frame = 0; frame < frames[video]; frame++) {
        Files.write(
            folder.resolve(String.format(Locale.ROOT, "%04d.png", frame)),
            encoder.encode(plain(video, frame, size), size, size));
      }
    }
    return dataset;
  }

  /** Packs a folder. */
  public static Path zip(Path folder, Path zip) throws IOException {
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        packed.putNextEntry(new ZipEntry(name));
        packed.write(Files.readAllBytes(file));
        packed.closeEntry();
      }
    }
    return zip;
  }

  /** Writes an mp4 whose frames are grey, 8 levels brighter each. */
  public static Path mp4(Path file, int size, int frames) throws IOException {
    try (ClipWriter writer =
        ClipWriters.open(ClipFormat.MP4, file, ClipOptions.of(size, size, frames))) {
      for (int frame = 0; frame < frames; frame++) {
        int[] argb = new int[size * size];
        Arrays.fill(argb, 0xFF000000 | 0x010101 * grey(frame));
        writer.write(new FrameImage(size, size, argb));
      }
      writer.finish();
    }
    return file;
  }

  /** The level of an mp4's frame. */
  public static int grey(int frame) {
    return 20 + 8 * frame;
  }

  /** File names in a folder, in order. */
  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
