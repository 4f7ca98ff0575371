package dev.corelane.analysis.comparison;

import dev.corelane.analysis.RecordedRange;
import dev.corelane.analysis.Steps;
import dev.corelane.analysis.ThreadActivity;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.comparison.Tally.What;
import dev.corelane.analysis.locks.ToldTwice;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the facts of one recording into sums per block of time. The window is the part in which
/// the scheduler was recorded, because files of PostgreSQL often reach far beyond it.
final class Measures {
  /// Subject of numbers of the whole recording.
  static final String WHOLE = "";

  private final Timeline timeline;
  private final Blocks blocks;
  private final Tally tally;
  private final Set<Integer> recorders;
  private final List<long[]> preemptedSlices = new ArrayList<>();
  private final List<long[]> latencies = new ArrayList<>();

  /// @param range what is measured
  /// @param recorders internal ids of the recorder's own locks
  /// @param transactions which spans count as transactions, empty for none
  Measures(
      Timeline timeline,
      TimeRange range,
      Set<Integer> recorders,
      Optional<Provenance> transactions,
      ProgressMonitor monitor) {
    this.timeline = timeline;
    this.recorders = recorders;
    this.blocks = new Blocks(Window.of(timeline, range));
    this.tally = new Tally(blocks);
    readSlices(monitor);
    readStates(monitor);
    readWaits();
    readHolds();
    readSpans(transactions);
    readSamples();
  }

  /// The part of a range in which the scheduler was recorded.
  static TimeRange recordedRange(Timeline timeline, TimeRange range) {
    return RecordedRange.orAll(timeline).overlap(range).orElse(range);
  }

  Tally tally() {
    return tally;
  }

  Blocks blocks() {
    return blocks;
  }

  Series preemptedSlices() {
    return new Series.Quantile(preemptedSlices.toArray(long[][]::new), 0.5);
  }

  Series latencies(double quantile) {
    return new Series.Quantile(latencies.toArray(long[][]::new), quantile);
  }

  private boolean inWindow(long timeNs) {
    return blocks.window().contains(timeNs);
  }

  private void readSlices(ProgressMonitor monitor) {
    var held = new HeldTimes(timeline);
    long rows = timeline.tables().table(TableSchema.SLICES).rows();
    var steps = new Steps(monitor, rows, "measuring slices");
    for (Cpu cpu : timeline.cpus()) {
      CpuSlices lane = timeline.slices(cpu.index());
      for (long i = 0; i < lane.count(); i++) {
        steps.next();
        int task = lane.task(i);
        if (task == Task.IDLE || task == Task.UNKNOWN) {
          continue;
        }
        String threads = Names.threads(timeline.task(task));
        long endNs = lane.endNs(i);
        tally.time(SubjectKind.WHOLE, WHOLE, What.RUN, lane.startNs(i), endNs);
        tally.time(SubjectKind.THREADS, threads, What.RUN, lane.startNs(i), endNs);
        SliceEnd end = lane.end(i);
        if (end.involuntary() && inWindow(endNs)) {
          What where = end == SliceEnd.PREEMPTED_KERNEL ? What.KERNEL : What.USER;
          tally.count(SubjectKind.WHOLE, WHOLE, where, endNs);
          tally.count(SubjectKind.THREADS, threads, where, endNs);
          if (held.holding(task, endNs)) {
            tally.count(SubjectKind.WHOLE, WHOLE, What.HOLDER, endNs);
          }
          if (lane.whole(i)) {
            preemptedSlices.add(new long[] {endNs - lane.startNs(i), blocks.of(endNs)});
          }
        }
      }
    }
  }

  private void readStates(ProgressMonitor monitor) {
    long rows = timeline.tables().table(TableSchema.TASK_STATES).rows();
    var steps = new Steps(monitor, rows, "measuring run delays");
    for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
      String threads = Names.threads(timeline.task(task));
      TaskStates states = timeline.states(task);
      for (long i = 0; i < states.count(); i++) {
        steps.next();
        StateKind kind = states.kind(i);
        if (!kind.runnable()) {
          continue;
        }
        long start = states.startNs(i);
        long end = states.endNs(i);
        tally.time(SubjectKind.WHOLE, WHOLE, What.DELAY, start, end);
        tally.time(SubjectKind.THREADS, threads, What.DELAY, start, end);
        if (kind == StateKind.RUNNABLE_WAKEUP
            && i + 1 < states.count()
            && states.kind(i + 1) == StateKind.RUNNING
            && inWindow(end)) {
          tally.count(SubjectKind.WHOLE, WHOLE, What.WOKEN, end);
          tally.add(SubjectKind.WHOLE, WHOLE, What.WOKEN_TIME, end, end - start);
        }
      }
    }
  }

  private void readWaits() {
    var activity = new ThreadActivity(timeline);
    var twice = new ToldTwice(timeline);
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (wait.lock() >= 0 && !twice.contains(row)) {
        Lock lock = timeline.locks().get(wait.lock());
        waited(SubjectKind.LOCK_KIND, Names.kind(lock, recorders), wait, activity);
        if (!Names.lock(lock).isEmpty()) {
          waited(SubjectKind.LOCK, Names.lock(lock), wait, activity);
        }
      }
    }
  }

  private void waited(SubjectKind kind, String name, LockWait wait, ThreadActivity activity) {
    if (inWindow(wait.startNs())) {
      tally.count(kind, name, What.COUNT, wait.startNs());
    }
    tally.time(kind, name, What.TIME, wait.startNs(), wait.endNs());
    TaskStates states = activity.states(wait.task());
    long count = states.count();
    for (long i = activity.at(wait.task(), wait.startNs());
        i < count && states.startNs(i) < wait.endNs();
        i++) {
      if (states.kind(i) == StateKind.RUNNING) {
        long from = Math.max(wait.startNs(), states.startNs(i));
        long to = Math.min(wait.endNs(), states.endNs(i));
        tally.time(kind, name, What.RUN, from, to);
      }
    }
  }

  private void readHolds() {
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (hold.lock() < 0 || !hold.endSeen() || !inWindow(hold.endNs())) {
        continue;
      }
      Lock lock = timeline.locks().get(hold.lock());
      String kind = Names.kind(lock.kind());
      double length = hold.endNs() - hold.startNs();
      tally.count(SubjectKind.LOCK_KIND, kind, What.HOLDS, hold.endNs());
      tally.add(SubjectKind.LOCK_KIND, kind, What.HOLD_TIME, hold.endNs(), length);
      if (lock.kind() == LockKind.LWLOCK && !Names.lock(lock).isEmpty()) {
        tally.count(SubjectKind.LOCK, Names.lock(lock), What.HOLDS, hold.endNs());
        tally.add(SubjectKind.LOCK, Names.lock(lock), What.HOLD_TIME, hold.endNs(), length);
      }
    }
  }

  private void readSpans(Optional<Provenance> transactions) {
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (!inWindow(span.endNs())) {
        continue;
      }
      long length = span.endNs() - span.startNs();
      if (span.category().equals(Recorded.TRANSACTION)) {
        if (transactions.isPresent() && span.provenance() == transactions.get()) {
          tally.count(SubjectKind.WHOLE, WHOLE, What.COUNT, span.endNs());
          tally.add(SubjectKind.WHOLE, WHOLE, What.TIME, span.endNs(), length);
          latencies.add(new long[] {length, blocks.of(span.endNs())});
        }
      } else if (span.category().equals("query")) {
        String query = Names.query(span.name());
        tally.count(SubjectKind.QUERY, query, What.COUNT, span.endNs());
        tally.add(SubjectKind.QUERY, query, What.TIME, span.endNs(), length);
      }
    }
  }

  private void readSamples() {
    for (long row = 0; row < timeline.waitSamples().size(); row++) {
      WaitSample sample = timeline.waitSamples().get(row);
      if (sample.periodNs() > 0 && inWindow(sample.timeNs())) {
        String event =
            sample.event() < 0
                ? Names.NO_EVENT
                : Names.event(timeline.waitEvents().get(sample.event()));
        tally.add(SubjectKind.WAIT_EVENT, event, What.SAMPLES, sample.timeNs(), sample.periodNs());
      }
    }
  }
}
