package dev.kymo.trainer.dataset.source;

import dev.kymo.inference.image.DecodedImage;
import dev.kymo.inference.image.ImageConversion;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import dev.kymo.trainer.dataset.video.FrameVisitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** A dataset of image files. */
final class FrameFileSource implements DataSource {
  private final DatasetKind kind;
  private final Path path;
  private final FrameFiles files;
  private final FrameDecoder decoder = new FrameDecoder();
  private final Map<ImageConversion, LongAdder> conversions = new ConcurrentHashMap<>();

  FrameFileSource(DatasetKind kind, Path path, FrameFiles files) {
    this.kind = kind;
    this.path = path;
    this.files = files;
  }

  @Override
  public DatasetKind kind() {
    return kind;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public List<VideoInfo> videos() {
    return files.videos();
  }

  @Override
  public Listing listing() {
    return files.listing();
  }

  @Override
  public Map<ImageConversion, Long> conversions() {
    Map<ImageConversion, Long> counts = new EnumMap<>(ImageConversion.class);
    conversions.forEach((conversion, count) -> counts.put(conversion, count.sum()));
    return counts;
  }

  @Override
  public RgbFrame read(int video, int frame) throws DatasetException {
    DecodedImage image = decoder.decodeImage(files.read(video, frame), files.name(video, frame));
    for (ImageConversion conversion : image.conversions()) {
      conversions.computeIfAbsent(conversion, c -> new LongAdder()).increment();
    }
    return image.frame();
  }

  @Override
  public List<String> readAll(int video, FrameVisitor visitor)
      throws IOException, InterruptedException {
    int frames = videos().get(video).frames();
    boolean more = true;
    for (int frame = 0; more && frame < frames; frame++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      more = visitor.frame(frame, read(video, frame));
    }
    return List.of();
  }

  @Override
  public String fingerprint() {
    Fingerprint fingerprint = new Fingerprint(kind);
    files.addTo(fingerprint);
    return fingerprint.hex();
  }

  @Override
  public void close() throws DatasetException {
    files.close();
  }
}
