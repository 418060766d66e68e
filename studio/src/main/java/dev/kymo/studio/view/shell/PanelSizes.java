package dev.kymo.studio.view.shell;

/**
 * How large the panels around the preview are.
 *
 * @param left width of the latents, pixels
 * @param right width of the mixer, pixels
 * @param bottom height of the timeline, pixels
 */
public record PanelSizes(double left, double right, double bottom) {

  /** At the first start. */
  public static final PanelSizes FIRST = new PanelSizes(264, 400, 272);
}
