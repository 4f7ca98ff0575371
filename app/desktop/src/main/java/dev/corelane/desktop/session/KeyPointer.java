package dev.corelane.desktop.session;

import dev.corelane.render.layout.Lane;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneRow;
import dev.corelane.render.view.Area;
import java.util.List;
import java.util.Optional;

/// The pointer for those who use keys: it steps from lane to lane, at the same moment, and selects
/// what it is on. Keys that are about the lane under the pointer then mean the lane it is on.
public final class KeyPointer {
  /// From the left edge of a name.
  private static final double INTO_NAME = 30;

  private final TimelineModel model;
  private long lastNs = Long.MIN_VALUE;

  KeyPointer(TimelineModel model) {
    this.model = model;
  }

  /// Moves to the lane below or above, and scrolls so that it is visible: from where the pointer
  /// is, else from the lane of what is selected, else to the first or the last one.
  ///
  /// @param step 1 for the lane below, -1 for the one above
  public void stepLane(int step) {
    LaneLayout layout = model.state().get().layout();
    List<LaneRow> rows = layout.rows();
    if (rows.isEmpty()) {
      return;
    }
    int at = here().map(rows::indexOf).orElse(step > 0 ? -1 : rows.size());
    LaneRow next = rows.get(Math.clamp(at + step, 0, rows.size() - 1));
    long timeNs = timeNs();
    model.scrollTo(
        layout.scrollShowing(
            next.lane().id(),
            model.state().get().scroll(),
            model.geometry().get().lanes().height()));
    Area lanes = model.geometry().get().lanes();
    double top = layout.topOf(next, model.state().get().scroll());
    boolean name = next.lane() instanceof Lane.GroupHeading || next.lane() instanceof Lane.More;
    double x =
        name
            ? model.geometry().get().headers().x() + INTO_NAME
            : lanes.x() + Math.clamp(model.scale().toPx(timeNs), 0, model.scale().width() - 1);
    model.pointAt(x, lanes.y() + top + next.height() / 2);
    lastNs = timeNs;
  }

  /// Selects, opens or closes what the pointer is on, as a click does.
  ///
  /// @return whether it is on anything
  public boolean select() {
    if (Double.isNaN(model.pointerX())) {
      return false;
    }
    model.selectAt(model.pointerX(), model.pointerY());
    return true;
  }

  /// Whether the pointer is on the lanes or the ruler.
  boolean onTime() {
    return model.pointerX() >= model.geometry().get().lanes().x();
  }

  /// The moment that a key means: under the pointer, else the begin of what is selected if it is
  /// visible, else the middle of what is visible.
  long timeNs() {
    if (onTime()) {
      return model.scale().nearestNs(model.pointerX() - model.geometry().get().lanes().x());
    }
    Optional<Long> begin =
        model
            .target()
            .get()
            .map(t -> Located.of(model.digest().timeline(), t).startNs())
            .filter(model.scale().visible()::contains);
    return begin.orElseGet(this::lastOrMiddle);
  }

  /// While the pointer is on a name, the moment is the one it came from.
  private long lastOrMiddle() {
    boolean onName = !Double.isNaN(model.pointerX()) && model.scale().visible().contains(lastNs);
    return onName ? lastNs : model.scale().nearestNs(model.scale().width() / 2);
  }

  private Optional<LaneRow> here() {
    if (!Double.isNaN(model.pointerY())) {
      return model.rowAt(model.pointerY());
    }
    return model
        .target()
        .get()
        .map(t -> Located.of(model.digest().timeline(), t).lane())
        .flatMap(id -> model.state().get().layout().find(id));
  }
}
