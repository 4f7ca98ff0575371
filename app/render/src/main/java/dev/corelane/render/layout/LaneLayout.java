package dev.corelane.render.layout;

import dev.corelane.trace.model.Cpu;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rows of a view from top to bottom. Immutable; finding the visible ones takes a binary
/// search, so lanes out of sight cost nothing.
public final class LaneLayout {
  private static final double SHOWN_MARGIN = 20;

  private final List<LaneRow> rows;
  private final LaneMetrics metrics;
  private final double height;
  private final int frozen;
  private volatile @Nullable Map<String, LaneRow> byId;

  private LaneLayout(List<LaneRow> rows, LaneMetrics metrics, double height, int frozen) {
    this.rows = List.copyOf(rows);
    this.metrics = metrics;
    this.height = height;
    this.frozen = frozen;
  }

  /// Lays out groups of lanes.
  ///
  /// @param groups from top to bottom
  /// @param metrics sizes
  /// @return the layout
  public static LaneLayout of(List<LaneGroup> groups, LaneMetrics metrics) {
    List<Lane> lanes = new ArrayList<>();
    for (LaneGroup group : groups) {
      if (!group.title().isEmpty()) {
        lanes.add(
            new Lane.GroupHeading(
                group.id(), group.title(), group.lanes().size(), group.collapsed()));
      }
      if (!group.collapsed()) {
        lanes.addAll(group.lanes());
      }
    }
    return rows(lanes, metrics);
  }

  /// Lays out lanes one below the other.
  ///
  /// @param lanes from top to bottom
  /// @param metrics sizes
  /// @return the layout
  public static LaneLayout rows(List<Lane> lanes, LaneMetrics metrics) {
    return rows(lanes, metrics, lane -> LaneSize.MEDIUM);
  }

  /// Lays out lanes of several sizes one below the other.
  ///
  /// @param lanes from top to bottom
  /// @param metrics usual sizes
  /// @param sizes how high each lane is; headings and the like have one height only
  /// @return the layout
  public static LaneLayout rows(
      List<Lane> lanes, LaneMetrics metrics, Function<Lane, LaneSize> sizes) {
    List<LaneRow> rows = new ArrayList<>(lanes.size());
    double y = 0;
    for (Lane lane : lanes) {
      double rowHeight = metrics.heightOf(lane, sizes.apply(lane));
      rows.add(new LaneRow(lane, y, rowHeight));
      y += rowHeight + metrics.gap();
    }
    return new LaneLayout(rows, metrics, rows.isEmpty() ? 0 : y - metrics.gap(), 0);
  }

  /// The same rows, of which the first ones stay at the top while the others scroll below them.
  ///
  /// @param rowCount how many rows stay, 0 for none
  /// @return the layout
  public LaneLayout freezing(int rowCount) {
    return new LaneLayout(rows, metrics, height, Math.clamp(rowCount, 0, rows.size()));
  }

  /// Lays out one lane per CPU by number, without a heading.
  ///
  /// @param cpus the CPUs in any order
  /// @param metrics sizes
  /// @return the layout
  public static LaneLayout cores(List<Cpu> cpus, LaneMetrics metrics) {
    return of(List.of(new LaneGroup("cores", "", coreLanes(cpus), false)), metrics);
  }

  /// One lane per CPU by number.
  ///
  /// @param cpus the CPUs in any order
  /// @return the lanes
  public static List<Lane> coreLanes(List<Cpu> cpus) {
    List<Lane> lanes = new ArrayList<>();
    for (Cpu cpu : cpus.stream().sorted(Comparator.comparingInt(Cpu::number)).toList()) {
      lanes.add(new Lane.Core(cpu.index(), cpu.number()));
    }
    return lanes;
  }

  /// @return all rows from top to bottom
  public List<LaneRow> rows() {
    return rows;
  }

  /// @return the sizes it was made with
  public LaneMetrics metrics() {
    return metrics;
  }

  /// @return height of all rows in logical pixels
  public double height() {
    return height;
  }

  /// @return height of the rows that stay at the top with the gap below them, 0 if all scroll
  public double frozenHeight() {
    return frozen == 0
        ? 0
        : rows.get(frozen - 1).y() + rows.get(frozen - 1).height() + metrics.gap();
  }

  /// @return the rows that stay at the top
  public List<LaneRow> frozenRows() {
    return rows.subList(0, frozen);
  }

  /// Whether a row stays at the top.
  ///
  /// @param row a row of this layout
  /// @return whether it does
  public boolean isFrozen(LaneRow row) {
    return frozen > 0 && row.y() < frozenHeight();
  }

  /// Where a row stands in the area of the lanes.
  ///
  /// @param row a row of this layout
  /// @param scroll logical pixels that are scrolled away at the top
  /// @return logical pixels from the top of the area
  public double topOf(LaneRow row, double scroll) {
    return isFrozen(row) ? row.y() : row.y() - scroll;
  }

  /// The scrolling rows that can be seen.
  ///
  /// @param scroll logical pixels that are scrolled away at the top
  /// @param viewHeight logical pixels that are visible, with those of the rows that stay
  /// @return the rows, also those of which only a part is visible, without those that stay
  public List<LaneRow> visible(double scroll, double viewHeight) {
    int first = Math.max(frozen, firstBelow(scroll + frozenHeight()));
    int last = first;
    while (last < rows.size() && rows.get(last).y() < scroll + viewHeight) {
      last++;
    }
    return rows.subList(first, last);
  }

  /// The row at a height of the area of the lanes.
  ///
  /// @param y logical pixels from the top of the area
  /// @param scroll logical pixels that are scrolled away
  /// @return the row, empty in a gap and outside
  public Optional<LaneRow> rowAt(double y, double scroll) {
    return rowAt(y < frozenHeight() ? y : y + scroll);
  }

  /// The row at a height.
  ///
  /// @param y logical pixels from the top of the first row
  /// @return the row, empty in a gap and outside
  public Optional<LaneRow> rowAt(double y) {
    int first = firstBelow(y);
    return first < rows.size() && rows.get(first).y() <= y
        ? Optional.of(rows.get(first))
        : Optional.empty();
  }

  /// The nearest scroll position that shows no empty room while there are rows to show.
  ///
  /// @param scroll wished position
  /// @param viewHeight logical pixels that are visible
  /// @return 0 or more
  public double clampScroll(double scroll, double viewHeight) {
    return Math.clamp(scroll, 0, Math.max(0, height - viewHeight));
  }

  /// The scroll nearest to the present one that shows a lane and a little of its neighbours; of one
  /// that is higher than the area, its begin.
  ///
  /// @param lane id of a lane
  /// @param scroll the present scroll in logical pixels
  /// @param height of the area in logical pixels
  /// @return the scroll; the present one if there is no such lane
  public double scrollShowing(String lane, double scroll, double height) {
    Optional<LaneRow> row = find(lane);
    if (row.isEmpty() || isFrozen(row.get())) {
      return scroll;
    }
    double room = height - frozenHeight() - row.get().height();
    double margin = Math.clamp(room / 2, 0, SHOWN_MARGIN);
    double bottom = row.get().y() + row.get().height() + margin - height;
    double top = row.get().y() - frozenHeight() - margin;
    return clampScroll(Math.min(top, Math.max(bottom, scroll)), height);
  }

  /// The row of a lane.
  ///
  /// @param id of the lane
  /// @return the row, empty when the lane is not shown
  public Optional<LaneRow> find(String id) {
    Map<String, LaneRow> known = byId;
    if (known == null) {
      known = HashMap.newHashMap(rows.size());
      for (LaneRow row : rows) {
        known.putIfAbsent(row.lane().id(), row);
      }
      byId = known;
    }
    return Optional.ofNullable(known.get(id));
  }

  /// Index of the first row whose bottom is below `y`.
  private int firstBelow(double y) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      LaneRow row = rows.get(middle);
      if (row.y() + row.height() <= y) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
