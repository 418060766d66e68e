package dev.kymo.inference.delivery;

import dev.kymo.inference.carry.Carrier;
import dev.kymo.inference.carry.CarryQuality;
import dev.kymo.inference.carry.CarrySource;
import dev.kymo.inference.carry.Helpers;
import dev.kymo.inference.carry.RowLoop;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** Carries edits by optical flow, as {@link Carrier} does. */
public final class OriginalPixels implements FrameCarrier {
  /** As many as were found to help a puppet; more take memory and time. */
  private static final int HELPERS = 6;

  private final FootageOrigin origin;
  private final CarryQuality quality;
  private List<CarrySource> shelf = List.of();
  private Carrier carrier;

  private OriginalPixels(FootageOrigin origin, CarryQuality quality) {
    this.origin = origin;
    this.quality = quality;
  }

  /** Opens carriers that do this much work for a frame, with the help of all processors. */
  public static Factory of(CarryQuality quality) {
    return origin -> new OriginalPixels(origin, quality);
  }

  @Override
  public List<Integer> helpers(List<FrameImage> learned) {
    return Helpers.spread(learned, HELPERS);
  }

  @Override
  public void keep(List<Original> helpers) {
    shelf = helpers.stream().map(OriginalPixels::source).toList();
  }

  @Override
  public RgbFrame carry(Original original, FrameImage edited) {
    return carrier(edited).carry(source(original), shelf, edited).frame();
  }

  @Override
  public RgbFrame between(Original before, Original after, double part, FrameImage edited) {
    return carrier(edited).between(source(before), source(after), part, shelf, edited).frame();
  }

  /** The model's size is known from its first picture. */
  private Carrier carrier(FrameImage picture) {
    if (carrier == null) {
      int processors = Runtime.getRuntime().availableProcessors();
      carrier =
          new Carrier(
              origin.width(),
              origin.height(),
              origin.square(),
              picture.width(),
              quality,
              new RowLoop(ForkJoinPool.commonPool(), processors));
    }
    return carrier;
  }

  private static CarrySource source(Original original) {
    return new CarrySource(original.frame(), original.learned());
  }
}
