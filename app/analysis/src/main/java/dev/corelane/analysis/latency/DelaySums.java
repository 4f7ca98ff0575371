package dev.corelane.analysis.latency;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.SliceBounds;
import dev.corelane.analysis.StateWalk;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.StateRun;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Run delays while they are added up.
final class DelaySums implements StateWalk.Visitor {
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
  private final Window window;
  private final SliceBounds bounds;
  private final int[] queuedAfter;
  private final @Nullable DelayBuffer[] afterWakeup;
  private final @Nullable DelayBuffer[] afterPreemption;
  private final @Nullable DelayBuffer[] cpus;
  private final @Nullable DelayBuffer[] wakers;
  private final IntColumn wakerOf;
  private final IntColumn wakeupInfo;
  private final PriorityQueue<RunDelay> worst = new PriorityQueue<>(WORST, SHORTEST_FIRST);
  private long wakePathNs;
  private long queueNs;
  private long decomposed;

  /// @param window waits that ended in it count
  /// @param queuedAfter as of [WakePaths#of]
  DelaySums(Timeline timeline, Window window, int[] queuedAfter) {
    this.timeline = timeline;
    this.window = window;
    this.bounds = new SliceBounds(timeline);
    this.queuedAfter = queuedAfter;
    this.afterWakeup = new DelayBuffer[timeline.taskCount()];
    this.afterPreemption = new DelayBuffer[timeline.taskCount()];
    this.wakers = new DelayBuffer[timeline.taskCount()];
    this.cpus = new DelayBuffer[timeline.cpus().size()];
    this.wakerOf = timeline.wakeups().table().i32("waker");
    this.wakeupInfo = timeline.wakeups().table().i32("info");
  }

  @Override
  public void visit(int task, StateRun states, long from, long to) {
    for (long i = Math.max(1, from); i < to; i++) {
      if (states.kind(i) != StateKind.RUNNING || !states.kind(i - 1).runnable()) {
        continue;
      }
      long waiting = i - 1;
      while (waiting > 0 && states.kind(waiting - 1).runnable()) {
        waiting--;
      }
      if (bounds.startSeen(states.sliceRow(i)) && window.contains(states.startNs(i))) {
        add(task, states, waiting, i);
      }
    }
  }

  private void add(int task, StateRun states, long waiting, long running) {
    boolean preempted = states.kind(waiting) == StateKind.RUNNABLE_PREEMPTED;
    int wakeup = preempted ? -1 : (int) states.wakeup(waiting);
    int waker = wakeup < 0 ? Task.UNKNOWN : waker(wakeup);
    long start = states.startNs(waiting);
    long end = Math.max(start, states.startNs(running));
    int cpu = states.cpu(running);
    long ns = end - start;
    group(preempted ? afterPreemption : afterWakeup, task).add(ns);
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

  private static DelayBuffer group(@Nullable DelayBuffer[] groups, int key) {
    DelayBuffer known = groups[key];
    if (known == null) {
      known = new DelayBuffer();
      groups[key] = known;
    }
    return known;
  }

  /// Adds those of other threads to these.
  DelaySums plus(DelaySums that) {
    addAll(afterWakeup, that.afterWakeup);
    addAll(afterPreemption, that.afterPreemption);
    addAll(cpus, that.cpus);
    addAll(wakers, that.wakers);
    wakePathNs += that.wakePathNs;
    queueNs += that.queueNs;
    decomposed += that.decomposed;
    worst.addAll(that.worst);
    while (worst.size() > WORST) {
      worst.remove();
    }
    return this;
  }

  private static void addAll(@Nullable DelayBuffer[] to, @Nullable DelayBuffer[] from) {
    for (int key = 0; key < from.length; key++) {
      DelayBuffer delays = from[key];
      if (delays != null) {
        group(to, key).distribution().addAll(delays.distribution());
      }
    }
  }

  /// What was added is of no use afterwards.
  RunDelays result(Confidence confidence) {
    Distribution wakeups = sum(afterWakeup);
    Distribution preemptions = sum(afterPreemption);
    addAll(afterWakeup, afterPreemption);
    return new RunDelays(
        wakeups,
        preemptions,
        wakePathNs,
        queueNs,
        decomposed,
        sorted(afterWakeup),
        classes(afterWakeup),
        sorted(cpus),
        sorted(wakers),
        worst.stream().sorted(SHORTEST_FIRST.reversed()).toList(),
        confidence);
  }

  private static Distribution sum(@Nullable DelayBuffer[] groups) {
    var sum = new Distribution();
    for (DelayBuffer delays : groups) {
      if (delays != null) {
        sum.addAll(delays.distribution());
      }
    }
    return sum;
  }

  private List<DelayGroup> classes(@Nullable DelayBuffer[] threads) {
    Map<String, Distribution> classes = new HashMap<>();
    for (int task = 0; task < threads.length; task++) {
      DelayBuffer delays = threads[task];
      if (delays != null) {
        String label = timeline.task(task).label();
        String name = label.isEmpty() ? timeline.task(task).name() : label;
        classes.computeIfAbsent(name, n -> new Distribution()).addAll(delays.distribution());
      }
    }
    return classes.entrySet().stream()
        .map(entry -> new DelayGroup(-1, entry.getKey(), entry.getValue()))
        .sorted(MOST_FIRST)
        .toList();
  }

  private static List<DelayGroup> sorted(@Nullable DelayBuffer[] groups) {
    List<DelayGroup> found = new ArrayList<>();
    for (int key = 0; key < groups.length; key++) {
      DelayBuffer delays = groups[key];
      if (delays != null) {
        found.add(new DelayGroup(key, "", delays.distribution()));
      }
    }
    found.sort(MOST_FIRST);
    return found;
  }
}
