package dev.corelane.replay.record;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Spans that are open, by thread.
final class SpanStack {
  private final TimelineBuilder builder;
  private final List<Deque<Open>> open = new ArrayList<>();

  SpanStack(TimelineBuilder builder, int threads) {
    this.builder = builder;
    for (int i = 0; i < threads; i++) {
      open.add(new ArrayDeque<>());
    }
  }

  void begun(long nowNs, int thread, String label) {
    open.get(thread).push(new Open(nowNs, label));
  }

  void ended(long nowNs, int thread, int task, String outcome) {
    Open span = open.get(thread).poll();
    if (span != null) {
      builder.span(span.sinceNs, nowNs, task, "work", span.label, outcome, Provenance.SYNTHETIC);
    }
  }

  private record Open(long sinceNs, String label) {}
}
