package dev.corelane.desktop.shell;

import dev.corelane.desktop.shell.parts.Parts;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// What this program is, its version and what it is built on.
final class AboutDialog extends Dialog<ButtonType> {
  AboutDialog(Window owner) {
    initOwner(owner);
    setTitle("About Corelane");
    String version = AboutDialog.class.getPackage().getImplementationVersion();
    Label name = Parts.label("Corelane", "strong");
    name.setStyle("-fx-font-size: 20px;");
    VBox content =
        new VBox(
            8,
            name,
            new Label(version == null ? "Development build" : "Version " + version),
            Parts.paragraph(
                "Scheduler and lock traces on one timeline, per core. Apache License 2.0."),
            Parts.label(
                "Java "
                    + Runtime.version()
                    + ", JavaFX "
                    + System.getProperty("javafx.runtime.version", ""),
                "soft"),
            Parts.label(
                "With ControlsFX, AtlantaFX, Ikonli, and the Inter typeface (SIL Open Font"
                    + " License 1.1).",
                "soft"));
    getDialogPane().setContent(content);
    getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
  }
}
