package dev.corelane.desktop.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Where the user has looked, like the history of a browser. Movements in quick succession (turns
/// of the wheel, a drag) count as one.
///
/// @param <T> a view; immutable
final class ViewHistory<T> {
  static final long SUCCESSION_NS = 700_000_000L;
  private static final int MOST = 200;

  private final Deque<T> back = new ArrayDeque<>();
  private final Deque<T> forward = new ArrayDeque<>();
  private long lastMoveNs = Long.MIN_VALUE;

  /// Notes that a view is about to be left.
  ///
  /// @param from the view that is left
  /// @param nowNs when, on a clock that only goes forwards
  /// @param jump whether this is a movement of its own, however soon it follows another
  void leaving(T from, long nowNs, boolean jump) {
    boolean succession =
        !jump && lastMoveNs != Long.MIN_VALUE && nowNs - lastMoveNs < SUCCESSION_NS;
    lastMoveNs = jump ? Long.MIN_VALUE : nowNs;
    forward.clear();
    if (!succession) {
      push(back, from);
    }
  }

  boolean canGoBack() {
    return !back.isEmpty();
  }

  boolean canGoForward() {
    return !forward.isEmpty();
  }

  Optional<T> back(T from) {
    return step(back, forward, from);
  }

  Optional<T> forward(T from) {
    return step(forward, back, from);
  }

  private Optional<T> step(Deque<T> source, Deque<T> target, T from) {
    T to = source.pollLast();
    if (to == null) {
      return Optional.empty();
    }
    lastMoveNs = Long.MIN_VALUE;
    push(target, from);
    return Optional.of(to);
  }

  private static <T> void push(Deque<T> stack, T view) {
    stack.addLast(view);
    if (stack.size() > MOST) {
      stack.removeFirst();
    }
  }
}
