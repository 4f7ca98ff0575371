package dev.corelane.desktop.session.lists;

import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.trace.model.TimeRange;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import org.jspecify.annotations.Nullable;

/// One list of a trace: what it shows, in what order. The rows are those of the selected range of
/// time, or of the whole timeline. They are found, sorted and filtered in the background; what was
/// shown before stays until the new is there.
///
/// All methods are called on the UI thread.
public final class ListModel {
  private final TimelineModel view;
  private final ListKind kind;
  private final Latest work;
  private final Latest exporting;
  private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
  private RowOrder order = new RowOrder("", -1, false);
  private @Nullable TimeRange wanted;

  /// What a list shows.
  ///
  /// @param rows the rows
  /// @param range of which time
  /// @param order by what
  /// @param indexes of the rows that are shown, in order; only to be read
  @SuppressWarnings("ArrayRecordComponent") // An identity, never compared.
  public record Shown(Rows rows, TimeRange range, RowOrder order, int[] indexes) {
    /// @return number of rows that are shown
    public int size() {
      return indexes.length;
    }
  }

  /// @param view the timeline
  /// @param kind which list
  /// @param threads where work runs
  public ListModel(TimelineModel view, ListKind kind, Threads threads) {
    this.view = view;
    this.kind = kind;
    work = new Latest(threads);
    exporting = new Latest(threads);
  }

  /// @return which list it is
  public ListKind kind() {
    return kind;
  }

  /// @return what it shows, null before the first rows are there
  public ReadOnlyObjectProperty<@Nullable Shown> shown() {
    return shown.getReadOnlyProperty();
  }

  /// @return how far the work in the background is, 0 to 1, -1 if that is not known, less when none
  ///   runs
  public ReadOnlyDoubleProperty progress() {
    return work.progress();
  }

  /// @return why there are no rows, "" when nothing failed
  public ReadOnlyStringProperty failure() {
    return work.failure();
  }

  /// Finds the rows of a range unless they are there or on the way.
  ///
  /// @param range the range
  public void show(TimeRange range) {
    if (range.equals(wanted)) {
      return;
    }
    wanted = range;
    RowOrder by = order;
    work.start(
        monitor -> {
          Rows rows = kind.rows(view.digest(), range, monitor);
          RowOrder first =
              by.column() < 0 && rows.firstSort() >= 0
                  ? new RowOrder(by.filter(), rows.firstSort(), false)
                  : by;
          return new Shown(rows, range, first, first.of(rows, monitor));
        },
        this::take);
  }

  private void take(Shown next) {
    order = next.order();
    shown.set(next);
  }

  /// Sorts.
  ///
  /// @param column index of the column, -1 for the order of time
  /// @param ascending the smallest first
  public void sort(int column, boolean ascending) {
    reorder(new RowOrder(order.filter(), column, ascending));
  }

  /// Shows only rows that contain a text.
  ///
  /// @param text the text, "" for all
  public void filter(String text) {
    reorder(new RowOrder(text.strip(), order.column(), order.ascending()));
  }

  private void reorder(RowOrder next) {
    Shown now = shown.get();
    if (next.equals(order)) {
      return;
    }
    order = next;
    if (now == null || !now.range().equals(wanted)) {
      TimeRange range = wanted;
      wanted = null;
      if (range != null) {
        show(range);
      }
      return;
    }
    work.start(
        monitor -> new Shown(now.rows(), now.range(), next, next.of(now.rows(), monitor)),
        this::take);
  }

  /// Stops looking; [#show] starts again.
  public void cancel() {
    Shown now = shown.get();
    work.cancel();
    wanted = now == null ? null : now.range();
    order = now == null ? order : now.order();
  }

  /// Ends its life.
  public void dispose() {
    work.cancel();
    exporting.cancel();
  }

  /// Goes to what a row stands for.
  ///
  /// @param position 0 for the first row that is shown
  public void goTo(int position) {
    target(position).ifPresent(view::goTo);
  }

  /// @param position 0 for the first row that is shown
  /// @return what it stands for
  public Optional<Target> target(int position) {
    Shown now = shown.get();
    return now == null || position < 0 || position >= now.size()
        ? Optional.empty()
        : now.rows().target(now.indexes()[position]);
  }

  /// Where the row of something on the timeline stands.
  ///
  /// @param target what
  /// @return position among the rows that are shown, -1 if it is not among them
  public int positionOf(Target target) {
    Shown now = shown.get();
    int row = now == null ? -1 : now.rows().find(target);
    if (now == null || row < 0) {
      return -1;
    }
    for (int i = 0; i < now.size(); i++) {
      if (now.indexes()[i] == row) {
        return i;
      }
    }
    return -1;
  }

  /// Writes the rows that are shown to a file, as comma-separated values.
  ///
  /// @param file the file
  /// @param then told on the UI thread: empty when it was written, else why not
  public void export(Path file, Consumer<Optional<String>> then) {
    Shown now = shown.get();
    if (now == null) {
      return;
    }
    exporting.start(
        monitor -> {
          try (BufferedWriter out = Files.newBufferedWriter(file)) {
            CsvText.write(now.rows(), now.indexes(), out, monitor);
            return Optional.<String>empty();
          } catch (IOException | UncheckedIOException e) {
            return Optional.of(file.getFileName() + " could not be written: " + e.getMessage());
          }
        },
        then);
  }
}
