package dev.corelane.analysis.latency;

import dev.corelane.analysis.Confidence;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Run delays while they are added up.
final class DelaySums {
  private static final int WORST = 100;
  private static final int IN_INTERRUPT = 1 << 30;

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
  private final @Nullable Distribution[] threads;
  private final @Nullable Distribution[] cpus;
  private final @Nullable Distribution[] wakers;
  private final Map<String, Distribution> classes = new HashMap<>();
  private final @Nullable Distribution[] classOfTask;
  private final IntColumn wakerOf;
  private final IntColumn wakeupInfo;
  private final PriorityQueue<RunDelay> worst = new PriorityQueue<>(WORST, SHORTEST_FIRST);
  private long wakePathNs;
  private long queueNs;
  private long decomposed;

  /// @param queuedAfter as of [WakePaths#of]
  DelaySums(Timeline timeline, int[] queuedAfter) {
    this.timeline = timeline;
    this.queuedAfter = queuedAfter;
    this.threads = new Distribution[timeline.taskCount()];
    this.wakers = new Distribution[timeline.taskCount()];
    this.classOfTask = new Distribution[timeline.taskCount()];
    this.cpus = new Distribution[timeline.cpus().size()];
    this.wakerOf = timeline.wakeups().table().i32("waker");
    this.wakeupInfo = timeline.wakeups().table().i32("info");
  }

  void add(int task, TaskStates states, long waiting, long running) {
    ThreadState state = states.get(waiting);
    boolean preempted = state.kind() == StateKind.RUNNABLE_PREEMPTED;
    int wakeup = preempted ? -1 : (int) state.wakeup();
    int waker = preempted ? Task.UNKNOWN : wakeup < 0 ? state.other() : waker(wakeup);
    long start = state.startNs();
    long end = Math.max(start, states.startNs(running));
    int cpu = states.cpu(running);
    long ns = end - start;
    (preempted ? afterPreemption : afterWakeup).add(ns);
    group(threads, task).add(ns);
    classOf(task).add(ns);
    if (cpu >= 0) {
      group(cpus, cpu).add(ns);
    }
    if (waker != Task.UNKNOWN) {
      group(wakers, waker).add(ns);
    }
    if (wakeup >= 0 && queuedAfter[wakeup] >= 0) {
      long path = Math.min(ns, queuedAfter[wakeup]);
      wakePathNs += path;
      queueNs += ns - path;
      decomposed++;
    }
    if (worst.size() < WORST || ns >= worst.element().durationNs()) {
      worst.add(new RunDelay(task, start, end, cpu, waker, preempted));
      if (worst.size() > WORST) {
        worst.remove();
      }
    }
  }

  /// In an interrupt, the running thread is not the one that woke. The bits are those of the column
  /// `info` of WAKEUPS.
  private int waker(int wakeup) {
    int waker = wakerOf.get(wakeup);
    boolean thread = (wakeupInfo.get(wakeup) & IN_INTERRUPT) == 0;
    return thread && waker >= 0 && waker < wakers.length ? waker : Task.IDLE;
  }

  private Distribution classOf(int task) {
    Distribution known = classOfTask[task];
    if (known == null) {
      String label = timeline.task(task).label();
      String name = label.isEmpty() ? timeline.task(task).name() : label;
      known = classes.computeIfAbsent(name, n -> new Distribution());
      classOfTask[task] = known;
    }
    return known;
  }

  private static Distribution group(@Nullable Distribution[] groups, int key) {
    Distribution known = groups[key];
    if (known == null) {
      known = new Distribution();
      groups[key] = known;
    }
    return known;
  }

  /// Adds those of other threads to these.
  DelaySums plus(DelaySums that) {
    afterWakeup.addAll(that.afterWakeup);
    afterPreemption.addAll(that.afterPreemption);
    addAll(threads, that.threads);
    addAll(cpus, that.cpus);
    addAll(wakers, that.wakers);
    that.classes.forEach(
        (name, delays) -> classes.computeIfAbsent(name, n -> new Distribution()).addAll(delays));
    wakePathNs += that.wakePathNs;
    queueNs += that.queueNs;
    decomposed += that.decomposed;
    worst.addAll(that.worst);
    while (worst.size() > WORST) {
      worst.remove();
    }
    return this;
  }

  private static void addAll(@Nullable Distribution[] to, @Nullable Distribution[] from) {
    for (int key = 0; key < from.length; key++) {
      Distribution delays = from[key];
      if (delays != null) {
        group(to, key).addAll(delays);
      }
    }
  }

  RunDelays result(Confidence confidence) {
    return new RunDelays(
        afterWakeup,
        afterPreemption,
        wakePathNs,
        queueNs,
        decomposed,
        sorted(threads),
        classes.entrySet().stream()
            .map(entry -> new DelayGroup(-1, entry.getKey(), entry.getValue()))
            .sorted(MOST_FIRST)
            .toList(),
        sorted(cpus),
        sorted(wakers),
        worst.stream().sorted(SHORTEST_FIRST.reversed()).toList(),
        confidence);
  }

  private static List<DelayGroup> sorted(@Nullable Distribution[] groups) {
    List<DelayGroup> found = new ArrayList<>();
    for (int key = 0; key < groups.length; key++) {
      Distribution delays = groups[key];
      if (delays != null) {
        found.add(new DelayGroup(key, "", delays));
      }
    }
    found.sort(MOST_FIRST);
    return found;
  }
}
