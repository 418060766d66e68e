package dev.kymo.studio.document;

import java.time.Instant;
import java.util.List;

/**
 * Exports that are not done yet, in their order.
 *
 * @param waiting the next one first
 * @param time when this was so
 */
public record ExportOrders(List<ExportOrder> waiting, Instant time) {

  /** Keeps an immutable copy. */
  public ExportOrders {
    waiting = List.copyOf(waiting);
  }
}
