package dev.corelane.desktop.session.lists;

import dev.corelane.analysis.preemption.Preemption;
import dev.corelane.analysis.preemption.Preemptions;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.SliceText;
import dev.corelane.desktop.session.Target;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/// Involuntary switches: who lost the CPU to whom, why, and what it held.
final class PreemptionRows implements Rows {
  private static final List<Column> COLUMNS =
      List.of(
          Column.time("Time"),
          Column.text("CPU", 70),
          Column.text("Lost the CPU", 180),
          Column.text("To", 180),
          Column.duration("Off the CPU"),
          Column.text("Where", 110),
          Column.text("Cause", 180),
          Column.text("Held", 220),
          Column.duration("Cost to waiters"));
  private static final int OFF_CPU = 4;
  private static final int COST = 8;

  private final Timeline timeline;
  private final Preemptions preemptions;
  private final HolderRows holders;
  private final int[] held;

  /// @param holders the lock-holder preemptions of the same range
  PreemptionRows(Timeline timeline, Preemptions preemptions, HolderRows holders) {
    this.timeline = timeline;
    this.preemptions = preemptions;
    this.holders = holders;
    held = new int[preemptions.size()];
    for (int i = 0; i < held.length; i++) {
      held[i] = holders.ofSlice(preemptions.sliceRow(i));
    }
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public int size() {
    return preemptions.size();
  }

  @Override
  public double number(int row, int column) {
    return switch (column) {
      case OFF_CPU -> preemptions.offCpuNs(row);
      case COST -> held[row] < 0 ? Double.NaN : holders.costNs(held[row]);
      default -> preemptions.get(row).timeNs() - timeline.range().startNs();
    };
  }

  @Override
  public String words(int row, int column) {
    Preemption p = preemptions.get(row);
    return switch (column) {
      case 1 -> "CPU " + timeline.cpus().get(p.cpu()).number();
      case 2 -> SliceText.task(timeline, p.victim(), p.timeNs());
      case 3 -> SliceText.task(timeline, p.by(), p.timeNs());
      case 5 ->
          switch (p.kind()) {
            case USER -> "user mode";
            case KERNEL -> "kernel";
            case UNKNOWN -> "not told";
          };
      case 6 ->
          switch (p.cause()) {
            case WAKEUP -> "woken meanwhile";
            case TICK -> "time slice used up";
            case UNKNOWN -> "not known";
          };
      default -> held[row] < 0 ? "" : holders.lockName(held[row]);
    };
  }

  @Override
  public Optional<Target> target(int row) {
    int slice = preemptions.sliceRow(row);
    int cpu = preemptions.get(row).cpu();
    return Optional.of(new SliceRef(cpu, slice - timeline.slices(cpu).firstRow()));
  }

  @Override
  public int find(Target target) {
    if (!(target instanceof SliceRef ref)) {
      return -1;
    }
    long wanted = timeline.slices(ref.cpu()).firstRow() + ref.index();
    long endNs = timeline.slices(ref.cpu()).endNs(ref.index());
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (preemptions.get(middle).timeNs() < endNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low; i < size() && preemptions.get(i).timeNs() == endNs; i++) {
      if (preemptions.sliceRow(i) == wanted) {
        return i;
      }
    }
    return -1;
  }
}
