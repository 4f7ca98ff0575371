package dev.corelane.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import org.jspecify.annotations.Nullable;

/// The parts of a window, from one to the next by a key: tool bar, what is above the lanes, lanes,
/// inspector, lists or statistics, status bar. Within a part the Tab key goes on.
final class WindowParts {
  /// Ids of the parts, in order. Those that a window does not show are passed over.
  private static final List<String> PARTS =
      List.of(
          "tool-bar",
          "import-bar",
          "notice-bar",
          "start-page",
          "filter",
          "timeline",
          "inspector-pane",
          "lists-pane",
          "range-pane",
          "problems-pane",
          "status");

  private WindowParts() {}

  /// Gives the focus to the next part that can take it.
  ///
  /// @param root of the window
  /// @param step 1 for the next part, -1 for the one before
  static void step(Parent root, int step) {
    Scene scene = root.getScene();
    List<Node> parts = new ArrayList<>();
    for (String id : PARTS) {
      Node part = scene.lookup("#" + id);
      if (part != null && shown(part)) {
        parts.add(part);
      }
    }
    int at = here(parts, scene.getFocusOwner());
    for (int i = 1; i <= parts.size(); i++) {
      int start = at < 0 && step < 0 ? 0 : at;
      Node first = first(parts.get(Math.floorMod(start + step * i, parts.size())));
      if (first != null) {
        first.requestFocus();
        // There and back: only what is reached by keys shows that it has the focus.
        if (first.requestFocusTraversal(TraversalDirection.NEXT)) {
          scene.getFocusOwner().requestFocusTraversal(TraversalDirection.PREVIOUS);
        }
        return;
      }
    }
  }

  private static int here(List<Node> parts, @Nullable Node focused) {
    for (Node node = focused; node != null; node = node.getParent()) {
      int at = parts.indexOf(node);
      if (at >= 0) {
        return at;
      }
    }
    return -1;
  }

  private static boolean shown(Node node) {
    for (Node above = node; above != null; above = above.getParent()) {
      if (!above.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /// The first node of a part that takes the keys.
  private static @Nullable Node first(Node node) {
    if (!node.isVisible() || node.isDisabled()) {
      return null;
    }
    if (node.isFocusTraversable()) {
      return node;
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        Node found = first(child);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
