package dev.corelane.desktop.session;

import dev.corelane.importers.TracePreview;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// One file that could be opened: what is known of it so far, and whether it is wanted.
public final class FileChoice {
  private final ReadOnlyObjectWrapper<TracePreview> preview;
  private final BooleanProperty wanted;
  private final boolean readable;
  private boolean counted;

  FileChoice(TracePreview glance) {
    preview = new ReadOnlyObjectWrapper<>(glance);
    readable = !glance.importer().isEmpty();
    wanted = new SimpleBooleanProperty(readable);
  }

  /// @return what is known of it; grows while files are looked at
  public ReadOnlyObjectProperty<TracePreview> preview() {
    return preview.getReadOnlyProperty();
  }

  /// @return whether it will be opened; of a file that cannot be, this stays false
  public BooleanProperty wanted() {
    return wanted;
  }

  /// @return whether it is in a format that can be read
  public boolean readable() {
    return readable;
  }

  /// @return whether its events were counted
  public boolean counted() {
    return counted;
  }

  /// @return its name without folders, by which options name it
  public String name() {
    String path = preview.get().path();
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  void counted(TracePreview seen) {
    counted = true;
    preview.set(seen);
  }
}
