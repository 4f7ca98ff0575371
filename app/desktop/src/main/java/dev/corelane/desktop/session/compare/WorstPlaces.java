package dev.corelane.desktop.session.compare;

import dev.corelane.analysis.comparison.MetricId;
import dev.corelane.analysis.comparison.Names;
import dev.corelane.analysis.comparison.SubjectKind;
import dev.corelane.desktop.session.SliceRef;
import dev.corelane.desktop.session.Target;
import dev.corelane.render.digest.HolderSwitch;
import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds the place of a recording where a number of the comparison is at its worst: the longest
/// wait, run delay, hold, transaction or slice, the preemption after which a thread was off its CPU
/// for longest. Takes time in proportion to the facts that it looks through.
final class WorstPlaces {
  private static final String TRANSACTION = "transaction";
  private static final String QUERY = "query";

  private final ComparedSide side;
  private final Timeline timeline;
  private final TimeRange range;
  private final Set<Integer> recorders;
  private final ProgressMonitor monitor;
  private @Nullable Target best;
  private long bestNs = -1;

  private WorstPlaces(ComparedSide side, Set<Integer> recorders, ProgressMonitor monitor) {
    this.side = side;
    timeline = side.timeline();
    range = side.range();
    this.recorders = recorders;
    this.monitor = monitor;
  }

  /// @param side where to look
  /// @param id which number
  /// @param recorders internal ids of the recorder's own locks in it
  /// @return the place, empty if nothing of the sort happened
  static Optional<Target> find(
      ComparedSide side, MetricId id, Set<Integer> recorders, ProgressMonitor monitor) {
    var places = new WorstPlaces(side, recorders, monitor);
    places.search(id);
    return Optional.ofNullable(places.best);
  }

  /// What the place of a number is, in a few words.
  static String what(MetricId id) {
    String of = id.subject().isEmpty() ? "" : ": " + id.subject();
    return switch (id.quantity()) {
          case THROUGHPUT, LATENCY, LATENCY_P95 ->
              id.kind() == SubjectKind.QUERY ? "longest run" : "longest transaction";
          case CPU_RATE, CPU_PER_TRANSACTION -> "longest slice";
          case RUN_DELAY_RATE, RUN_DELAY_PER_TRANSACTION -> "longest run delay";
          case WAKEUP_LATENCY -> "longest wake-up latency";
          case USER_PREEMPTIONS -> "worst preemption in user mode";
          case KERNEL_PREEMPTIONS -> "worst preemption inside the kernel";
          case HOLDER_PREEMPTIONS -> "worst preemption of a holder";
          case PREEMPTED_SLICE -> "longest slice until preempted";
          case WAITS, WAITERS, WAITING_CPUS, WAIT_PER_TRANSACTION -> "longest wait";
          case HOLD -> "longest hold";
          case SESSIONS -> "most sessions";
        }
        + of;
  }

  private void search(MetricId id) {
    switch (id.quantity()) {
      case THROUGHPUT, LATENCY, LATENCY_P95 -> searchSpans(id);
      case CPU_RATE, CPU_PER_TRANSACTION -> searchSlices(id, end -> true);
      case PREEMPTED_SLICE -> searchSlices(id, SliceEnd::involuntary);
      case RUN_DELAY_RATE, RUN_DELAY_PER_TRANSACTION -> searchStates(id, StateKind::runnable);
      case WAKEUP_LATENCY -> searchStates(id, kind -> kind == StateKind.RUNNABLE_WAKEUP);
      case USER_PREEMPTIONS ->
          searchPreemptions(id, e -> e.involuntary() && e != SliceEnd.PREEMPTED_KERNEL);
      case KERNEL_PREEMPTIONS -> searchPreemptions(id, e -> e == SliceEnd.PREEMPTED_KERNEL);
      case HOLDER_PREEMPTIONS -> searchHolders();
      case WAITS, WAITERS, WAITING_CPUS, WAIT_PER_TRANSACTION -> searchWaits(id);
      case HOLD -> searchHolds(id);
      case SESSIONS -> searchSamples(id);
    }
  }

  private void offer(long lengthNs, long atNs, Target target) {
    if (lengthNs > bestNs && atNs >= range.startNs() && atNs <= range.endNs()) {
      bestNs = lengthNs;
      best = target;
    }
  }

  private boolean isOf(int task, MetricId id) {
    return id.kind() != SubjectKind.THREADS
        || Names.threads(timeline.task(task)).equals(id.subject());
  }

  private void searchSpans(MetricId id) {
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      boolean meant =
          id.kind() == SubjectKind.QUERY
              ? span.category().equals(QUERY) && Names.query(span.name()).equals(id.subject())
              : span.category().equals(TRANSACTION);
      if (meant) {
        offer(span.endNs() - span.startNs(), span.endNs(), new Target.SpanRef(row));
      }
    }
  }

  private boolean[] tasksOf(MetricId id) {
    boolean[] meant = new boolean[timeline.taskCount()];
    for (int task = Task.UNKNOWN + 1; task < meant.length; task++) {
      meant[task] = isOf(task, id);
    }
    return meant;
  }

  private void searchSlices(MetricId id, Predicate<SliceEnd> ending) {
    boolean[] meant = tasksOf(id);
    for (Cpu cpu : timeline.cpus()) {
      monitor.checkCancelled();
      CpuSlices slices = timeline.slices(cpu.index());
      for (long i = 0; i < slices.count(); i++) {
        if (meant[slices.task(i)] && ending.test(slices.end(i))) {
          long end = slices.endNs(i);
          offer(end - slices.startNs(i), end, new SliceRef(cpu.index(), i));
        }
      }
    }
  }

  private void searchStates(MetricId id, Predicate<StateKind> kind) {
    boolean[] meant = tasksOf(id);
    for (int task = 0; task < meant.length; task++) {
      if (meant[task]) {
        monitor.checkCancelled();
        TaskStates states = timeline.states(task);
        for (long i = 0; i < states.count(); i++) {
          if (kind.test(states.kind(i))) {
            long end = states.endNs(i);
            offer(end - states.startNs(i), end, new Target.StateRef(task, i));
          }
        }
      }
    }
  }

  /// The slice whose thread then waited longest for a CPU.
  private void searchPreemptions(MetricId id, Predicate<SliceEnd> ending) {
    boolean[] meant = tasksOf(id);
    for (Cpu cpu : timeline.cpus()) {
      monitor.checkCancelled();
      CpuSlices slices = timeline.slices(cpu.index());
      for (long i = 0; i < slices.count(); i++) {
        int task = slices.task(i);
        if (meant[task] && ending.test(slices.end(i))) {
          long end = slices.endNs(i);
          TaskStates states = timeline.states(task);
          long after = states.at(end);
          long offCpu =
              states.kind(after) == StateKind.RUNNABLE_PREEMPTED ? states.endNs(after) - end : 0;
          offer(offCpu, end, new SliceRef(cpu.index(), i));
        }
      }
    }
  }

  private void searchHolders() {
    for (HolderSwitch change : side.view().digest().facts().holderSwitches()) {
      if (timeline.locks().get(change.lock()).kind() == LockKind.LWLOCK) {
        offer(
            change.backNs() - change.timeNs(), change.timeNs(), new Target.HoldRef(change.hold()));
      }
    }
    if (best == null) {
      // Nobody waited meanwhile: the worst of all preemptions of threads that held one.
      searchHoldersWithoutWaiters();
    }
  }

  private void searchHoldersWithoutWaiters() {
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (hold.lock() < 0 || timeline.locks().get(hold.lock()).kind() != LockKind.LWLOCK) {
        continue;
      }
      TaskStates states = timeline.states(hold.task());
      for (long i = states.at(hold.startNs());
          i < states.count() && states.startNs(i) < hold.endNs();
          i++) {
        if (states.kind(i) == StateKind.RUNNABLE_PREEMPTED && states.startNs(i) > hold.startNs()) {
          long end = Math.min(states.endNs(i), hold.endNs());
          offer(end - states.startNs(i), states.startNs(i), new Target.HoldRef(row));
        }
      }
    }
  }

  private void searchWaits(MetricId id) {
    boolean[] meant = new boolean[timeline.locks().size()];
    for (Lock lock : timeline.locks()) {
      meant[lock.id()] =
          id.kind() == SubjectKind.LOCK_KIND
              ? Names.kind(lock, recorders).equals(id.subject())
              : Names.lock(lock).equals(id.subject());
    }
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (wait.lock() >= 0 && meant[wait.lock()]) {
        offer(wait.endNs() - wait.startNs(), wait.startNs(), new Target.WaitRef(row));
      }
    }
  }

  private void searchHolds(MetricId id) {
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (hold.lock() < 0 || !hold.endSeen()) {
        continue;
      }
      Lock lock = timeline.locks().get(hold.lock());
      String name = id.kind() == SubjectKind.LOCK_KIND ? Names.kind(lock.kind()) : Names.lock(lock);
      if (name.equals(id.subject())) {
        offer(hold.endNs() - hold.startNs(), hold.endNs(), new Target.HoldRef(row));
      }
    }
  }

  /// The first sample of the moment at which most backends were sampled with the event.
  private void searchSamples(MetricId id) {
    long first = -1;
    long firstNs = 0;
    long sessions = 0;
    for (long row = 0; row < timeline.waitSamples().size(); row++) {
      WaitSample sample = timeline.waitSamples().get(row);
      String event =
          sample.event() < 0
              ? Names.NO_EVENT
              : Names.event(timeline.waitEvents().get(sample.event()));
      if (sample.periodNs() <= 0 || !event.equals(id.subject())) {
        continue;
      }
      if (first < 0 || sample.timeNs() >= firstNs + sample.periodNs()) {
        first = row;
        firstNs = sample.timeNs();
        sessions = 0;
      }
      sessions++;
      offer(sessions, firstNs, new Target.SampleRef(first));
    }
  }
}
