package dev.kymo.inference.delivery;

import dev.kymo.inference.carry.Carrier;
import dev.kymo.inference.carry.CarryQuality;
import dev.kymo.inference.carry.CarrySource;
import dev.kymo.inference.carry.RowLoop;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import java.util.List;
import java.util.Optional;

/** Carries by optical flow: {@link Carrier}. */
public final class PixelCarrier implements FrameCarrier {
  private final FootageOrigin origin;
  private final CarryQuality quality;
  private final RowLoop loop;
  private Optional<Carrier> carrier = Optional.empty();
  private int size;

  private PixelCarrier(FootageOrigin origin, CarryQuality quality, RowLoop loop) {
    this.origin = origin;
    this.quality = quality;
    this.loop = loop;
  }

  /**
   * Carriers of a quality.
   *
   * @param loop threads that help
   */
  public static FrameCarrier.Factory factory(CarryQuality quality, RowLoop loop) {
    return origin -> new PixelCarrier(origin, quality, loop);
  }

  @Override
  public RgbFrame carry(Original original, FrameImage edited) {
    return carrier(edited.width()).carry(source(original), List.of(), rgb(edited)).frame();
  }

  @Override
  public RgbFrame between(Original before, Original after, double part, FrameImage edited) {
    return carrier(edited.width())
        .between(source(before), source(after), part, List.of(), rgb(edited))
        .frame();
  }

  private Carrier carrier(int modelSize) {
    if (carrier.isEmpty() || size != modelSize) {
      size = modelSize;
      carrier =
          Optional.of(
              new Carrier(
                  origin.width(), origin.height(), origin.square(), modelSize, quality, loop));
    }
    return carrier.get();
  }

  private static CarrySource source(Original original) {
    return new CarrySource(original.frame(), rgb(original.learned()));
  }

  private static RgbFrame rgb(FrameImage image) {
    byte[] rgb = new byte[3 * image.argb().length];
    int at = 0;
    for (int pixel : image.argb()) {
      rgb[at++] = (byte) (pixel >> 16);
      rgb[at++] = (byte) (pixel >> 8);
      rgb[at++] = (byte) pixel;
    }
    return new RgbFrame(image.width(), image.height(), rgb);
  }
}
