package dev.corelane.desktop.shell;

import dev.corelane.desktop.session.ImportProgress;
import dev.corelane.desktop.session.WindowModel;
import dev.corelane.desktop.shell.parts.Parts;
import dev.corelane.render.time.TimeText;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// A strip below the tool bar while something is being opened: how far, how fast, and a way out.
final class ImportBar extends HBox {
  private static final long STEPS_NOT_BYTES = 1000;

  private final Label title = Parts.label("", "strong");
  private final Label details = Parts.label("", "soft");
  private final ProgressBar bar = new ProgressBar();

  ImportBar(WindowModel window) {
    getStyleClass().add("strip");
    setId("import-bar");
    bar.setAccessibleText("Progress of opening");
    bar.getStyleClass().add("medium");
    details.setId("import-details");
    Button cancel = new Button("Cancel");
    cancel.setId("import-cancel");
    cancel.getStyleClass().add("small");
    cancel.setMinWidth(USE_PREF_SIZE);
    details.setMinWidth(USE_PREF_SIZE);
    title.setMinWidth(0);
    bar.setMinWidth(80);
    cancel.setOnAction(e -> window.cancelImport());
    getChildren().addAll(title, bar, details, Parts.spring(), cancel);
    managedProperty().bind(visibleProperty());
    window.importing().subscribe(this::show);
  }

  private void show(@Nullable ImportProgress progress) {
    setVisible(progress != null);
    if (progress != null) {
      title.setText("Opening " + progress.title());
      bar.setProgress(progress.fraction());
      details.setText(details(progress));
    }
  }

  /// `reading perf.data · 120 of 412 MB · 208 MB/s · 2 s left`.
  static String details(ImportProgress progress) {
    List<String> parts = new ArrayList<>();
    parts.add(withoutFolders(progress.step()));
    boolean bytes = progress.total() < 0 || progress.total() >= STEPS_NOT_BYTES;
    if (bytes && progress.done() > 0) {
      String done = megabytes(progress.done());
      parts.add(
          progress.total() > 0
              ? done + " of " + megabytes(progress.total()) + " MB"
              : done + " MB");
      progress.perSecond().ifPresent(rate -> parts.add(megabytes(rate) + " MB/s"));
      progress
          .remainingNs()
          .ifPresent(
              ns -> parts.add(TimeText.count((ns + 999_999_999L) / 1_000_000_000L) + " s left"));
    }
    return String.join("  \u00B7  ", parts);
  }

  /// A step names its file in full, which has no room here.
  private static String withoutFolders(String step) {
    return step.replaceFirst("([A-Za-z]:)?[/\\\\].*[/\\\\]", "");
  }

  private static String megabytes(long bytes) {
    double mega = bytes / 1e6;
    return mega < 10 ? TimeText.number(mega, 1) : TimeText.count(Math.round(mega));
  }
}
