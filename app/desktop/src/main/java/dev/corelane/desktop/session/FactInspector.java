package dev.corelane.desktop.session;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out what there is to say about what is selected on lanes of locks and threads: the cause
/// first, then numbers, with links both ways.
final class FactInspector {
  private FactInspector() {}

  /// @param digest the timeline
  /// @param target what is selected, not a slice
  /// @return what to say about it
  static Inspection inspect(TraceDigest digest, Target target) {
    Inspection facts = facts(digest, target);
    String clock = ClockText.of(digest, Located.of(digest.timeline(), target).hit());
    return clock.isEmpty()
        ? facts
        : facts.with(
            new Inspection.Section(
                "Place in time",
                List.of(
                    plain("Clock", clock),
                    plain("Why", "the clock of its file was aligned with those of others"))));
  }

  private static Inspection facts(TraceDigest digest, Target target) {
    return switch (target) {
      case Target.HoldRef ref -> new HoldInspector(digest, ref).inspect();
      case Target.WaitRef ref -> new WaitInspector(digest, ref).inspect();
      case Target.StateRef ref -> new StateInspector(digest, ref).inspect();
      case Target.LockRef ref -> new LockInspector(digest, ref).inspect();
      case Target.SpanRef ref -> span(digest.timeline(), ref);
      case Target.SampleRef ref -> sample(digest.timeline(), ref);
      case Target.SessionsRef ref -> new ActivityInspector(digest).sessions(ref);
      case Target.CounterRef ref -> new ActivityInspector(digest).counter(ref);
      case Target.MarkRef ref -> new ActivityInspector(digest).mark(ref);
      case SliceRef ref -> Inspector.inspect(digest.timeline(), ref);
    };
  }

  private static Inspection span(Timeline timeline, Target.SpanRef ref) {
    Span span = timeline.spans().get(ref.row());
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(plain("Start", Moments.exact(timeline, span.startNs())));
    rows.add(plain("Length", TimeText.exact(span.endNs() - span.startNs())));
    if (!span.outcome().isEmpty()) {
      rows.add(plain("Outcome", span.outcome()));
    }
    if (span.parent() >= 0) {
      Span parent = timeline.spans().get(span.parent());
      rows.add(
          new Inspection.Row(
              "Within", FactText.spanName(parent), new Target.SpanRef(span.parent())));
    }
    rows.add(plain("Thread", SliceText.task(timeline, span.task(), span.startNs())));
    certainty(rows, span.provenance());
    return of(
        ref,
        span.task(),
        FactText.spanName(span),
        "span of " + SliceText.task(timeline, span.task(), span.startNs()),
        List.of(new Inspection.Section("Span", List.copyOf(rows))));
  }

  private static Inspection sample(Timeline timeline, Target.SampleRef ref) {
    WaitSample sample = timeline.waitSamples().get(ref.row());
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(plain("Sampled at", Moments.exact(timeline, sample.timeNs())));
    rows.add(plain("Wait event", FactText.event(timeline, sample.event())));
    if (sample.periodNs() > 0) {
      rows.add(plain("Sampled every", TimeText.duration(sample.periodNs())));
    }
    if (sample.queryId() != 0) {
      rows.add(plain("Query id", Long.toString(sample.queryId())));
    }
    if (sample.task() > Task.UNKNOWN) {
      long index = timeline.states(sample.task()).at(sample.timeNs());
      rows.add(
          new Inspection.Row(
              "The kernel's view",
              SliceText.state(timeline.states(sample.task()).kind(index)),
              new Target.StateRef(sample.task(), index)));
    }
    return of(
        ref,
        sample.task(),
        FactText.event(timeline, sample.event()),
        "sample of " + SliceText.task(timeline, sample.task(), sample.timeNs()),
        List.of(new Inspection.Section("Wait sample", List.copyOf(rows))));
  }

  static Inspection of(
      Target target, int task, String title, String subtitle, List<Inspection.Section> sections) {
    return new Inspection(target, task, title, subtitle, sections, null, null);
  }

  static void certainty(List<Inspection.Row> rows, Provenance provenance) {
    if (provenance != Provenance.RECORDED) {
      rows.add(plain("Certainty", SliceText.provenance(provenance)));
    }
  }

  static Inspection.Row plain(String label, String value) {
    return new Inspection.Row(label, value, null);
  }

  static Inspection.Row row(String label, String value, @Nullable Target link) {
    return new Inspection.Row(label, value, link);
  }

  /// The slice in which a thread lost the CPU or ran, at a moment.
  static @Nullable Target sliceAt(Timeline timeline, int task, long timeNs) {
    if (task <= Task.UNKNOWN) {
      return null;
    }
    long index = timeline.states(task).at(timeNs);
    return FactPicker.sliceOf(timeline, task, index).orElse(null);
  }
}
