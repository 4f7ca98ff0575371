package dev.corelane.desktop.session;

import dev.corelane.render.view.Hit;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.CounterValue;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;

/// Where a target stands.
///
/// @param lane id of its lane
/// @param startNs begin
/// @param endNs end
/// @param task internal id of its thread, [Task#UNKNOWN] if it has none
/// @param hit how the picture names it
public record Located(String lane, long startNs, long endNs, int task, Hit hit) {
  /// Finds a target.
  ///
  /// @param timeline the timeline
  /// @param target something of it
  /// @return where it stands
  public static Located of(Timeline timeline, Target target) {
    return switch (target) {
      case SliceRef ref -> {
        CpuSlices slices = timeline.slices(ref.cpu());
        long start = slices.startNs(ref.index());
        yield new Located(
            "cpu/" + timeline.cpus().get(ref.cpu()).number(),
            start,
            slices.endNs(ref.index()),
            slices.task(ref.index()),
            new Hit.Slice(ref.cpu(), ref.index(), start));
      }
      case Target.HoldRef ref -> {
        LockHold hold = timeline.holds().get(ref.row());
        yield new Located(
            "lock/" + hold.lock(),
            hold.startNs(),
            hold.endNs(),
            hold.task(),
            new Hit.Hold(hold.lock(), ref.row(), hold.startNs()));
      }
      case Target.WaitRef ref -> {
        LockWait wait = timeline.waits().get(ref.row());
        yield new Located(
            "thread/" + wait.task(),
            wait.startNs(),
            wait.endNs(),
            wait.task(),
            new Hit.Wait(wait.task(), ref.row(), wait.startNs()));
      }
      case Target.StateRef ref -> {
        ThreadState state = timeline.states(ref.task()).get(ref.index());
        yield new Located(
            "thread/" + ref.task(),
            state.startNs(),
            state.endNs(),
            ref.task(),
            new Hit.State(ref.task(), ref.index(), state.startNs()));
      }
      case Target.SpanRef ref -> {
        Span span = timeline.spans().get(ref.row());
        yield new Located(
            "thread/" + span.task(),
            span.startNs(),
            span.endNs(),
            span.task(),
            new Hit.SpanOf(span.task(), ref.row(), span.startNs()));
      }
      case Target.SampleRef ref -> {
        WaitSample sample = timeline.waitSamples().get(ref.row());
        yield new Located(
            "thread/" + sample.task(),
            sample.timeNs(),
            sample.timeNs() + Math.max(1, sample.periodNs()),
            sample.task(),
            new Hit.Sample(sample.task(), ref.row(), sample.timeNs()));
      }
      case Target.SessionsRef ref ->
          new Located(
              "sessions",
              ref.fromNs(),
              ref.toNs(),
              Task.UNKNOWN,
              new Hit.Sessions(ref.waitClass(), ref.fromNs(), ref.toNs()));
      case Target.CounterRef ref -> {
        CounterValue value = timeline.counters().get(ref.row());
        long end = ActivityText.counterEndNs(timeline, ref.row());
        yield new Located(
            "counter/" + value.track(),
            value.timeNs(),
            end,
            timeline.counterTracks().get(value.track()).task(),
            new Hit.Counter(value.track(), ref.row(), value.timeNs(), end));
      }
      case Target.MarkRef ref -> {
        Mark mark = timeline.marks().get(ref.row());
        yield new Located(
            "marks/" + mark.category(),
            mark.timeNs(),
            mark.timeNs(),
            mark.task(),
            new Hit.MarkAt(ref.row(), mark.timeNs(), mark.timeNs()));
      }
      case Target.LockRef ref ->
          new Located(
              "lock/" + ref.lock(),
              timeline.range().startNs(),
              timeline.range().endNs(),
              Task.UNKNOWN,
              new Hit.LockMoment(ref.lock(), timeline.range().startNs()));
    };
  }
}
