package dev.kymo.studio.view.shell;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Takes the focus from panel to panel, and straight to a band's fader. */
final class PanelFocus {
  private final List<Node> panels;

  /**
   * Focus among panels.
   *
   * @param panels in the order in which the focus visits them; all in one scene
   */
  PanelFocus(List<Node> panels) {
    this.panels = List.copyOf(panels);
  }

  /**
   * Focuses the first control of the next panel that has one.
   *
   * @param step 1 for the next, -1 for the one before
   */
  void focusNext(int step) {
    int size = panels.size();
    int at = panelOfFocus();
    // From nowhere the next one is the first, and the one before it the last.
    int from = at < 0 ? (step > 0 ? -1 : size) : at;
    for (int i = 1; i <= size; i++) {
      Optional<Node> target = firstIn(panels.get(Math.floorMod(from + step * i, size)));
      if (target.isPresent()) {
        target.get().requestFocus();
        return;
      }
    }
  }

  /**
   * Focuses the fader of a band.
   *
   * @param index counted from 0
   * @return whether there is such a band
   */
  boolean focusBand(int index) {
    for (Node panel : panels) {
      Node fader = panel.lookup("#fader-" + index);
      if (fader != null && canBeFocused(fader)) {
        fader.requestFocus();
        return true;
      }
    }
    return false;
  }

  private int panelOfFocus() {
    Node owner = panels.get(0).getScene().getFocusOwner();
    for (Node node = owner; node != null; node = node.getParent()) {
      if (panels.contains(node)) {
        return panels.indexOf(node);
      }
    }
    return -1;
  }

  private static Optional<Node> firstIn(Node node) {
    if (node.isFocusTraversable() && canBeFocused(node)) {
      return Optional.of(node);
    }
    if (node instanceof Parent parent && node.isVisible()) {
      return parent.getChildrenUnmodifiable().stream()
          .flatMap(child -> firstIn(child).stream())
          .findFirst();
    }
    return Optional.empty();
  }

  private static boolean canBeFocused(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible() || at.isDisabled()) {
        return false;
      }
    }
    return true;
  }
}
