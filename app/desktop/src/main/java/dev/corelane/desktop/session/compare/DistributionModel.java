package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.lists.Latest;
import dev.corelane.render.paint.DistributionPainter;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;

/// The distributions of a length of time in all sides of a comparison. Nothing is counted while
/// nobody looks. All methods are called on the UI thread.
public final class DistributionModel {
  private final List<ComparedSide> sides;
  private final Latest work;
  private final ObjectProperty<DistributionKind> kind =
      new SimpleObjectProperty<>(DistributionKind.RUN_DELAY);
  private final ObjectProperty<DistributionPainter.Form> form =
      new SimpleObjectProperty<>(DistributionPainter.Form.ECDF);
  private final ReadOnlyObjectWrapper<List<DistributionPainter.Part>> parts =
      new ReadOnlyObjectWrapper<>(List.of());
  private boolean seen;

  DistributionModel(List<ComparedSide> sides, Threads threads) {
    this.sides = sides;
    work = new Latest(threads);
    kind.subscribe(
        (before, now) -> {
          parts.set(List.of());
          count();
        });
  }

  /// @return which length is shown
  public ObjectProperty<DistributionKind> kind() {
    return kind;
  }

  /// @return how it is drawn
  public ObjectProperty<DistributionPainter.Form> form() {
    return form;
  }

  /// @return the distributions by side; empty while they are not known
  public ReadOnlyObjectProperty<List<DistributionPainter.Part>> parts() {
    return parts.getReadOnlyProperty();
  }

  /// @return how far the counting is, less than -1 when nothing is being counted
  public ReadOnlyDoubleProperty progress() {
    return work.progress();
  }

  /// @return why nothing is known, "" when nothing failed
  public ReadOnlyStringProperty failure() {
    return work.failure();
  }

  /// Tells whether anybody looks.
  ///
  /// @param now whether it is on the screen
  public void see(boolean now) {
    seen = now;
    if (parts.get().isEmpty()) {
      count();
    }
  }

  private void count() {
    if (!seen) {
      return;
    }
    DistributionKind wanted = kind.get();
    work.start(
        monitor -> {
          List<DistributionPainter.Part> counted = new ArrayList<>();
          for (ComparedSide side : sides) {
            monitor.progress(counted.size(), sides.size(), "Counting");
            counted.add(
                new DistributionPainter.Part(
                    side.letter() + "  " + side.title(), Lengths.of(side, wanted, monitor)));
          }
          return counted;
        },
        parts::set);
  }

  /// Ends its life.
  void dispose() {
    work.cancel();
  }
}
