package dev.kymo.studio.app;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What is cut off or printed over something else in a scene, in words. */
final class LayoutFaults {

  private static final double TOLERANCE = 1.5;

  private final List<String> found = new ArrayList<>();

  LayoutFaults(Scene scene) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    walk(scene.getRoot());
  }

  List<String> all() {
    return found;
  }

  private void walk(Parent parent) {
    List<Node> shown =
        parent.getChildrenUnmodifiable().stream()
            .filter(n -> n.isVisible() && n.isManaged())
            .toList();
    if (parent instanceof HBox || parent instanceof VBox) {
      apart(parent, shown);
    }
    for (Node child : shown) {
      inside(parent, child);
      if (child instanceof Parent inner) {
        walk(inner);
      }
    }
  }

  private void inside(Parent parent, Node child) {
    // What is scrolled may be larger than what it is seen through.
    if (parent.getStyleClass().contains("viewport")) {
      return;
    }
    Bounds outer = parent.getLayoutBounds();
    Bounds inner = child.getLayoutBounds();
    double x = child.getLayoutX() + inner.getMinX();
    double y = child.getLayoutY() + inner.getMinY();
    if (x < outer.getMinX() - TOLERANCE
        || y < outer.getMinY() - TOLERANCE
        || x + inner.getWidth() > outer.getMaxX() + TOLERANCE
        || y + inner.getHeight() > outer.getMaxY() + TOLERANCE) {
      found.add(
          "%s is at %.0f, %.0f, %.0f x %.0f in %s of %.0f x %.0f"
              .formatted(
                  name(child),
                  x,
                  y,
                  inner.getWidth(),
                  inner.getHeight(),
                  name(parent),
                  outer.getWidth(),
                  outer.getHeight()));
    }
  }

  private void apart(Parent parent, List<Node> shown) {
    for (int i = 1; i < shown.size(); i++) {
      Bounds before = shown.get(i - 1).getBoundsInParent();
      Bounds after = shown.get(i).getBoundsInParent();
      double across =
          Math.min(before.getMaxX(), after.getMaxX()) - Math.max(before.getMinX(), after.getMinX());
      double down =
          Math.min(before.getMaxY(), after.getMaxY()) - Math.max(before.getMinY(), after.getMinY());
      if (across > TOLERANCE && down > TOLERANCE) {
        found.add(
            "%s and %s overlap in %s"
                .formatted(name(shown.get(i - 1)), name(shown.get(i)), name(parent)));
      }
    }
  }

  private static String name(Node node) {
    StringBuilder path = new StringBuilder();
    for (Node n = node; n != null && path.length() < 160; n = n.getParent()) {
      path.append(n.getId() == null ? n.getStyleClass() : "#" + n.getId()).append(" < ");
    }
    return node.getClass().getSimpleName() + " " + path;
  }
}
