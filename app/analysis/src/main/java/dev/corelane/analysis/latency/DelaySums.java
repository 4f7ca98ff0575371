package dev.corelane.analysis.latency;

import dev.corelane.analysis.Confidence;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Run delays while they are added up.
final class DelaySums {
  private static final int WORST = 100;

  private static final Comparator<RunDelay> SHORTEST_FIRST =
      Comparator.comparingLong(RunDelay::durationNs)
          .thenComparing(Comparator.comparingLong(RunDelay::startNs).reversed())
          .thenComparing(Comparator.comparingInt(RunDelay::task).reversed());

  private static final Comparator<DelayGroup> MOST_FIRST =
      Comparator.comparingLong((DelayGroup group) -> -group.delays().totalNs())
          .thenComparing(DelayGroup::name)
          .thenComparingInt(DelayGroup::key);

  private final Timeline timeline;
  private final int[] queuedAfter;
  private final Distribution afterWakeup = new Distribution();
  private final Distribution afterPreemption = new Distribution();
  private final Map<Integer, DelayGroup> threads = new HashMap<>();
  private final Map<String, DelayGroup> classes = new HashMap<>();
  private final Map<Integer, DelayGroup> cpus = new HashMap<>();
  private final Map<Integer, DelayGroup> wakers = new HashMap<>();
  private final PriorityQueue<RunDelay> worst = new PriorityQueue<>(WORST, SHORTEST_FIRST);
  private long wakePathNs;
  private long queueNs;
  private long decomposed;

  DelaySums(Timeline timeline) {
    this.timeline = timeline;
    this.queuedAfter = WakePaths.of(timeline);
  }

  void add(int task, TaskStates states, long waiting, long running) {
    ThreadState state = states.get(waiting);
    boolean preempted = state.kind() == StateKind.RUNNABLE_PREEMPTED;
    int waker = preempted ? Task.UNKNOWN : waker(state);
    var delay =
        new RunDelay(
            task,
            state.startNs(),
            Math.max(state.startNs(), states.startNs(running)),
            states.cpu(running),
            waker,
            preempted);
    long ns = delay.durationNs();
    (preempted ? afterPreemption : afterWakeup).add(ns);
    group(threads, task).add(ns);
    group(cpus, delay.cpu()).add(ns);
    classes
        .computeIfAbsent(className(task), name -> new DelayGroup(-1, name, new Distribution()))
        .delays()
        .add(ns);
    if (waker != Task.UNKNOWN) {
      group(wakers, waker).add(ns);
    }
    if (!preempted && state.wakeup() >= 0 && queuedAfter[(int) state.wakeup()] >= 0) {
      long path = Math.min(ns, queuedAfter[(int) state.wakeup()]);
      wakePathNs += path;
      queueNs += ns - path;
      decomposed++;
    }
    worst.add(delay);
    if (worst.size() > WORST) {
      worst.remove();
    }
  }

  /// In an interrupt, the running thread is not the one that woke.
  private int waker(ThreadState state) {
    if (state.wakeup() < 0) {
      return state.other();
    }
    Wakeup wakeup = timeline.wakeups().get(state.wakeup());
    return wakeup.inInterrupt() ? Task.IDLE : wakeup.waker();
  }

  private String className(int task) {
    String label = timeline.task(task).label();
    return label.isEmpty() ? timeline.task(task).name() : label;
  }

  private static Distribution group(Map<Integer, DelayGroup> groups, int key) {
    return groups.computeIfAbsent(key, k -> new DelayGroup(k, "", new Distribution())).delays();
  }

  RunDelays result(Confidence confidence) {
    return new RunDelays(
        afterWakeup,
        afterPreemption,
        wakePathNs,
        queueNs,
        decomposed,
        sorted(threads.values()),
        sorted(classes.values()),
        sorted(cpus.values()),
        sorted(wakers.values()),
        worst.stream().sorted(SHORTEST_FIRST.reversed()).toList(),
        confidence);
  }

  private static List<DelayGroup> sorted(Collection<DelayGroup> groups) {
    return groups.stream().sorted(MOST_FIRST).toList();
  }
}
