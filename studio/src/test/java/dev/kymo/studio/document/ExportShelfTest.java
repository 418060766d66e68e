package dev.kymo.studio.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.ExactSize;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.ExportPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that are kept from one studio to the next. */
class ExportShelfTest {

  @TempDir private Path folder;

  private final List<FileException> failures = new ArrayList<>();

  private ExportShelf shelf(Path place) {
    return new ExportShelf(place, () -> Instant.parse("2026-12-01T10:00:00Z"), failures::add);
  }

  private ExportOrder order(String name) {
    Project project =
        new Project(
            CheckpointReference.at(folder.resolve("model.pt"), "ab".repeat(32)),
            EditorState.first(BandPlan.of(1, 2)).split(1, 1.5).withName(0, "Sway"),
            true);
    return new ExportOrder(
        project,
        ClipFormat.MP4,
        folder.resolve(name).toAbsolutePath(),
        new FrameRate(24_000, 1001),
        77,
        3,
        true,
        ClipQuality.BEST,
        Optional.of(new ExactSize(640, 360, ExactSize.Fit.STRETCH)),
        ExportPicture.SQUARE,
        false);
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws JsonFault {
    ExportOrdersJson json = new ExportOrdersJson();
    ExportOrders orders =
        new ExportOrders(
            List.of(order("a.mp4"), order("ü b.mp4")), Instant.parse("2026-12-01T10:00:00Z"));
    ExportOrders read = json.read(json.write(orders, folder), folder);
    assertEquals(orders.time(), read.time());
    assertEquals(2, read.waiting().size());
    for (int i = 0; i < 2; i++) {
      ExportOrder before = orders.waiting().get(i);
      ExportOrder after = read.waiting().get(i);
      assertEquals(before.project().state().motion(), after.project().state().motion());
      assertEquals("Sway", after.project().state().bandName(0));
      assertEquals(before.target(), after.target());
      assertEquals(before.rate(), after.rate());
      assertEquals(before.frames(), after.frames());
      assertEquals(before.size(), after.size());
      assertEquals(before.picture(), after.picture());
    }
  }

  @Test
  void refusesWhatIsNotSound() {
    ExportOrdersJson json = new ExportOrdersJson();
    String sound = json.write(new ExportOrders(List.of(order("a.mp4")), Instant.EPOCH), folder);
    for (String[] change :
        new String[][] {
          {"\"frames\": 77", "\"frames\": 0"},
          {"\"frames\": 77", "\"frames\": 99999999999"},
          {"\"scale\": 3", "\"scale\": 17"},
          {"\"MP4\"", "\"VHS\""},
          {"\"per\": 1001", "\"per\": 0"},
          {"\"sound\": false", "\"sound\": 1"},
          {"1970-01-01T00:00:00Z", "yesterday"},
          {"kymo-exports", "kymo-project"},
        }) {
      String broken = sound.replace(change[0], change[1]);
      assertThrows(JsonFault.class, () -> json.read(broken, folder), change[1]);
    }
  }

  @Test
  void nextOneTakesOverWhatIsLeft() throws IOException {
    Path place = folder.resolve("exports");
    try (ExportShelf first = shelf(place)) {
      assertTrue(first.keep(List.of(order("a.mp4"), order("b.mp4"))));
      assertTrue(shelf(place).takeOver().isEmpty(), "it still works on them");
      assertTrue(first.keep(List.of(order("b.mp4"))));
    }
    try (ExportShelf second = shelf(place)) {
      assertEquals(
          List.of(order("b.mp4").target()),
          second.takeOver().stream().map(ExportOrder::target).toList());
      assertTrue(second.keep(List.of()));
    }
    try (ExportShelf third = shelf(place)) {
      assertTrue(third.takeOver().isEmpty());
    }
    try (var files = Files.list(place)) {
      assertEquals(0, files.filter(file -> file.toString().endsWith(".json")).count());
    }
    assertTrue(failures.isEmpty());
  }

  @Test
  void saysOnceThatNothingCanBeKept() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (ExportShelf shelf = shelf(file.resolve("exports"))) {
      assertEquals(false, shelf.keep(List.of(order("a.mp4"))));
      assertEquals(false, shelf.keep(List.of(order("a.mp4"))));
    }
    assertEquals(1, failures.size());
  }
}
