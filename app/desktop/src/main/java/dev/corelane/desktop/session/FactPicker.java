package dev.corelane.desktop.session;

import dev.corelane.render.digest.Pieces;
import dev.corelane.render.digest.Strip;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.view.Hit;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;

/// Chooses what a click on a lane of locks or threads means: what stands there, or, where it is
/// narrower than the pointer is exact, the longest of its kind nearby.
final class FactPicker {
  private static final double REACH_PX = 2;
  private static final long MOST = 10_000;

  private final TraceDigest digest;

  FactPicker(TraceDigest digest) {
    this.digest = digest;
  }

  /// What a click means.
  ///
  /// @param hit what stands at the point
  /// @param scale the visible times
  /// @return the target, empty if there is nothing to select
  Optional<Target> pick(Hit hit, TimeScale scale) {
    return switch (hit) {
      case Hit.Hold hold -> {
        Pieces pieces = digest.facts().lock(hold.lock()).holders();
        long piece = longest(pieces, hold.timeNs(), scale);
        yield Optional.of(new Target.HoldRef(piece < 0 ? hold.row() : pieces.row(piece)));
      }
      case Hit.Wait wait -> {
        Pieces pieces = digest.facts().thread(wait.task()).waits();
        long piece = longest(pieces, wait.timeNs(), scale);
        yield Optional.of(new Target.WaitRef(piece < 0 ? wait.row() : pieces.row(piece)));
      }
      case Hit.State state -> {
        TaskStates states = digest.timeline().states(state.task());
        long near = longest(Strip.of(states), state.timeNs(), scale);
        yield state(state.task(), near < 0 ? state.index() : near);
      }
      case Hit.LockMoment moment -> Optional.of(new Target.LockRef(moment.lock()));
      case Hit.SpanOf span -> Optional.of(new Target.SpanRef(span.row()));
      case Hit.Sessions s -> sessions(s);
      case Hit.SpanCell cell ->
          digest
              .facts()
              .activity()
              .spansOf(cell.category())
              .map(load -> load.longest(cell.fromNs(), cell.toNs()))
              .filter(row -> row >= 0)
              .map(Target.SpanRef::new);
      case Hit.Counter counter -> Optional.of(new Target.CounterRef(counter.row()));
      case Hit.MarkAt mark -> Optional.of(new Target.MarkRef(mark.row()));
      case Hit.Sample sample -> Optional.of(new Target.SampleRef(sample.row()));
      default -> Optional.empty();
    };
  }

  /// Sessions of a column; nothing where none was active.
  private Optional<Target> sessions(Hit.Sessions hit) {
    return digest
        .facts()
        .activity()
        .sessions()
        .filter(s -> s.all().mean(hit.fromNs(), hit.toNs()) > 0)
        .map(s -> new Target.SessionsRef(hit.waitClass(), hit.fromNs(), hit.toNs()));
  }

  private Optional<Target> state(int task, long index) {
    StateKind kind = digest.timeline().states(task).kind(index);
    return kind == StateKind.UNKNOWN || kind == StateKind.DEAD
        ? Optional.empty()
        : Optional.of(new Target.StateRef(task, index));
  }

  /// The slice behind a running state, if it is one.
  ///
  /// @param timeline the timeline
  /// @param task internal task id
  /// @param index of the state
  /// @return the slice, empty when the task is not running
  static Optional<SliceRef> sliceOf(Timeline timeline, int task, long index) {
    TaskStates states = timeline.states(task);
    if (states.kind(index) != StateKind.RUNNING) {
      return Optional.empty();
    }
    int cpu = states.cpu(index);
    return Optional.of(new SliceRef(cpu, states.sliceRow(index) - timeline.slices(cpu).firstRow()));
  }

  /// The longest interval within reach of a time; -1 where the one at the time can be seen.
  private static long longest(Strip strip, long timeNs, TimeScale scale) {
    long reach = (long) (REACH_PX * scale.nsPerPx());
    long at = strip.firstEndingAfter(0, timeNs);
    if (at < strip.count()
        && strip.startNs(at) <= timeNs
        && strip.endNs(at) - strip.startNs(at) >= 2 * reach) {
      return -1;
    }
    long best = -1;
    long bestNs = 0;
    long first = strip.firstEndingAfter(0, timeNs - reach);
    for (long i = first; i < Math.min(strip.count(), first + MOST); i++) {
      if (strip.startNs(i) > timeNs + reach) {
        break;
      }
      long ns = strip.endNs(i) - strip.startNs(i);
      if (ns > bestNs) {
        best = i;
        bestNs = ns;
      }
    }
    return best;
  }
}
