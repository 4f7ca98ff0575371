package dev.corelane.render.digest;

import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The run delays that ended in a range of time, as a cloud of cells: columns of equal time, rows
/// of lengths on a logarithmic scale. However many there are, a cell keeps their number and the
/// longest.
public final class DelayCloud {
  /// Columns of equal time.
  public static final int COLUMNS = 200;

  /// Rows per decade of length.
  public static final int PER_DECADE = 6;

  /// The shortest length that has a row of its own, ns; shorter ones are in the first row.
  public static final long LEAST_NS = 1_000;

  /// Decades from [#LEAST_NS] up; longer ones are in the last row.
  public static final int DECADES = 7;

  /// Rows of lengths.
  public static final int ROWS = DECADES * PER_DECADE;

  private static final int CHECK_EVERY = 4096;

  private final TimeRange range;
  private final int[] wakeups = new int[COLUMNS * ROWS];
  private final int[] preemptions = new int[COLUMNS * ROWS];
  private final long[] longestNs = new long[COLUMNS * ROWS];
  private final int[] task = new int[COLUMNS * ROWS];
  private final long[] state = new long[COLUMNS * ROWS];

  /// A wait for a CPU.
  ///
  /// @param task internal task id
  /// @param state index of the last of its runnable states within the task
  /// @param lengthNs the whole wait
  public record Point(int task, long state, long lengthNs) {}

  private DelayCloud(TimeRange range) {
    this.range = range;
  }

  /// Collects the run delays of a range.
  ///
  /// @param timeline the timeline
  /// @param range the range in which they ended
  /// @param monitor asked whether to go on
  /// @return the cloud
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public static DelayCloud of(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    return of(timeline, range, (task, cpu) -> true, monitor);
  }

  /// Says which run delays are collected.
  public interface Wanted {
    /// @param task internal task id
    /// @param cpu index of the CPU on which the thread ran afterwards
    /// @return whether its delay is wanted
    boolean test(int task, int cpu);
  }

  /// Collects some of the run delays of a range.
  ///
  /// @param timeline the timeline
  /// @param range the range in which they ended
  /// @param wanted which
  /// @param monitor asked whether to go on
  /// @return the cloud
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public static DelayCloud of(
      Timeline timeline, TimeRange range, Wanted wanted, ProgressMonitor monitor) {
    var cloud = new DelayCloud(range);
    for (int id = Task.UNKNOWN + 1; id < timeline.taskCount(); id++) {
      monitor.checkCancelled();
      cloud.addAll(id, timeline.states(id), wanted, monitor);
    }
    return cloud;
  }

  private void addAll(int id, TaskStates states, Wanted wanted, ProgressMonitor monitor) {
    if (states.count() == 0) {
      return;
    }
    long i = Math.max(0, states.at(range.startNs()));
    while (i > 0 && states.kind(i).runnable()) {
      i--;
    }
    long waiting = -1;
    for (; i < states.count() && states.startNs(i) < range.endNs(); i++) {
      if (i % CHECK_EVERY == 0) {
        monitor.checkCancelled();
      }
      StateKind kind = states.kind(i);
      if (kind.runnable()) {
        waiting = waiting < 0 ? i : waiting;
        continue;
      }
      boolean ended = kind == StateKind.RUNNING && waiting >= 0;
      if (ended && states.startNs(i) >= range.startNs() && wanted.test(id, states.cpu(i))) {
        boolean preempted = states.kind(waiting) == StateKind.RUNNABLE_PREEMPTED;
        add(id, i - 1, states.startNs(i), states.startNs(i) - states.startNs(waiting), preempted);
      }
      waiting = -1;
    }
  }

  private void add(int id, long runnable, long endNs, long lengthNs, boolean preempted) {
    int cell = cell(columnOf(endNs), rowOf(lengthNs));
    (preempted ? preemptions : wakeups)[cell]++;
    if (lengthNs >= longestNs[cell]) {
      longestNs[cell] = lengthNs;
      task[cell] = id;
      state[cell] = runnable;
    }
  }

  private int columnOf(long timeNs) {
    double share = (double) (timeNs - range.startNs()) / Math.max(1, range.durationNs());
    return Math.clamp((int) (share * COLUMNS), 0, COLUMNS - 1);
  }

  /// The row of a length.
  ///
  /// @param lengthNs a length, ns
  /// @return 0 for the shortest
  public static int rowOf(long lengthNs) {
    double decades = Math.log10((double) Math.max(1, lengthNs) / LEAST_NS);
    return Math.clamp((int) Math.floor(decades * PER_DECADE), 0, ROWS - 1);
  }

  private static int cell(int column, int row) {
    return row * COLUMNS + column;
  }

  /// @return the range in which the waits ended
  public TimeRange range() {
    return range;
  }

  /// @param column 0 up
  /// @param row 0 up
  /// @return number of waits there that began with a wake-up
  public int wakeups(int column, int row) {
    return wakeups[cell(column, row)];
  }

  /// @param column 0 up
  /// @param row 0 up
  /// @return number of waits there that began with the loss of a CPU
  public int preemptions(int column, int row) {
    return preemptions[cell(column, row)];
  }

  /// @param row 0 up
  /// @param preempted whether to count waits that began with the loss of a CPU, else with a wake-up
  /// @return number of waits of that length
  public long inRow(int row, boolean preempted) {
    long sum = 0;
    for (int c = 0; c < COLUMNS; c++) {
      sum += preempted ? preemptions(c, row) : wakeups(c, row);
    }
    return sum;
  }

  /// @return number of waits
  public long count() {
    long sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += inRow(row, true) + inRow(row, false);
    }
    return sum;
  }

  /// The longest wait of every cell that has one.
  ///
  /// @return the longest first
  public List<Point> longest() {
    List<Point> all = new ArrayList<>();
    for (int column = 0; column < COLUMNS; column++) {
      for (int row = 0; row < ROWS; row++) {
        longest(column, row).ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparingLong(Point::lengthNs).reversed());
    return all;
  }

  /// The longest wait of a cell.
  ///
  /// @param column 0 up
  /// @param row 0 up
  /// @return the wait, empty if there is none
  public Optional<Point> longest(int column, int row) {
    int cell = cell(column, row);
    return wakeups[cell] + preemptions[cell] == 0
        ? Optional.empty()
        : Optional.of(new Point(task[cell], state[cell], longestNs[cell]));
  }
}
