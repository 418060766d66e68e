package dev.kymo.studio.view.shell;

import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/**
 * How the window is divided: latents, preview and mixer side by side, the timeline below. The sizes
 * of the outer panels stay when the window grows; the preview takes the rest.
 */
final class Desk extends SplitPane {

  /** The timeline never takes more of a window than this at first. */
  private static final double MOST = 0.335;

  /** At the very first start a tall window has a taller timeline. */
  private static final double SHARE = 0.27;

  private static final double TALL = 400;

  /** The least that shows a panel whole, pixels; together they fit into the smallest window. */
  private static final double LEFT = 216;

  private static final double MIDDLE = 420;
  private static final double RIGHT = 296;
  private static final double UPPER = 240;
  private static final double LOWER = 216;

  private final Region left;
  private final Region right;
  private final Region bottom;
  private final SplitPane upper;
  private PanelSizes wanted;

  Desk(Region left, Region middle, Region right, Region bottom, PanelSizes sizes) {
    this.left = left;
    this.right = right;
    this.bottom = bottom;
    this.wanted = sizes;
    setOrientation(Orientation.VERTICAL);
    getStyleClass().add("desk");
    upper = new SplitPane(left, middle, right);
    upper.setMinHeight(UPPER);
    middle.setMinSize(MIDDLE, 0);
    left.setMinWidth(LEFT);
    right.setMinWidth(RIGHT);
    bottom.setMinHeight(LOWER);
    getItems().addAll(upper, bottom);
    SplitPane.setResizableWithParent(left, false);
    SplitPane.setResizableWithParent(right, false);
    SplitPane.setResizableWithParent(bottom, false);
    upper.widthProperty().addListener((p, before, after) -> placeColumns(before.doubleValue()));
    heightProperty().addListener((p, before, after) -> placeRow(before.doubleValue()));
  }

  /** How large the outer panels are now. */
  PanelSizes sizes() {
    return bottom.getHeight() < 1
        ? wanted
        : new PanelSizes(left.getWidth(), right.getWidth(), bottom.getHeight());
  }

  /** Gives the timeline this height, as when the number of its lanes changes. */
  void setBottom(double height) {
    wanted = new PanelSizes(wanted.left(), wanted.right(), height);
    setDividerPositions(1 - height / Math.max(1, getHeight()));
  }

  /** Gives the mixer this width, as when the number of its strips changes. */
  void setRight(double width) {
    wanted = new PanelSizes(wanted.left(), width, wanted.bottom());
    upper.setDividerPosition(1, 1 - width / Math.max(1, upper.getWidth()));
  }

  private void placeColumns(double before) {
    double width = upper.getWidth();
    if (before < 1 && width > 1) {
      upper.setDividerPositions(wanted.left() / width, 1 - wanted.right() / width);
    }
  }

  private void placeRow(double before) {
    if (before < 1 && getHeight() > 1) {
      double bottom = Math.min(wanted.bottom(), MOST * getHeight());
      if (wanted.equals(PanelSizes.FIRST)) {
        bottom = Math.max(bottom, Math.min(TALL, SHARE * getHeight()));
      }
      setDividerPositions(1 - bottom / getHeight());
    }
  }
}
