package dev.corelane.replay.extract;

import dev.corelane.analysis.observer.ObserverAnalysis;
import dev.corelane.analysis.observer.ObserverEffect;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The recorder's probes in programs (uprobes, USDT). Every hit is an exception whose handler takes
/// a mutex of the CPU it runs on (`prepare_uprobe_buffer`, kernel/trace/trace_uprobe.c) and writes
/// the event before it gives it back. So the recorder is part of what was recorded, with locks of
/// its own that a replay has to take too.
final class Probes {
  private static final String CONTENTION = "lock:contention_begin";
  private static final List<String> GROUPS = List.of("sdt_", "probe_");

  private final Timeline timeline;
  private final @Nullable ProbeCost cost;
  private final Set<Integer> mutexes;

  private Probes(Timeline timeline, @Nullable ProbeCost cost, Set<Integer> mutexes) {
    this.timeline = timeline;
    this.cost = cost;
    this.mutexes = mutexes;
  }

  static Probes of(Timeline timeline, ProgressMonitor monitor) {
    if (timeline.eventCounts().stream().noneMatch(Probes::probe)) {
      return new Probes(timeline, null, Set.of());
    }
    ObserverEffect effect = new ObserverAnalysis().run(timeline, monitor);
    boolean contention =
        timeline.eventCounts().stream().anyMatch(event -> event.name().equals(CONTENTION));
    Set<Integer> mutexes = effect.locks().locks();
    ProbeCost cost =
        ProbeCost.of(effect.load().leastGapNs(), Pauses.of(timeline, mutexes), contention);
    return new Probes(timeline, cost, mutexes);
  }

  private static boolean probe(EventCount event) {
    return event.count() > 0 && GROUPS.stream().anyMatch(event.name()::startsWith);
  }

  /// @return what a hit costs, null if the recording was made without probes
  @Nullable ProbeCost cost() {
    return cost;
  }

  /// @return whether a lock is one of their mutexes
  boolean mutex(int lock) {
    return mutexes.contains(lock);
  }

  /// Writes down the hits, as far as a fact was made of them.
  ///
  /// @param writers what writes the program of a task
  /// @return how many there are
  long hits(IntFunction<ProgramWriter> writers) {
    if (cost == null) {
      return 0;
    }
    long hits = 0;
    for (long row = 0; row < timeline.holds().size(); row++) {
      LockHold hold = timeline.holds().get(row);
      if (hold.task() > Task.UNKNOWN && kind(hold.lock()) == LockKind.LWLOCK) {
        ProgramWriter writer = writers.apply(hold.task());
        writer.hit(hold.startNs());
        hits++;
        if (hold.endSeen()) {
          writer.hit(hold.endNs());
          hits++;
        }
      }
    }
    for (long row = 0; row < timeline.waits().size(); row++) {
      LockWait wait = timeline.waits().get(row);
      if (wait.task() > Task.UNKNOWN
          && wait.provenance() == Provenance.RECORDED
          && probed(kind(wait.lock()))) {
        writers.apply(wait.task()).hit(wait.startNs());
        writers.apply(wait.task()).hit(wait.endNs());
        hits += 2;
      }
    }
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (span.task() > Task.UNKNOWN
          && span.provenance() == Provenance.RECORDED
          && !span.ofInterrupt()) {
        writers.apply(span.task()).hit(span.startNs());
        writers.apply(span.task()).hit(span.endNs());
        hits += 2;
      }
    }
    return hits;
  }

  private LockKind kind(int lock) {
    return timeline.locks().get(lock).kind();
  }

  private static boolean probed(LockKind kind) {
    return kind == LockKind.LWLOCK || kind == LockKind.PG_SPINLOCK || kind == LockKind.HEAVYWEIGHT;
  }
}
