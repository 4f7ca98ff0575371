package dev.corelane.desktop.session.compare;

import dev.corelane.analysis.comparison.Comparison;
import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.analysis.comparison.TimelineComparison;
import dev.corelane.desktop.session.Target;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.lists.Latest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import org.jspecify.annotations.Nullable;

/// The numbers in which two sides differ, as [TimelineComparison] finds them: the same that the
/// command line prints. All methods are called on the UI thread.
public final class DifferenceModel {
  private final List<ComparedSide> sides;
  private final AlignmentModel alignment;
  private final Latest work;
  private final Latest places;
  private final Latest exporting;
  private final ReadOnlyObjectWrapper<Pair> pair;
  private final ReadOnlyObjectWrapper<@Nullable Comparison> comparison =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<MetricDifference>> rows =
      new ReadOnlyObjectWrapper<>(List.of());
  private String filter = "";
  private Optional<Sorting> sorting = Optional.empty();

  /// Which sides are compared.
  ///
  /// @param base index of the side that differences are counted from
  /// @param other index of the other one
  public record Pair(int base, int other) {}

  /// How rows are sorted.
  ///
  /// @param column by which column
  /// @param ascending the smallest first
  public record Sorting(Difference.Column column, boolean ascending) {}

  DifferenceModel(List<ComparedSide> sides, AlignmentModel alignment, Threads threads) {
    this.sides = sides;
    this.alignment = alignment;
    work = new Latest(threads);
    places = new Latest(threads);
    exporting = new Latest(threads);
    pair = new ReadOnlyObjectWrapper<>(new Pair(0, 1));
  }

  /// @return which sides are compared
  public ReadOnlyObjectProperty<Pair> pair() {
    return pair.getReadOnlyProperty();
  }

  /// @return what they differ in, null while that is not known
  public ReadOnlyObjectProperty<@Nullable Comparison> comparison() {
    return comparison.getReadOnlyProperty();
  }

  /// @return the rows that are shown, in order
  public ReadOnlyObjectProperty<List<MetricDifference>> rows() {
    return rows.getReadOnlyProperty();
  }

  /// @return how far the comparison is, 0 to 1, -1 if that is not known, less when none runs
  public ReadOnlyDoubleProperty progress() {
    return work.progress();
  }

  /// @return why there is no comparison, "" when nothing failed
  public ReadOnlyStringProperty failure() {
    return work.failure();
  }

  /// @return the side that differences are counted from
  public ComparedSide base() {
    return sides.get(pair.get().base());
  }

  /// @return the side that is compared with it
  public ComparedSide other() {
    return sides.get(pair.get().other());
  }

  /// Compares two sides unless they are compared already.
  ///
  /// @param next which; two different sides
  public void compare(Pair next) {
    if (next.base() == next.other()) {
      throw new IllegalArgumentException("a side cannot be compared with itself");
    }
    if (!next.equals(pair.get())) {
      work.cancel();
      pair.set(next);
      comparison.set(null);
      rows.set(List.of());
      start();
    }
  }

  /// Compares, if that was not done yet or was cancelled.
  public void start() {
    if (comparison.get() != null || work.progress().get() != Latest.IDLE) {
      return;
    }
    ComparedSide base = base();
    ComparedSide other = other();
    work.start(
        monitor ->
            TimelineComparison.compare(
                base.timeline(), base.range(), other.timeline(), other.range(), monitor),
        result -> {
          comparison.set(result);
          reorder();
        });
  }

  /// Stops comparing; [#start()] begins again.
  public void cancel() {
    work.cancel();
  }

  /// Shows only rows whose metric or subject contains a text.
  ///
  /// @param text the text in any case, "" for all
  public void filter(String text) {
    filter = text.strip().toLowerCase(Locale.ROOT);
    reorder();
  }

  /// Sorts the rows.
  ///
  /// @param next by what; empty for what matters most first, as the analysis ranks them
  public void sort(Optional<Sorting> next) {
    sorting = next;
    reorder();
  }

  /// Goes to the place of each side where a number is at its worst, and aligns the sides by these
  /// places.
  ///
  /// @param row the number
  public void goTo(MetricDifference row) {
    Comparison now = comparison.get();
    if (now == null) {
      return;
    }
    Pair pairNow = pair.get();
    places.start(
        monitor -> {
          List<Optional<Target>> found = new ArrayList<>();
          for (int i = 0; i < sides.size(); i++) {
            Set<Integer> recorders =
                i == pairNow.base()
                    ? now.a().observer().locks().locks()
                    : i == pairNow.other() ? now.b().observer().locks().locks() : Set.of();
            found.add(WorstPlaces.find(sides.get(i), row.id(), recorders, monitor));
          }
          return found;
        },
        found -> alignment.goTo(found, WorstPlaces.what(row.id())));
  }

  /// Writes the rows that are shown to a file, as comma-separated values.
  ///
  /// @param file the file
  /// @param then told on the UI thread: empty when it was written, else why not
  public void export(Path file, Consumer<Optional<String>> then) {
    List<MetricDifference> shown = rows.get();
    exporting.start(
        monitor -> {
          try (BufferedWriter out = Files.newBufferedWriter(file)) {
            DifferenceCsv.write(shown, out);
            return Optional.<String>empty();
          } catch (IOException e) {
            return Optional.of(file.getFileName() + " could not be written: " + e.getMessage());
          }
        },
        then);
  }

  /// Ends its life.
  void dispose() {
    places.cancel();
    exporting.cancel();
    work.cancel();
  }

  private void reorder() {
    Comparison now = comparison.get();
    if (now == null) {
      return;
    }
    Optional<Comparator<MetricDifference>> order =
        sorting.map(s -> Difference.order(s.column(), s.ascending()));
    var matching = now.differences().stream().filter(d -> Difference.matches(d, filter));
    rows.set(order.map(matching::sorted).orElse(matching).toList());
  }
}
