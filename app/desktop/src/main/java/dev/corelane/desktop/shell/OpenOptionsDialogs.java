package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.OpenChoices;
import dev.corelane.desktop.session.WindowModel;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Shows the dialog of what is wanted while a window asks for it.
final class OpenOptionsDialogs {
  private final Window owner;
  private final WindowModel model;
  private @Nullable OpenOptionsDialog shown;

  OpenOptionsDialogs(Window owner, WindowModel model) {
    this.owner = owner;
    this.model = model;
  }

  void show(@Nullable OpenChoices choices) {
    OpenOptionsDialog before = shown;
    shown = null;
    if (before != null) {
      before.close();
    }
    if (choices != null) {
      OpenOptionsDialog dialog = new OpenOptionsDialog(owner, choices);
      dialog.setOnHidden(
          e -> {
            if (shown == dialog) {
              shown = null;
              if (dialog.accepted()) {
                model.openChosen();
              } else {
                model.endChoosing();
              }
            }
          });
      shown = dialog;
      dialog.show();
    }
  }
}
