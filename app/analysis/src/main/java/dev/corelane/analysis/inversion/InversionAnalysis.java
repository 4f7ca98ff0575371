package dev.corelane.analysis.inversion;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.Window;
import dev.corelane.analysis.load.QueuePlaces;
import dev.corelane.analysis.locks.LockHistory;
import dev.corelane.analysis.locks.LockRecord;
import dev.corelane.analysis.locks.Locks;
import dev.corelane.analysis.locks.LocksAnalysis;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.StateRun;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds where locks worked against priorities.
///
/// *Priority inversion*: a thread waits for a lock, the holder is ready to run and waits for a CPU,
/// and a thread of lower priority than the waiter has that CPU. What the holder's own priority is
/// does not matter: had the waiter been there instead, it would have run.
///
/// *Subversion* (Patel et al., Avoiding Scheduler Subversion using Scheduler-Cooperative Locks,
/// 2020): a lock beyond the knee of its utilisation shares out the CPU by how long threads hold it
/// instead of by their weights. A thread is listed that held such a lock for at least twice, and
/// had at least 1.5 times, the share of its weight among the users of the lock.
///
/// Locks of a class that has no addresses are left out: nobody knows who waited for whom. Of a
/// range, inversions are cut to it and their times add up.
public final class InversionAnalysis implements TraceAnalysis<Inversions> {
  private static final Comparator<PriorityInversion> DEAREST_FIRST =
      Comparator.comparingLong((PriorityInversion found) -> -found.lostNs())
          .thenComparingLong(PriorityInversion::startNs)
          .thenComparingInt(PriorityInversion::waiter);

  /// Creates it.
  public InversionAnalysis() {}

  @Override
  public String id() {
    return "priority-inversions";
  }

  @Override
  public Set<RequiredData> requires() {
    return Set.of(RequiredData.SLICES, RequiredData.STATES, RequiredData.WAITS);
  }

  @Override
  public Inversions run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    var record = new LockRecord(timeline, monitor);
    return run(record, new LocksAnalysis().run(record, range, monitor), range, monitor);
  }

  /// The same for who looks at the locks in several ways.
  ///
  /// @param record the locks of the timeline
  /// @param locks how they were used in the range
  /// @param range what to look at; what lies outside the timeline is left out
  /// @param monitor told of the progress, asked whether to go on
  /// @return the result
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public Inversions run(LockRecord record, Locks locks, TimeRange range, ProgressMonitor monitor) {
    Timeline timeline = record.timeline();
    var window = Window.of(timeline, range);
    var history = new LockHistory(record);
    var priorities = new Priorities(timeline, history.activity());
    boolean known = priorities.known();
    List<PriorityInversion> found = new ArrayList<>();
    List<Subversion> subversions = List.of();
    if (known) {
      var moves = new QueuePlaces(timeline);
      int holds = history.holdCount();
      int parts = InParallel.parts(holds);
      InParallel.map(
              parts,
              monitor,
              "comparing priorities",
              part -> {
                var search = new Search(record, moves.again(), window);
                search.add(
                    InParallel.cut(holds, parts, part), InParallel.cut(holds, parts, part + 1));
                return search.found;
              })
          .forEach(found::addAll);
      found.sort(DEAREST_FIRST);
      subversions =
          new SubversionSearch(timeline, history, priorities, window).find(locks, monitor);
    }
    return new Inversions(found, subversions, known, Confidence.of(timeline));
  }

  /// Looks at one hold after the other, in one thread.
  private static final class Search {
    private final Timeline timeline;
    private final LockHistory history;
    private final Priorities priorities;
    private final Window window;
    private final QueuePlaces places;
    final List<PriorityInversion> found = new ArrayList<>();

    Search(LockRecord record, QueuePlaces places, Window window) {
      this.timeline = record.timeline();
      this.history = new LockHistory(record);
      this.priorities = new Priorities(timeline, history.activity());
      this.window = window;
      this.places = places;
    }

    void add(int fromHold, int toHold) {
      history.holds(fromHold, toHold, this::add);
    }

    private void add(LockHistory.Hold hold) {
      long from = Math.max(hold.startNs(), window.startNs());
      long to = Math.min(hold.endNs(), window.endNs());
      if (from < to
          && hold.task() > Task.UNKNOWN
          && timeline.locks().get(hold.lock()).single()
          && history.waitedFor(hold.lock(), from, to)) {
        places.of(
            hold.task(),
            new StateRun(history.activity().states(hold.task())),
            history.activity().at(hold.task(), from),
            from,
            to,
            (cpu, since, until) -> queued(hold, cpu, since, until));
      }
    }

    private void queued(LockHistory.Hold hold, int cpu, long from, long to) {
      if (cpu < 0) {
        return;
      }
      for (LockHistory.Wait wait : history.waitsFor(hold.lock(), from, to)) {
        int priority = priorities.at(wait.task(), wait.startNs());
        if (wait.task() != hold.task() && priority != Task.PRIORITY_UNKNOWN) {
          long start = Math.max(from, wait.startNs());
          long end = Math.min(to, wait.endNs());
          List<RanInstead> instead = lessUrgent(cpu, priority, start, end);
          if (!instead.isEmpty()) {
            found.add(
                new PriorityInversion(
                    hold.lock(),
                    wait.task(),
                    priority,
                    hold.task(),
                    priorities.at(hold.task(), start),
                    start,
                    end,
                    instead,
                    hold.inferred()));
          }
        }
      }
    }

    private List<RanInstead> lessUrgent(int cpu, int priority, long from, long to) {
      Map<Integer, RanInstead> ran = new HashMap<>();
      CpuSlices lane = timeline.slices(cpu);
      for (long i = Math.max(0, lane.at(from)); i < lane.count() && lane.startNs(i) < to; i++) {
        long ns = Math.min(to, lane.endNs(i)) - Math.max(from, lane.startNs(i));
        int task = lane.task(i);
        int its = lane.priority(i);
        its = its == Task.PRIORITY_UNKNOWN ? timeline.task(task).priority() : its;
        if (ns > 0 && task > Task.UNKNOWN && its > priority) {
          ran.merge(task, new RanInstead(task, its, ns), RanInstead::plus);
        }
      }
      return ran.values().stream()
          .sorted(
              Comparator.comparingLong((RanInstead r) -> -r.ns())
                  .thenComparingInt(RanInstead::task))
          .toList();
    }
  }
}
