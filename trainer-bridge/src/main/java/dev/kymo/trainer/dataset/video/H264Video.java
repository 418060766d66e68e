package dev.kymo.trainer.dataset.video;

import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jcodec.api.specific.AVCMP4Adaptor;
import org.jcodec.codecs.h264.H264Utils;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.common.Codec;
import org.jcodec.common.DemuxerTrackMeta;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.demuxer.AbstractMP4DemuxerTrack;
import org.jcodec.containers.mp4.demuxer.MP4Demuxer;

/** One opened mp4 file with H.264 in it. Used by one thread. */
public final class H264Video implements AutoCloseable {
  private final Path file;
  private final SeekableByteChannel channel;
  private final AbstractMP4DemuxerTrack track;
  private final DemuxerTrackMeta meta;
  private final YuvColors colors;

  private H264Video(Path file, SeekableByteChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    MP4Demuxer demuxer = MP4Demuxer.createMP4Demuxer(channel);
    if (!(demuxer.getVideoTrack() instanceof AbstractMP4DemuxerTrack found)) {
      throw new DatasetException(unreadable(file, "there is no video in it"));
    }
    this.track = found;
    this.meta = track.getMeta();
    if (meta.getCodec() != Codec.H264) {
      throw new DatasetException(
          unreadable(file, "it is not H.264 but " + track.getFourcc() + ", which needs ffmpeg"));
    }
    List<ByteBuffer> parameters = H264Utils.getRawSPS(meta.getCodecPrivate().duplicate());
    if (parameters.isEmpty()) {
      throw new DatasetException(unreadable(file, "its stream parameters are missing"));
    }
    SeqParameterSet sps = H264Utils.readSPS(parameters.get(0).duplicate());
    Size size = H264Utils.getPicSize(sps);
    if ((long) size.getWidth() * size.getHeight() > FrameDecoder.LARGEST_PIXELS) {
      throw new DatasetException(
          unreadable(file, "its frames claim to be " + size.getWidth() + " x " + size.getHeight()));
    }
    this.colors = YuvColors.of(sps, size.getHeight());
  }

  /**
   * Opens a file.
   *
   * @throws DatasetException with a sentence, when it is damaged, or has no H.264 video in it
   */
  public static H264Video open(Path file) throws DatasetException {
    SeekableByteChannel channel;
    try {
      channel = NIOUtils.readableChannel(file.toFile());
    } catch (IOException e) {
      throw new DatasetException(unreadable(file, String.valueOf(e.getMessage())), e);
    }
    try {
      return new H264Video(file, channel);
    } catch (DatasetException e) {
      NIOUtils.closeQuietly(channel);
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // A damaged box can claim any size; the demuxer believes it and one allocation fails.
      NIOUtils.closeQuietly(channel);
      throw new DatasetException(unreadable(file, "it is damaged or no mp4 file"), e);
    }
  }

  private static String unreadable(Path file, String why) {
    return file + " cannot be read as a video: " + why + ".";
  }

  /** How many frames it has, as its index says. */
  public int frames() {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, track.getFrameCount()));
  }

  /**
   * Decodes from the first frame on, in the order in which they are shown, until the end or until
   * the visitor has enough. May be called once.
   *
   * @throws DatasetException with a sentence, when the stream is damaged or of a kind that is not
   *     supported
   * @throws IOException from the visitor
   */
  public void decode(FrameVisitor visitor) throws IOException, InterruptedException {
    long[] shown = showTimes();
    AVCMP4Adaptor decoder = decoder();
    byte[][] buffer = decoder.allocatePicture();
    Map<Long, RgbFrame> early = new TreeMap<>();
    int next = 0;
    boolean more = true;
    Packet packet = nextPacket();
    while (more && packet != null) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      early.put(packet.getPts(), frame(decoder, packet, buffer, next));
      // Frames come in the order of decoding: one that is shown later waits.
      RgbFrame due = next < shown.length ? early.remove(shown[next]) : null;
      while (more && due != null) {
        more = visitor.frame(next, due);
        next++;
        due = next < shown.length ? early.remove(shown[next]) : null;
      }
      packet = nextPacket();
    }
    if (more && next != shown.length) {
      throw new DatasetException(unreadable(file, "two of its frames have the same time"));
    }
  }

  /** The times of all frames, in the order in which they are shown. */
  private long[] showTimes() throws DatasetException {
    LongStream.Builder times = LongStream.builder();
    for (Packet packet = nextPacket(); packet != null; packet = nextPacket()) {
      times.add(packet.getPts());
    }
    long[] sorted = times.build().toArray();
    Arrays.sort(sorted);
    track.gotoFrame(0);
    return sorted;
  }

  private Packet nextPacket() throws DatasetException {
    try {
      return track.nextFrame();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw new DatasetException(unreadable(file, "it is damaged or cut short"), e);
    }
  }

  private AVCMP4Adaptor decoder() throws DatasetException {
    try {
      return new AVCMP4Adaptor(meta);
    } catch (RuntimeException e) {
      throw new DatasetException(unreadable(file, "its stream parameters are damaged"), e);
    }
  }

  private RgbFrame frame(AVCMP4Adaptor decoder, Packet packet, byte[][] buffer, int index)
      throws DatasetException {
    try {
      return colors.convert(decoder.decodeFrame(packet, buffer));
    } catch (RuntimeException e) {
      // The decoder answers what it does not know with all kinds of unchecked exceptions.
      throw new DatasetException(
          unreadable(
              file,
              "frame "
                  + index
                  + " is damaged or needs more than the built-in decoder can do; kymo dataset"
                  + " extract with ffmpeg on the PATH reads more kinds"),
          e);
    }
  }

  @Override
  public void close() {
    NIOUtils.closeQuietly(channel);
  }
}
