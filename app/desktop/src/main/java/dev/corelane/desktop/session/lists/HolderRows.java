package dev.corelane.desktop.session.lists;

import dev.corelane.analysis.locks.HolderPreemption;
import dev.corelane.analysis.locks.HolderPreemptions;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.SliceText;
import dev.corelane.desktop.session.Target;
import dev.corelane.render.digest.Grouped;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/// Lock-holder preemptions. What the analysis found is kept in columns, because its result may be
/// asked by one thread only, and sorting runs in another than the window.
final class HolderRows implements Rows {
  private static final List<Column> COLUMNS =
      List.of(
          Column.time("Time"),
          Column.text("Lock", 200),
          Column.text("Holder", 170),
          Column.text("Lost the CPU to", 170),
          Column.duration("Off the CPU"),
          Column.count("Waiters"),
          Column.duration("Cost to waiters"),
          Column.duration("CPU time burnt"),
          Column.text("Hold", 90));
  private static final int CHECK_EVERY = 512;

  private final TraceDigest digest;
  private final Timeline timeline;
  private final int[] lock;
  private final int[] holder;
  private final int[] by;
  private final int[] cpu;
  private final int[] waiters;
  private final long[] fromNs;
  private final long[] toNs;
  private final long[] costNs;
  private final long[] wasteNs;
  private final boolean[] inferred;
  private final int[] sliceRows;
  private final int[] bySlice;

  HolderRows(TraceDigest digest, HolderPreemptions found, ProgressMonitor monitor) {
    this.digest = digest;
    timeline = digest.timeline();
    int n = found.size();
    lock = new int[n];
    holder = new int[n];
    by = new int[n];
    cpu = new int[n];
    waiters = new int[n];
    fromNs = new long[n];
    toNs = new long[n];
    costNs = new long[n];
    wasteNs = new long[n];
    inferred = new boolean[n];
    sliceRows = new int[n];
    for (int i = 0; i < n; i++) {
      if (i % CHECK_EVERY == 0) {
        monitor.checkCancelled();
      }
      HolderPreemption p = found.get(i);
      lock[i] = p.lock();
      holder[i] = p.holder();
      by[i] = p.preemptor();
      cpu[i] = p.cpu();
      waiters[i] = p.waiters().size();
      fromNs[i] = p.offCpu().startNs();
      toNs[i] = p.offCpu().endNs();
      costNs[i] = found.costNs(i);
      wasteNs[i] = p.wasteNs();
      inferred[i] = p.inferred();
      sliceRows[i] = sliceRow(p);
    }
    int[] order = new int[n];
    double[] keys = new double[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
      keys[i] = sliceRows[i];
    }
    IndexSort.sort(order, keys, true, size -> true);
    bySlice = order;
  }

  private int sliceRow(HolderPreemption p) {
    CpuSlices slices = timeline.slices(p.cpu());
    long at = slices.at(p.offCpu().startNs());
    while (at > 0 && slices.endNs(at) > p.offCpu().startNs()) {
      at--;
    }
    return Math.toIntExact(slices.firstRow() + Math.max(0, at));
  }

  /// The dearest of the lock-holder preemptions that the end of a slice caused.
  ///
  /// @param sliceRow row of the SLICES table
  /// @return its row here, -1 if its thread held nothing
  int ofSlice(int sliceRow) {
    int low = 0;
    int high = bySlice.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sliceRows[bySlice[middle]] < sliceRow) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int best = -1;
    for (int i = low; i < bySlice.length && sliceRows[bySlice[i]] == sliceRow; i++) {
      if (best < 0 || costNs[bySlice[i]] > costNs[best]) {
        best = bySlice[i];
      }
    }
    return best;
  }

  long costNs(int row) {
    return costNs[row];
  }

  String lockName(int row) {
    return digest.facts().lockName(lock[row]);
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
    return lock.length;
  }

  @Override
  public int firstSort() {
    return 6;
  }

  @Override
  public double number(int row, int column) {
    return switch (column) {
      case 0 -> fromNs[row] - timeline.range().startNs();
      case 4 -> toNs[row] - fromNs[row];
      case 5 -> waiters[row];
      case 6 -> costNs[row];
      default -> wasteNs[row];
    };
  }

  @Override
  public String words(int row, int column) {
    return switch (column) {
      case 1 -> lockName(row);
      case 2 -> SliceText.task(timeline, holder[row], fromNs[row]);
      case 3 -> SliceText.task(timeline, by[row], fromNs[row]);
      default -> inferred[row] ? "inferred" : "recorded";
    };
  }

  @Override
  public Optional<Target> target(int row) {
    Grouped holds = digest.facts().holdsOfLock();
    for (int i = 0; i < holds.count(lock[row]); i++) {
      int hold = holds.row(lock[row], i);
      LockHold fact = timeline.holds().get(hold);
      if (fact.startNs() > fromNs[row]) {
        break;
      }
      if (fact.task() == holder[row] && fact.endNs() > fromNs[row]) {
        return Optional.of(new Target.HoldRef(hold));
      }
    }
    long slice = sliceRows[row] - timeline.slices(cpu[row]).firstRow();
    return Optional.of(new SliceRef(cpu[row], slice));
  }

  @Override
  public int find(Target target) {
    if (!(target instanceof Target.HoldRef ref)) {
      return -1;
    }
    LockHold hold = timeline.holds().get(ref.row());
    int best = -1;
    for (int i = 0; i < lock.length; i++) {
      if (lock[i] == hold.lock()
          && holder[i] == hold.task()
          && fromNs[i] >= hold.startNs()
          && fromNs[i] < hold.endNs()
          && (best < 0 || costNs[i] > costNs[best])) {
        best = i;
      }
    }
    return best;
  }
}
