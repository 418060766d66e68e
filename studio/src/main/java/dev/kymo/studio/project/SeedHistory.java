package dev.kymo.studio.project;

import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.NoiseCode;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which seeds were used lately, newest first, so that a lucky throw of the dice is not lost. */
public final class SeedHistory {

  private static final int KEPT = 24;

  private final ReadOnlyObjectWrapper<List<Long>> content = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<Long>> motion = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<Long>> noise = new ReadOnlyObjectWrapper<>(List.of());

  /** Follows the editor. */
  public SeedHistory(EditorModel editor) {
    editor.stateProperty().addListener((p, before, after) -> note(after));
    note(editor.state());
  }

  /** Content seeds. */
  public ReadOnlyObjectProperty<List<Long>> contentProperty() {
    return content.getReadOnlyProperty();
  }

  /** Motion seeds, of the clip and of bands. */
  public ReadOnlyObjectProperty<List<Long>> motionProperty() {
    return motion.getReadOnlyProperty();
  }

  /** Noise seeds. */
  public ReadOnlyObjectProperty<List<Long>> noiseProperty() {
    return noise.getReadOnlyProperty();
  }

  private void note(EditorState state) {
    note(content, state.content());
    note(motion, state.motionCode());
    for (BandEdit band : state.motion().bands()) {
      note(motion, band.code());
    }
    if (state.noise() instanceof NoiseCode.Seeded seeded) {
      note(noise, seeded.seed());
    }
  }

  private static void note(ReadOnlyObjectWrapper<List<Long>> list, LatentCode code) {
    if (code instanceof LatentCode.Seeded seeded) {
      note(list, seeded.seed());
    }
  }

  private static void note(ReadOnlyObjectWrapper<List<Long>> list, long seed) {
    // One that is in use keeps its place: the list must not be shuffled by every edit.
    if (list.get().contains(seed)) {
      return;
    }
    List<Long> next = new ArrayList<>(list.get());
    next.add(0, seed);
    list.set(List.copyOf(next.subList(0, Math.min(KEPT, next.size()))));
  }
}
