package dev.kymo.studio.document;

import dev.kymo.inference.file.FileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the exports that are not done yet on the disk, so that they are done by the next studio
 * when this one ends before them, in peace or not. Used from the JavaFX thread only.
 */
public final class ExportShelf implements AutoCloseable {
  private final KeptFolder<ExportOrders> folder;
  private final InstantSource clock;
  private final Consumer<FileException> failed;
  private Optional<KeptSlot<ExportOrders>> slot = Optional.empty();
  private boolean told;

  /**
   * Keeps nothing yet.
   *
   * @param folder of the user's, made when it is needed
   * @param clock what time it is
   * @param failed told, once, when they cannot be kept
   */
  public ExportShelf(Path folder, InstantSource clock, Consumer<FileException> failed) {
    this.folder = new KeptFolder<>(folder, new ExportOrdersJson());
    this.clock = clock;
    this.failed = failed;
  }

  /** Takes over what studios that are gone did not get done, the oldest first. */
  public List<ExportOrder> takeOver() {
    List<ExportOrder> left = new ArrayList<>();
    List<KeptSlot<ExportOrders>> orphans = folder.orphans();
    for (int i = orphans.size() - 1; i >= 0; i--) {
      orphans.get(i).content().ifPresent(orders -> left.addAll(orders.waiting()));
    }
    if (!left.isEmpty() && keep(left)) {
      orphans.forEach(KeptSlot::discard);
    } else {
      orphans.forEach(KeptSlot::release);
    }
    return left;
  }

  /**
   * These are not done yet.
   *
   * @return whether that is on the disk now
   */
  public boolean keep(List<ExportOrder> waiting) {
    try {
      if (waiting.isEmpty()) {
        slot.ifPresent(KeptSlot::clear);
        return true;
      }
      if (slot.isEmpty()) {
        slot = Optional.of(folder.claim());
      }
      slot.get().keep(new ExportOrders(waiting, clock.instant()));
      return true;
    } catch (FileException e) {
      if (!told) {
        told = true;
        failed.accept(e);
      }
      return false;
    }
  }

  /** What is not done yet stays for the next studio. */
  @Override
  public void close() {
    slot.ifPresent(
        kept -> {
          if (kept.content().isPresent()) {
            kept.release();
          } else {
            kept.discard();
          }
        });
  }
}
