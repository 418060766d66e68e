package dev.kymo.studio.footage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.delivery.FrameCarrier;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.studio.SyntheticFootage;
import dev.kymo.studio.frames.Picture;
import dev.kymo.studio.project.EditorState;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarryServiceTest {
  private static final int T = 20;
  private static final Square SQUARE = new Square(8, 0, 32);
  private static final FootageOrigin ORIGIN =
      new FootageOrigin(
          "walk.mp4", "0".repeat(64), 48, 32, new FrameRate(25, 1), 5, T, SQUARE, 1, 1);

  private final SyntheticFootage footage = new SyntheticFootage(Path.of("walk.mp4"), 48, 32, 40);
  private final List<CarriedPicture> carried = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Semaphore news = new Semaphore(0);
  private final CarryService service =
      new CarryService(
          SyntheticFootage.carriers(),
          request -> Optional.of(flat(7)),
          1 << 20,
          Runnable::run,
          new CarryService.Listener() {
            @Override
            public void carried(CarriedPicture picture) {
              carried.add(picture);
              news.release();
            }

            @Override
            public void failed(String reason) {
              failures.add(reason);
              news.release();
            }
          });
  private Optional<FootageFrames> frames = Optional.empty();

  @AfterEach
  void close() {
    frames.ifPresent(FootageFrames::close);
    service.close();
  }

  private void use() {
    FootageFrames made =
        new FootageFrames(footage, FootageShape.of(ORIGIN), 1 << 20, () -> service.framesChanged());
    frames = Optional.of(made);
    service.use(ORIGIN, T, made);
  }

  private static FrameImage flat(int level) {
    int[] argb = new int[8 * 8];
    Arrays.fill(argb, 0xFF000000 | level << 16 | level << 8 | level);
    return new FrameImage(8, 8, argb);
  }

  private static Scene scene(double gain) {
    EditorState first = EditorState.first(BandPlan.WHOLE);
    return first.withMotion(first.motion().with(0, band -> band.withGain(gain))).scene("model");
  }

  private static CarryRequest request(double gain, double t, FootageView view, boolean moving) {
    Picture edited = new Picture(new FrameRequest(scene(gain), t), flat(100));
    return new CarryRequest(edited, view, true, moving);
  }

  private static double time(double frame) {
    return -1 + 2 * frame / T;
  }

  private CarriedPicture next() throws InterruptedException {
    assertTrue(news.tryAcquire(10, TimeUnit.SECONDS), "nothing arrives");
    return carried.get(carried.size() - 1);
  }

  private static int at(FrameImage image, int x, int y) {
    return image.argb()[y * image.width() + x] & 0xFFFFFF;
  }

  private RgbFrame original(int index) {
    return frames.orElseThrow().get(index).orElseThrow();
  }

  @Test
  void anEditIsCarriedQuicklyFirstAndThenAsWellAsCanBe() throws InterruptedException {
    use();
    service.request(request(0.5, time(3), FootageView.FRAME, false));
    CarriedPicture quick = next();
    assertFalse(quick.best());
    assertEquals(0x646463, at(quick.image(), 20, 16));
    CarriedPicture best = next();
    assertTrue(best.best());
    assertEquals(quick.request(), best.request());
    assertEquals(0x646464, at(best.image(), 20, 16));
    assertEquals(48, best.image().width());
    int helped = SyntheticFootage.red(5) << 8 | SyntheticFootage.red(ORIGIN.first() + T - 1);
    assertEquals(helped, at(best.image(), 0, 0) >> 8, "the first and the last frame helped");
    FrameImage whole = FramePixels.image(original(8), Optional.empty());
    assertEquals(at(whole, 2, 16), at(best.image(), 2, 16), "outside of the square");
    assertArrayEquals(whole.argb(), best.original().orElseThrow().argb());
    // The better one is kept: asked for again it comes at once.
    service.request(request(0.5, time(3), FootageView.FRAME, false));
    assertTrue(next().best());
    assertEquals(3, carried.size());
  }

  @Test
  void withoutAnEditTheFrameItselfIsShown() throws InterruptedException {
    use();
    service.request(request(1, time(4), FootageView.FRAME, false));
    CarriedPicture picture = next();
    assertTrue(picture.best());
    assertFalse(picture.beyond());
    assertArrayEquals(
        FramePixels.image(original(9), Optional.empty()).argb(), picture.image().argb());
    service.request(request(1, time(4), FootageView.DIFFERENCE, false));
    assertTrue(Arrays.stream(next().image().argb()).allMatch(pixel -> pixel == 0xFF000000));
  }

  @Test
  void theSquareAndTheDifferenceAreParts() throws InterruptedException {
    use();
    service.request(request(0.5, time(3), FootageView.SQUARE, true));
    CarriedPicture square = next();
    assertEquals(32, square.image().width());
    assertEquals(32, square.original().orElseThrow().height());
    assertEquals(0x646463, at(square.image(), 0, 0));
    service.request(request(0.5, time(3), FootageView.DIFFERENCE, true));
    FrameImage difference = next().image();
    assertEquals(0, at(difference, 2, 16), "nothing changes outside of the square");
    int red = SyntheticFootage.red(8);
    assertEquals(Math.min(255, 4 * Math.abs(100 - red)), at(difference, 20, 16) >> 16);
    service.request(request(0.5, time(3), FootageView.MODEL, true));
    CarriedPicture model = next();
    assertEquals(8, model.image().width());
    assertEquals(8, model.original().orElseThrow().width());
    assertEquals(red, at(model.original().orElseThrow(), 4, 4) >> 16);
  }

  @Test
  void beyondTheClipThereIsTheModelAlone() throws InterruptedException {
    use();
    service.request(request(0.5, 1.3, FootageView.FRAME, false));
    CarriedPicture picture = next();
    assertTrue(picture.beyond());
    assertTrue(picture.best());
    assertEquals(Optional.empty(), picture.original());
    assertEquals(0x646464, at(picture.image(), 20, 16));
    // The last frame lasts as long as any other.
    service.request(request(0.5, time(T - 0.5), FootageView.FRAME, true));
    assertFalse(next().beyond());
  }

  @Test
  void waitsForItsOriginalsUnlessSomethingNewerIsWanted() throws InterruptedException {
    footage.letThrough(0);
    use();
    service.request(request(0.5, time(15), FootageView.FRAME, true));
    service.request(request(0.6, time(16), FootageView.FRAME, true));
    assertFalse(news.tryAcquire(100, TimeUnit.MILLISECONDS), "frame 21 is not decoded");
    footage.letThrough(1000);
    assertEquals(time(16), next().request().edited().request().t());
    assertEquals(1, carried.size());
  }

  @Test
  void aTimeBetweenTwoFramesNeedsBoth() throws InterruptedException {
    use();
    service.request(request(1, time(3.5), FootageView.FRAME, true));
    CarriedPicture picture = next();
    assertEquals(0x646463, at(picture.image(), 20, 16));
    FrameImage second = FramePixels.image(original(9), Optional.empty());
    assertEquals(at(second, 2, 16), at(picture.image(), 2, 16));
  }

  @Test
  void footageThatIsGoneAndCarriersThatFailAreTold() throws InterruptedException {
    footage.breakIt("walk.mp4 is gone; put it back.");
    use();
    service.request(request(0.5, time(3), FootageView.FRAME, true));
    assertTrue(news.tryAcquire(10, TimeUnit.SECONDS));
    assertEquals(List.of("walk.mp4 is gone; put it back."), failures);
    service.forget();
    service.request(request(0.5, time(3), FootageView.FRAME, true));
    assertFalse(news.tryAcquire(50, TimeUnit.MILLISECONDS), "without footage nothing is carried");
  }

  @Test
  void aCarrierThatThrowsDoesNotEndTheService() throws InterruptedException {
    FrameCarrier.Factory broken =
        origin -> {
          throw new IllegalStateException("no carrier");
        };
    Semaphore told = new Semaphore(0);
    try (CarryService fails =
        new CarryService(
            new Carriers(broken, broken),
            request -> Optional.of(flat(7)),
            0,
            Runnable::run,
            new CarryService.Listener() {
              @Override
              public void carried(CarriedPicture picture) {
                carried.add(picture);
                told.release();
              }

              @Override
              public void failed(String reason) {
                failures.add(reason);
                told.release();
              }
            })) {
      FootageFrames made =
          new FootageFrames(footage, FootageShape.of(ORIGIN), 1 << 20, () -> fails.framesChanged());
      frames = Optional.of(made);
      fails.use(ORIGIN, T, made);
      fails.request(request(0.5, time(3), FootageView.FRAME, true));
      assertTrue(told.tryAcquire(10, TimeUnit.SECONDS));
      assertEquals(
          List.of("The edit could not be carried to the footage; the log says more."), failures);
      fails.request(request(1, time(3), FootageView.FRAME, true));
      assertTrue(told.tryAcquire(10, TimeUnit.SECONDS));
      assertEquals(1, carried.size());
    }
  }
}
