package dev.corelane.desktop.shell.compare;

import dev.corelane.desktop.session.compare.CompareModel;
import dev.corelane.desktop.session.compare.CompareSession;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.desktop.timeline.TimelineView;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// A window that compares: while sides are being opened it says how far that is, then it shows
/// them.
public final class CompareWindow {
  private static final String NAME = "Corelane";
  private static final KeyCombination CLOSE = KeyCombination.valueOf("Shortcut+W");

  private final Stage stage = new Stage();
  private final CompareSession session;
  private final TimelineView.Setting setting;
  private final StackPane root = new StackPane();
  private final ProgressBar bar = new ProgressBar();
  private final Label step = Parts.label("", "strong");
  private @Nullable ComparePage page;

  /// @param session what is compared; closed with the window
  /// @param setting what timelines need to know
  /// @param width of the scene, logical pixels
  /// @param height of the scene, logical pixels
  public CompareWindow(
      CompareSession session, TimelineView.Setting setting, double width, double height) {
    this.session = session;
    this.setting = setting;
    root.getStyleClass().add("compare-window");
    stage.setScene(new Scene(root, width, height));
    stage.setMinWidth(720);
    stage.setMinHeight(480);
    stage.getScene().addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    stage.setTitle("Compare \u2013 " + NAME);
    session.phase().subscribe(this::show);
  }

  /// @return the stage
  public Stage stage() {
    return stage;
  }

  /// @return the session of the window
  public CompareSession session() {
    return session;
  }

  /// Ends what the window shows. To be called once, when the stage is hidden.
  public void dispose() {
    if (page != null) {
      page.dispose();
      page = null;
    }
    // What stands in a scene follows the theme, which outlives the window.
    root.getChildren().clear();
    session.close();
  }

  private void show(CompareSession.Phase phase) {
    switch (phase) {
      case CompareSession.Phase.Opening opening -> {
        step.setText(opening.step());
        bar.setProgress(opening.fraction());
        if (root.getChildren().isEmpty()) {
          root.getChildren().setAll(opening());
        }
      }
      case CompareSession.Phase.Failed failed ->
          root.getChildren().setAll(message(Parts.paragraph(failed.text(), "strong"), "Close"));
      case CompareSession.Phase.Comparing(CompareModel model) -> {
        ComparePage next = new ComparePage(model, setting);
        page = next;
        stage.setTitle(model.title() + " \u2013 Compare \u2013 " + NAME);
        root.getChildren().setAll(next);
        next.start();
      }
    }
  }

  private Node opening() {
    bar.setPrefWidth(320);
    bar.setAccessibleText("Progress of opening");
    VBox both = new VBox(10, step, bar);
    both.setAlignment(Pos.CENTER);
    return message(both, "Cancel");
  }

  private Node message(Node what, String button) {
    Button close = new Button(button);
    close.setId("compare-cancel");
    close.setOnAction(e -> stage.hide());
    VBox box = new VBox(18, what, close);
    box.setAlignment(Pos.CENTER);
    box.setMaxWidth(560);
    return box;
  }

  private void keyPressed(KeyEvent e) {
    if (CLOSE.match(e)) {
      stage.hide();
      e.consume();
    } else if (e.getCode() == KeyCode.F11) {
      stage.setFullScreen(!stage.isFullScreen());
      e.consume();
    } else if (page != null && !(stage.getScene().getFocusOwner() instanceof TextInputControl)) {
      page.keyPressed(e);
    }
  }
}
