package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.Moments;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.view.Bookmark;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A box above the lanes for the note of a bookmark: Enter keeps it, Escape leaves everything as it
/// was, Remove takes the bookmark away.
final class BookmarkBox extends VBox {
  private static final double WIDTH = 440;
  private static final double GAP = 8;

  private final TraceModel trace;
  private final Runnable closed;
  private final Label title = Parts.label("", "strong");
  private final TextField note = new TextField();
  private final Button keep = new Button("Keep");
  private final Button remove = new Button("Remove");
  private Bookmark edited = new Bookmark(0, "");

  BookmarkBox(TraceModel trace, Runnable closed) {
    super(GAP);
    this.trace = trace;
    this.closed = closed;
    setId("bookmark");
    getStyleClass().addAll("search-box", "bookmark-box");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setVisible(false);
    note.setId("bookmark-note");
    note.setPromptText("Note");
    note.setAccessibleText("Note of the bookmark");
    keep.setId("bookmark-keep");
    keep.setOnAction(e -> keep());
    remove.setId("bookmark-remove");
    remove.setOnAction(e -> remove());
    HBox buttons = new HBox(GAP, Parts.spring(), remove, keep);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(title, note, buttons);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            close();
            e.consume();
          } else if (e.getCode() == KeyCode.ENTER && note.isFocused()) {
            keep();
            e.consume();
          }
        });
    // What is done elsewhere ends the question.
    focusWithinProperty()
        .subscribe(
            within -> {
              if (!within) {
                setVisible(false);
              }
            });
  }

  /// Asks about the bookmark at the moment that is meant now.
  void open() {
    edited = trace.bookmarkHere();
    boolean there = trace.bookmarks().all().get().contains(edited);
    String when = Moments.exact(trace.timeline(), edited.timeNs());
    title.setText((there ? "Bookmark at " : "New bookmark at ") + when);
    remove.setVisible(there);
    remove.setManaged(there);
    note.setText(edited.note());
    setVisible(true);
    note.requestFocus();
    note.selectAll();
  }

  private void keep() {
    trace.bookmarks().put(edited.timeNs(), note.getText());
    close();
  }

  private void remove() {
    trace.bookmarks().remove(edited.timeNs());
    close();
  }

  private void close() {
    setVisible(false);
    closed.run();
  }
}
