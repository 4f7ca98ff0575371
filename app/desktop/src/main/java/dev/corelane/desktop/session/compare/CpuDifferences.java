package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.ColorChoice;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.Threads;
import dev.corelane.desktop.session.lists.Latest;
import dev.corelane.render.digest.CpuDifference;
import dev.corelane.render.digest.DifferenceLevels;
import dev.corelane.render.digest.SideBySide;
import dev.corelane.render.digest.TaskClasses;
import dev.corelane.render.layout.DifferenceBands;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.DifferenceColumns;
import dev.corelane.render.view.DifferenceHit;
import dev.corelane.render.view.Grid;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// What ran on each CPU in one of the compared sides and not in the other, at corresponding times.
/// CPUs correspond by number, threads by class or name. All methods are called on the UI thread.
public final class CpuDifferences {
  /// Most buckets of the finest levels of all CPUs together: some 80 MB.
  private static final int MOST_BUCKETS = 1 << 22;

  private static final int FEWEST_BUCKETS = 1 << 12;

  private final List<ComparedSide> sides;
  private final LinkedViews views;
  private final DifferenceModel differences;
  private final Latest work;
  private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
  private @Nullable Key key;
  private List<Lane> lanes = List.of();

  /// A CPU that both sides have.
  ///
  /// @param difference what ran in one and not in the other
  /// @param levels its levels of detail, empty while they are being counted
  public record Lane(CpuDifference difference, Optional<DifferenceLevels> levels) {
    /// What of it is in view.
    ///
    /// @param scale the view of the base
    /// @param grid where the columns stand
    /// @return the columns
    public DifferenceColumns columns(TimeScale scale, Grid grid) {
      return DifferenceColumns.of(difference, levels, scale, grid);
    }
  }

  /// What the lanes were made for.
  private record Key(
      DifferenceModel.Pair pair,
      Alignment base,
      Alignment other,
      TaskClasses baseClasses,
      TaskClasses otherClasses) {}

  CpuDifferences(
      List<ComparedSide> sides, LinkedViews views, DifferenceModel differences, Threads threads) {
    this.sides = sides;
    this.views = views;
    this.differences = differences;
    work = new Latest(threads);
  }

  /// @return counts how often more is known of the lanes
  public ReadOnlyLongProperty changes() {
    return changes.getReadOnlyProperty();
  }

  /// The lanes for the sides that are compared, as they are aligned now. Their levels of detail are
  /// counted in the background when these change.
  ///
  /// @param colors what the colours of threads tell apart
  /// @return a lane for each CPU that both have, by number
  public List<Lane> lanes(ColorChoice colors) {
    DifferenceModel.Pair pair = differences.pair().get();
    var now =
        new Key(
            pair,
            views.alignment(pair.base()),
            views.alignment(pair.other()),
            sides.get(pair.base()).trace().digest(colors).classes(),
            sides.get(pair.other()).trace().digest(colors).classes());
    if (!now.equals(key)) {
      key = now;
      lanes = made(now);
      count();
    }
    return lanes;
  }

  private List<Lane> made(Key now) {
    ComparedSide base = sides.get(now.pair().base());
    ComparedSide other = sides.get(now.pair().other());
    long baseOrigin = base.timeline().range().startNs();
    long otherOrigin = other.timeline().range().startNs();
    LongUnaryOperator toBase =
        t -> baseOrigin + Math.round(now.base().toOwn(now.other().toCommon(t - otherOrigin)));
    LongUnaryOperator toOther =
        t -> otherOrigin + Math.round(now.other().toOwn(now.base().toCommon(t - baseOrigin)));
    var both =
        new SideBySide(
            new SideBySide.Side(
                base.timeline(),
                base.range(),
                now.baseClasses(),
                LongUnaryOperator.identity(),
                LongUnaryOperator.identity()),
            new SideBySide.Side(
                other.timeline(), other.range(), now.otherClasses(), toBase, toOther));
    Map<Integer, Integer> numbers = new HashMap<>();
    other.timeline().cpus().forEach(cpu -> numbers.put(cpu.number(), cpu.index()));
    List<Lane> made = new ArrayList<>();
    for (Cpu cpu : base.timeline().cpus()) {
      Integer counterpart = numbers.get(cpu.number());
      if (counterpart != null) {
        made.add(new Lane(new CpuDifference(both, cpu.index(), counterpart), Optional.empty()));
      }
    }
    return made;
  }

  private void count() {
    List<Lane> counted = lanes;
    int most = Math.max(FEWEST_BUCKETS, MOST_BUCKETS / Math.max(1, counted.size()));
    work.start(
        monitor ->
            counted.stream()
                .map(
                    lane ->
                        new Lane(
                            lane.difference(),
                            Optional.of(DifferenceLevels.of(lane.difference(), most, monitor))))
                .toList(),
        done -> {
          lanes = done;
          changes.set(changes.get() + 1);
        });
  }

  /// What there is to say about a point of a lane.
  ///
  /// @param lane the lane
  /// @param columns what of it is in view
  /// @param bands its heights
  /// @param x logical pixels from the left edge of the lane
  /// @param y logical pixels from its top
  /// @return a line
  public String text(
      Lane lane, DifferenceColumns columns, DifferenceBands bands, double x, double y) {
    CpuDifference difference = lane.difference();
    long timeNs = columns.timeAt(x);
    long origin = base().timeline().range().startNs();
    String where = "CPU %d at %s".formatted(difference.number(), TimeText.exact(timeNs - origin));
    if (columns.pending()) {
      return where + ": being counted";
    }
    int column = columns.columnAt(x);
    if (DifferenceHit.at(columns, bands, x, y)
        instanceof DifferenceHit.OneSlice(boolean inFirst, long slice)) {
      CpuSlices slices = inFirst ? difference.first() : difference.second();
      String length = TimeText.duration(slices.endNs(slice) - slices.startNs(slice));
      return where + ": " + atBoth(difference, timeNs) + "; a slice of " + length;
    }
    boolean wide = columns.first().wideAt(column) >= 0 || columns.second().wideAt(column) >= 0;
    boolean differs = columns.first().share(column) + columns.second().share(column) > 0;
    if (wide || !differs) {
      return where + ": " + atBoth(difference, timeNs);
    }
    SideBySide both = difference.sides();
    return "%s, of %s: %s in %s and not in %s, %s in %s and not in %s"
        .formatted(
            where,
            TimeText.duration(columns.columnNs()),
            share(columns.first(), column, both.first().classes()),
            base().letter(),
            other().letter(),
            share(columns.second(), column, both.second().classes()),
            other().letter(),
            base().letter());
  }

  private ComparedSide base() {
    return sides.get(differences.pair().get().base());
  }

  private ComparedSide other() {
    return sides.get(differences.pair().get().other());
  }

  private static String share(DifferenceColumns.Half half, int column, TaskClasses classes) {
    double all = half.share(column);
    if (all <= 0 || half.wideAt(column) >= 0) {
      return TimeText.percent(all);
    }
    int most = 0;
    for (int k = 1; k < half.classes(); k++) {
      most = half.share(column, k) > half.share(column, most) ? k : most;
    }
    String name = classes.classes().get(most).name();
    boolean alone = half.share(column, most) > all - 1e-6;
    return TimeText.percent(all) + " (" + (alone ? "" : "mostly ") + name + ")";
  }

  private String atBoth(CpuDifference difference, long timeNs) {
    long otherNs = difference.sides().second().toOwn().applyAsLong(timeNs);
    return "in %s %s, in %s %s"
        .formatted(
            base().letter(),
            thread(base(), difference.first(), timeNs),
            other().letter(),
            thread(other(), difference.second(), otherNs));
  }

  private static String thread(ComparedSide side, CpuSlices slices, long timeNs) {
    boolean there = timeNs >= side.range().startNs() && timeNs < side.range().endNs();
    int task = there && slices.count() > 0 ? slices.task(slices.at(timeNs)) : Task.UNKNOWN;
    if (task == Task.UNKNOWN) {
      return "not recorded";
    }
    if (task == Task.IDLE) {
      return "idle";
    }
    Timeline timeline = side.timeline();
    return timeline.taskName(task, timeNs) + " " + timeline.task(task).tid();
  }

  /// Selects what ran at a point, in the side that it ran in; linked, the other side selects what
  /// it had there.
  ///
  /// @param lane the lane
  /// @param columns what of it is in view
  /// @param bands its heights
  /// @param x logical pixels from the left edge of the lane
  /// @param y logical pixels from its top
  public void select(
      Lane lane, DifferenceColumns columns, DifferenceBands bands, double x, double y) {
    CpuDifference difference = lane.difference();
    boolean inBase = y < bands.middle();
    CpuSlices slices = inBase ? difference.first() : difference.second();
    long timeNs = columns.timeAt(x);
    long own = inBase ? timeNs : difference.sides().second().toOwn().applyAsLong(timeNs);
    long slice =
        DifferenceHit.at(columns, bands, x, y) instanceof DifferenceHit.OneSlice one
            ? one.slice()
            : slices.at(own);
    if (slice >= 0) {
      int cpu = inBase ? difference.firstCpu() : difference.secondCpu();
      (inBase ? base() : other()).view().select(new SliceRef(cpu, slice));
    }
  }

  /// Ends its life.
  void dispose() {
    work.cancel();
  }
}
