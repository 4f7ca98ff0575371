package dev.corelane.replay.sampled;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.record.RecordedRun;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A load of which everything is known, and what samples of it would tell. A backend waits for its
/// client, and twice computes, takes a lock, computes and reads a page.
final class KnownLoad {
  static final String READ = "IO:DataFileRead";
  static final String LOCK = "WALWrite";

  private KnownLoad() {}

  /// The load itself; waits but those for the lock are spans.
  static Timeline run(Machine machine, int backends, double holdNs, int seconds) {
    return RecordedRun.of(
            machine,
            11,
            seconds * 1_000_000_000L,
            builder -> {
              int lock = builder.lock(new LockSpec.LwLock(LOCK));
              for (int i = 0; i < backends; i++) {
                builder.thread(ThreadSpec.of("postgres", new Backend(lock, holdNs, i)));
              }
            })
        .timeline();
  }

  /// What a sampler sees of it.
  static Timeline samples(Timeline run, long periodNs) {
    try (var builder = new TimelineBuilder()) {
      Map<Integer, List<Wait>> waits = waits(run, builder);
      for (int task = 2; task < run.taskCount(); task++) {
        int tid = run.task(task).tid();
        int backend = builder.task(tid, tid, "postgres", 0, false);
        builder.taskLabel(backend, "client backend");
        List<Wait> own = waits.getOrDefault(task, new ArrayList<>());
        own.sort(Comparator.comparingLong(Wait::fromNs));
        int next = 0;
        for (long at = periodNs / 2; at < run.range().endNs(); at += periodNs) {
          while (next < own.size() && own.get(next).toNs <= at) {
            next++;
          }
          boolean waiting = next < own.size() && own.get(next).fromNs <= at;
          builder.waitSample(at, backend, waiting ? own.get(next).event : -1, 0, periodNs);
        }
      }
      return builder.build(ProgressMonitor.NONE);
    }
  }

  private record Wait(long fromNs, long toNs, int event) {}

  private static Map<Integer, List<Wait>> waits(Timeline run, TimelineBuilder builder) {
    Map<Integer, List<Wait>> waits = new HashMap<>();
    Map<String, Integer> events = new HashMap<>();
    for (long row = 0; row < run.spans().size(); row++) {
      Span span = run.spans().get(row);
      int event =
          events.computeIfAbsent(
              span.name(),
              text -> {
                String[] word = text.split(":", 2);
                return builder.waitEvent(word[0], word[1], word[1]);
              });
      waits
          .computeIfAbsent(span.task(), task -> new ArrayList<>())
          .add(new Wait(span.startNs(), span.endNs(), event));
    }
    int lock = builder.waitEvent("LWLock", LOCK, LOCK);
    for (long row = 0; row < run.waits().size(); row++) {
      LockWait wait = run.waits().get(row);
      waits
          .computeIfAbsent(wait.task(), task -> new ArrayList<>())
          .add(new Wait(wait.startNs(), wait.endNs(), lock));
    }
    return waits;
  }

  private static final class Backend implements Program {
    private final int lock;
    private final double holdNs;
    private final SplittableRandom random;
    private final Deque<Step> next = new ArrayDeque<>();

    Backend(int lock, double holdNs, int number) {
      this.lock = lock;
      this.holdNs = holdNs;
      this.random = new Streams(5).stream(Purpose.SERVICE, number);
    }

    @Override
    public Step next(long nowNs) {
      if (next.isEmpty()) {
        waits(SampledProfile.CLIENT, 20_000_000);
        for (int i = 0; i < 2; i++) {
          next.add(Step.user(length(400_000)));
          next.add(Step.acquire(lock));
          next.add(Step.user(length(holdNs)));
          next.add(Step.release(lock));
          next.add(Step.user(length(300_000)));
          waits(READ, 4_000_000);
        }
        next.add(Step.user(length(500_000)));
      }
      return next.remove();
    }

    private void waits(String event, double meanNs) {
      next.add(new Step.SpanBegin(event));
      next.add(new Step.Sleep(length(meanNs)));
      next.add(new Step.SpanEnd(""));
    }

    private long length(double meanNs) {
      return 1 + (long) (-meanNs * Math.log(1 - random.nextDouble()));
    }
  }
}
