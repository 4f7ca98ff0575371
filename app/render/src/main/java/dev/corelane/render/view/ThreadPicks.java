package dev.corelane.render.view;

import dev.corelane.render.digest.LaneFacts;
import dev.corelane.render.digest.ThreadTotals;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Orders threads and tells which of them a filter shows. Keeps the answer for the last filter and
/// order, for a plan asks several times.
final class ThreadPicks {
  private final TraceDigest digest;
  private final Timeline timeline;
  private final LaneFacts facts;
  private LaneFilter filter = LaneFilter.NONE;
  private BitSet shown = new BitSet();
  private Optional<TimeRange> ranked = Optional.empty();
  private long[] activity = new long[0];

  ThreadPicks(TraceDigest digest) {
    this.digest = digest;
    timeline = digest.timeline();
    facts = digest.facts();
  }

  /// Whether state and class of a thread are as wanted.
  boolean shows(LaneFilter wanted, int task) {
    if (!wanted.threadsOnly()) {
      return true;
    }
    if (!wanted.equals(filter)) {
      filter = wanted;
      shown = find(wanted);
    }
    return shown.get(task);
  }

  private BitSet find(LaneFilter wanted) {
    BitSet found = new BitSet();
    TimeRange within = wanted.within().orElse(timeline.range());
    if (wanted.state() == LaneFilter.ThreadDid.WAITED_FOR_LOCK) {
      for (long i = 0; i < timeline.waits().size(); i++) {
        LockWait wait = timeline.waits().get(i);
        if (wait.startNs() >= within.endNs()) {
          break;
        }
        if (wait.endNs() > within.startNs() && wait.task() >= 0) {
          found.set(wait.task());
        }
      }
    }
    for (int task = 0; task < timeline.taskCount(); task++) {
      boolean did =
          switch (wanted.state()) {
            case ANYTHING -> true;
            case WAITED_FOR_LOCK -> found.get(task);
            default -> did(wanted.state(), timeline.states(task), within);
          };
      found.set(task, did && ofClass(wanted.taskClass(), task));
    }
    return found;
  }

  private boolean ofClass(String name, int task) {
    if (name.isEmpty()) {
      return true;
    }
    int index = digest.classes().classOf(task);
    return index >= 0 && digest.classes().classes().get(index).name().equals(name);
  }

  private static boolean did(LaneFilter.ThreadDid what, TaskStates states, TimeRange within) {
    if (states.count() == 0) {
      return false;
    }
    for (long i = states.at(within.startNs());
        i < states.count() && states.startNs(i) < within.endNs();
        i++) {
      boolean meant = states.endNs(i) > within.startNs() && is(what, states.kind(i));
      if (meant) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(LaneFilter.ThreadDid what, StateKind kind) {
    return switch (what) {
      case RAN -> kind == StateKind.RUNNING;
      case LOST_THE_CPU -> kind == StateKind.RUNNABLE_PREEMPTED;
      case WAITED_FOR_CPU -> kind == StateKind.RUNNABLE_WAKEUP;
      case WAS_BLOCKED -> kind == StateKind.UNINTERRUPTIBLE || kind == StateKind.STOPPED;
      case ANYTHING, WAITED_FOR_LOCK -> true;
    };
  }

  /// Orders threads.
  List<Integer> sorted(List<Integer> tasks, ThreadSort sort) {
    return switch (sort.key()) {
      case ACTIVITY -> tasks;
      case NAME ->
          tasks.stream()
              .sorted(
                  Comparator.comparing((Integer t) -> timeline.task(t).name())
                      .thenComparing(t -> timeline.task(t).tid()))
              .toList();
      default ->
          tasks.stream().sorted(Comparator.comparingLong((Integer t) -> -weight(t, sort))).toList();
    };
  }

  /// By how much a thread comes first.
  long weight(int task, ThreadSort sort) {
    ThreadTotals totals = facts.totals();
    return switch (sort.key()) {
      case RUN_TIME -> totals.runNs(task);
      case RUN_DELAY -> totals.delayNs(task);
      case LOCK_WAIT -> totals.lockNs(task);
      case ACTIVITY_IN_VIEW -> activity(sort.within().orElse(timeline.range()))[task];
      case ACTIVITY, NAME -> totals.runNs(task) + totals.delayNs(task);
    };
  }

  private long[] activity(TimeRange within) {
    if (!ranked.equals(Optional.of(within))) {
      ranked = Optional.of(within);
      activity = new long[timeline.taskCount()];
      for (int task = 0; task < activity.length; task++) {
        activity[task] = activity(timeline.states(task), within);
      }
    }
    return activity;
  }

  private static long activity(TaskStates states, TimeRange within) {
    long ns = 0;
    long first = states.count() == 0 ? 0 : states.at(within.startNs());
    for (long i = first; i < states.count() && states.startNs(i) < within.endNs(); i++) {
      StateKind kind = states.kind(i);
      if (kind == StateKind.RUNNING || kind.runnable()) {
        long from = Math.max(within.startNs(), states.startNs(i));
        ns += Math.max(0, Math.min(within.endNs(), states.endNs(i)) - from);
      }
    }
    return ns;
  }
}
