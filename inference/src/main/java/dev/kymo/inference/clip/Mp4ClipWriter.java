package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.common.Codec;
import org.jcodec.common.VideoCodecMeta;
import org.jcodec.common.io.FileChannelWrapper;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Packet.FrameType;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.boxes.Box;
import org.jcodec.containers.mp4.boxes.Header;
import org.jcodec.containers.mp4.boxes.SampleEntry;
import org.jcodec.containers.mp4.muxer.CodecMP4MuxerTrack;

/**
 * H.264 in an MP4 file, in Java alone. Colours are limited-range BT.601 and tagged so. An odd width
 * or height grows by one pixel.
 */
final class Mp4ClipWriter implements ClipWriter {
  /** The largest side; beyond it no level of H.264 fits. */
  private static final int LARGEST = 8192;

  /** Players expect ticks much finer than frames. */
  private static final int TICKS_PER_SECOND = 10_000;

  private final PendingFile file;
  private final Optional<ClipAttachment> attachment;
  private final YuvPicture yuv;
  private final TaggedH264Encoder encoder;
  private final int keyInterval;

  /**
   * Whether frames between key frames are coded as differences. JCodec predicts motion wrongly
   * where macroblocks have none beside them: clips of one column are coded frame by frame.
   */
  private final boolean predicts;

  private final FastStartMuxer muxer;
  private final CodecMP4MuxerTrack track;
  private final ByteBuffer buffer;
  private final int ticksPerSecond;
  private final int ticksPerFrame;
  private int written;

  private Mp4ClipWriter(PendingFile file, ClipOptions options, Optional<ClipAttachment> attachment)
      throws IOException {
    this.file = file;
    this.attachment = attachment;
    FrameRate rate = options.rate();
    int finer = Math.max(1, (TICKS_PER_SECOND + rate.numerator() - 1) / rate.numerator());
    ticksPerSecond = rate.numerator() * finer;
    ticksPerFrame = rate.denominator() * finer;
    // A key frame every second; not each frame, because JCodec does not number them apart.
    keyInterval = (int) Math.max(2, Math.round(rate.perSecond()));
    yuv = new YuvPicture(options.outputWidth(), options.outputHeight());
    encoder = new TaggedH264Encoder(options.quality().quantizer(), keyInterval);
    predicts = yuv.codedWidth() > 16;
    // Noise at the finest quantiser takes under 3 bytes a pixel.
    buffer = ByteBuffer.allocate(6 * yuv.codedPixels() + (1 << 16));
    muxer = new FastStartMuxer(new FileChannelWrapper(file.channel()), options.frames());
    Size size =
        new Size(YuvPicture.even(options.outputWidth()), YuvPicture.even(options.outputHeight()));
    track =
        (CodecMP4MuxerTrack)
            muxer.addVideoTrack(
                Codec.H264, VideoCodecMeta.createSimpleVideoCodecMeta(size, ColorSpace.YUV420));
    SampleEntry entry = track.getEntries().get(0);
    entry.add(colors());
  }

  static Mp4ClipWriter open(Path path, ClipOptions options, Optional<ClipAttachment> attachment)
      throws FileException {
    ClipLimits.check(path, ClipFormat.MP4, options);
    PendingFile file = PendingFile.open(path);
    try {
      return new Mp4ClipWriter(file, options, attachment);
    } catch (IOException e) {
      file.close();
      throw FileException.writing(path, e);
    }
  }

  /** What no level of H.264 fits. */
  static Optional<String> refusal(ClipOptions options) {
    return Math.max(options.outputWidth(), options.outputHeight()) > LARGEST
        ? Optional.of(
            "an MP4 is at most %d pixels wide and high, not %d x %d; choose a smaller scale"
                .formatted(LARGEST, options.outputWidth(), options.outputHeight()))
        : Optional.empty();
  }

  /** The same colours as in the stream, for players that look here (ISO/IEC 14496-12). */
  private static Box colors() {
    ByteBuffer content = ByteBuffer.allocate(11);
    content
        .put("nclx".getBytes(StandardCharsets.US_ASCII))
        .putShort((short) TaggedH264Encoder.PRIMARIES_BT709)
        .putShort((short) TaggedH264Encoder.TRANSFER_SRGB)
        .putShort((short) TaggedH264Encoder.MATRIX_BT601)
        .put((byte) 0)
        .flip();
    return Box.LeafBox.createLeafBox(Header.createHeader("colr", 0), content);
  }

  @Override
  public void write(FrameImage frame) throws FileException {
    yuv.fill(frame);
    int inGroup = written % keyInterval;
    boolean key = inGroup == 0;
    buffer.clear();
    ByteBuffer data =
        encoder.doEncodeFrame(
            yuv.picture(), buffer, key, inGroup, key || !predicts ? SliceType.I : SliceType.P);
    try {
      track.addFrame(
          Packet.createPacket(
              data,
              (long) written * ticksPerFrame,
              ticksPerSecond,
              ticksPerFrame,
              written,
              key ? FrameType.KEY : FrameType.INTER,
              null));
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    }
    written++;
  }

  @Override
  public void finish() throws FileException {
    try {
      muxer.finish();
      if (attachment.isPresent()) {
        Mp4Attachments.append(file.channel(), attachment.get());
      }
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    }
    file.commit();
  }

  @Override
  public void close() throws FileException {
    file.close();
  }
}
