package dev.kymo.inference.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.image.PassedOver.Reason;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameNamesTest {

  private static FrameNames of(String... names) {
    return FrameNames.of(List.of(names));
  }

  @Test
  void framesAreInTheOrderOfTheirNumbers() {
    FrameNames found = of("frame_10.png", "frame_2.png", "frame_1.PNG", "frame_3.jpeg");
    assertEquals(
        List.of("frame_1.PNG", "frame_2.png", "frame_3.jpeg", "frame_10.png"), found.names());
    assertEquals(List.of(), found.passedOver());
  }

  @Test
  void whatSystemsLeaveIsPassedOverAndNamed() {
    FrameNames found = of(".DS_Store", "._1.png", "1.png", "Thumbs.db", "desktop.ini", "notes.txt");
    assertEquals(List.of("1.png"), found.names());
    assertEquals(
        List.of(
            "4 files are passed over, each hidden or a system file: ._1.png, .DS_Store, desktop.ini"
                + " and 1 more.",
            "notes.txt is passed over: it is no JPEG or PNG image."),
        PassedOver.sentences(found.passedOver()));
  }

  @Test
  void oneFileIsTakenForEachFrame() {
    FrameNames found = of("0001.jpg", "0001.png", "1.jpg", "0002.jpg", "0003.png", "0003.jpeg");
    assertEquals(List.of("0001.png", "0002.jpg", "0003.png"), found.names());
    assertEquals(
        Set.of("0001.jpg", "1.jpg", "0003.jpeg"),
        found.passedOver().stream().map(PassedOver::name).collect(Collectors.toSet()));
    assertTrue(found.passedOver().stream().allMatch(p -> p.reason() == Reason.TWICE));
    assertEquals(List.of("a.png"), of("a.jpg", "a.png").names());
  }

  @Test
  void gapsAreTold() {
    assertEquals(
        List.of(
            "One frame is missing between f3.png and f5.png: what is there is shown without a"
                + " pause."),
        of("f1.png", "f2.png", "f3.png", "f5.png", "f6.png").notes());
    assertEquals(
        List.of(
            "5 frames are missing in 2 gaps, the first between f2.png and f5.png: what is there is"
                + " shown without a pause."),
        of("f1.png", "f2.png", "f5.png", "f6.png", "f7.png", "f11.png", "f12.png").notes());
    assertEquals(List.of(), of("f7.png", "f8.png", "f9.png").notes());
  }

  @Test
  void stepsAreToldAndAreNoGaps() {
    assertEquals(
        List.of("From f0.png on, the numbers go up in steps of 5."),
        of("f0.png", "f5.png", "f10.png", "f15.png").notes());
    assertEquals(List.of(), of("f13.png", "f5178.png", "f6100.png", "f9127.png").notes());
  }

  @Test
  void severalPatternsAreTold() {
    FrameNames found = of("left_1.png", "left_2.png", "right_1.png", "right_2.png");
    assertEquals(
        List.of(
            "The names have 2 patterns, as in left_1.png, right_1.png: the frames of one come after"
                + " those of another."),
        found.notes());
    assertTrue(of("dawn.png", "dusk.png").notes().get(0).contains("no number"));
  }

  @Test
  void longNamesTakeNoTime() {
    String digits = "9".repeat(30_000);
    List<String> names =
        IntStream.range(0, 50).mapToObj(i -> digits + "x".repeat(30_000) + i + ".png").toList();
    assertEquals(names, FrameNames.of(names).names());
    assertEquals(1, of(digits + ".png").names().size());
  }
}
