package dev.corelane.desktop.session;

import dev.corelane.render.digest.CounterSeries;
import dev.corelane.render.digest.Grouped;
import dev.corelane.render.digest.LaneFacts;
import dev.corelane.render.digest.MarkList;
import dev.corelane.render.digest.SessionFacts;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;

/// Finds the next thing of a kind on its lane.
final class KindWalk {
  private final TraceDigest digest;
  private final Timeline timeline;
  private final LaneFacts facts;

  KindWalk(TraceDigest digest) {
    this.digest = digest;
    timeline = digest.timeline();
    facts = digest.facts();
  }

  /// The next or previous one.
  ///
  /// @param from what is selected
  /// @param step 1 or -1
  /// @return the target, empty at the end
  Optional<Target> step(Target from, int step) {
    return switch (from) {
      case SliceRef ref -> slice(ref, step);
      case Target.HoldRef ref -> {
        int lock = timeline.holds().get(ref.row()).lock();
        yield lock < 0
            ? Optional.empty()
            : row(facts.holdsOfLock(), lock, ref.row(), step, r -> true).map(Target.HoldRef::new);
      }
      case Target.WaitRef ref -> {
        int task = timeline.waits().get(ref.row()).task();
        yield row(facts.ofThread().waits(), task, ref.row(), step, r -> true)
            .map(Target.WaitRef::new);
      }
      case Target.StateRef ref -> state(ref, step);
      case Target.SpanRef ref -> {
        Span span = timeline.spans().get(ref.row());
        yield row(
                facts.ofThread().spans(),
                span.task(),
                ref.row(),
                step,
                r -> timeline.spans().get(r).category().equals(span.category()))
            .map(Target.SpanRef::new);
      }
      case Target.SampleRef ref -> {
        var sample = timeline.waitSamples().get(ref.row());
        yield row(
                facts.ofThread().samples(),
                sample.task(),
                ref.row(),
                step,
                r -> timeline.waitSamples().get(r).event() == sample.event())
            .map(Target.SampleRef::new);
      }
      case Target.LockRef ref -> {
        List<Integer> locks = facts.locks();
        int at = locks.indexOf(ref.lock()) + step;
        yield at < 0 || at >= locks.size()
            ? Optional.empty()
            : Optional.of(new Target.LockRef(locks.get(at)));
      }
      case Target.SessionsRef ref -> sessions(ref, step);
      case Target.CounterRef ref -> {
        int track = timeline.counters().get(ref.row()).track();
        CounterSeries series = facts.activity().counter(track).orElseThrow();
        int at = series.indexOf(ref.row()) + step;
        yield at < 0 || at >= series.count()
            ? Optional.empty()
            : Optional.of(new Target.CounterRef(series.row(at)));
      }
      case Target.MarkRef ref -> mark(ref, step);
    };
  }

  private Optional<Target> slice(SliceRef ref, int step) {
    CpuSlices slices = timeline.slices(ref.cpu());
    long at = ref.index() + step;
    while (at >= 0 && at < slices.count() && slices.task(at) <= Task.UNKNOWN) {
      at += step;
    }
    return at >= 0 && at < slices.count()
        ? Optional.of(new SliceRef(ref.cpu(), at))
        : Optional.empty();
  }

  private Optional<Target> state(Target.StateRef ref, int step) {
    TaskStates states = timeline.states(ref.task());
    StateKind kind = states.kind(ref.index());
    long at = ref.index() + step;
    while (at >= 0 && at < states.count() && states.kind(at) != kind) {
      at += step;
    }
    return at >= 0 && at < states.count()
        ? Optional.of(new Target.StateRef(ref.task(), at))
        : Optional.empty();
  }

  /// The next row of a group of rows.
  private static Optional<Long> row(
      Grouped rows, int key, long from, int step, IntPredicate wanted) {
    if (key < 0) {
      return Optional.empty();
    }
    int low = 0;
    int high = rows.count(key);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.row(key, middle) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int at = low + step;
    while (at >= 0 && at < rows.count(key) && !wanted.test(rows.row(key, at))) {
      at += step;
    }
    return at >= 0 && at < rows.count(key)
        ? Optional.of((long) rows.row(key, at))
        : Optional.empty();
  }

  /// The next sample of the type of wait event, as a stretch of the same length.
  private Optional<Target> sessions(Target.SessionsRef ref, int step) {
    SessionFacts all = facts.activity().sessions().orElseThrow();
    var samples = timeline.waitSamples();
    long length = Math.max(1, ref.toNs() - ref.fromNs());
    long row =
        step > 0 ? samples.firstAtOrAfter(ref.toNs()) : samples.firstAtOrAfter(ref.fromNs()) - 1;
    for (; row >= 0 && row < samples.size(); row += step) {
      String type = SessionFacts.type(timeline, samples.get(row).event());
      boolean meant =
          ref.waitClass() < 0
              ? SessionFacts.active(type)
              : type.equals(all.classes().get(ref.waitClass()).type());
      if (meant) {
        long fromNs = samples.timeNs(row);
        return Optional.of(new Target.SessionsRef(ref.waitClass(), fromNs, fromNs + length));
      }
    }
    return Optional.empty();
  }

  private Optional<Target> mark(Target.MarkRef ref, int step) {
    var mark = timeline.marks().get(ref.row());
    MarkList marks = facts.activity().marksOf(mark.category()).orElseThrow();
    int at = marks.firstAtOrAfter(mark.timeNs());
    while (at < marks.count() && marks.row(at) != ref.row()) {
      at++;
    }
    at += step;
    return at >= 0 && at < marks.count()
        ? Optional.of(new Target.MarkRef(marks.row(at)))
        : Optional.empty();
  }

  /// When the next or previous import problem or range of lost data begins, seen from the middle of
  /// the view.
  OptionalLong problem(int step, TimeScale scale) {
    long middle = scale.nearestNs(scale.width() / 2);
    long reach = (long) Math.ceil(scale.nsPerPx());
    LongStream times =
        LongStream.concat(
            timeline.problems().stream()
                .mapToLong(ImportProblem::firstTimeNs)
                .filter(t -> t != ImportProblem.NO_TIME),
            timeline.holes().stream().mapToLong(Hole::startNs));
    return step > 0
        ? times.filter(t -> t > middle + reach).min()
        : times.filter(t -> t < middle - reach).max();
  }
}
