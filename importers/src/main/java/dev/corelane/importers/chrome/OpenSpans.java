package dev.corelane.importers.chrome;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has begun and not ended, on stacks: one for each thread, or for each id of asynchronous
/// work.
///
/// @param <K> whose stack it is
final class OpenSpans<K> {
  /// More is a program that never ends what it begins.
  private static final int MOST_OPEN = 1 << 20;

  private final TimelineBuilder builder;
  private final Map<K, Deque<Open>> stacks = new HashMap<>();
  private int open;
  private long unmatched;
  private long backwards;

  private record Open(long startNs, int task, String category, String name) {}

  /// @param builder takes the spans
  OpenSpans(TimelineBuilder builder) {
    this.builder = builder;
  }

  /// Something begins.
  void begin(K owner, long timeNs, int task, String category, String name) {
    if (open >= MOST_OPEN) {
      unmatched++;
      return;
    }
    open++;
    stacks
        .computeIfAbsent(owner, k -> new ArrayDeque<>())
        .push(new Open(timeNs, task, category, name));
  }

  /// The newest of an owner's ends; the newest of a name, where there is one.
  void end(K owner, long timeNs, String name) {
    Deque<Open> stack = stacks.get(owner);
    Open ended = stack == null ? null : take(stack, name);
    if (ended == null) {
      unmatched++;
      return;
    }
    open--;
    if (stack != null && stack.isEmpty()) {
      stacks.remove(owner);
    }
    backwards += timeNs < ended.startNs() ? 1 : 0;
    emit(ended, Math.max(timeNs, ended.startNs()), Provenance.RECORDED);
  }

  private static @Nullable Open take(Deque<Open> stack, String name) {
    Open top = stack.peek();
    if (top == null || name.isEmpty() || top.name().equals(name)) {
      return stack.poll();
    }
    int looked = 0;
    for (var it = stack.iterator(); it.hasNext() && looked < 64; looked++) {
      Open candidate = it.next();
      if (candidate.name().equals(name)) {
        it.remove();
        return candidate;
      }
    }
    return stack.poll();
  }

  private void emit(Open span, long endNs, Provenance provenance) {
    builder.span(span.startNs(), endNs, span.task(), span.category(), span.name(), "", provenance);
  }

  /// Ends what is still open.
  void finish(long lastNs) {
    for (Deque<Open> stack : stacks.values()) {
      for (Open span : stack) {
        unmatched++;
        emit(span, Math.max(lastNs, span.startNs()), Provenance.INFERRED);
      }
    }
    stacks.clear();
  }

  /// @return begins without an end and ends without a begin
  long unmatched() {
    return unmatched;
  }

  /// @return ends that are older than their begin
  long backwards() {
    return backwards;
  }
}
