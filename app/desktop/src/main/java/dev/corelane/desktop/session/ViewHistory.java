package dev.corelane.desktop.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What the user has seen, like the history of a browser. Changes of one kind that follow each
/// other (turns of the wheel, a drag, a text that is typed) count as one.
///
/// @param <T> a view; immutable
final class ViewHistory<T> {
  static final long SUCCESSION_NS = 700_000_000L;
  private static final int MOST = 200;

  private final Deque<T> back = new ArrayDeque<>();
  private final Deque<T> forward = new ArrayDeque<>();
  private Kind lastKind = Kind.JUMP;
  private long lastNs;

  /// What a change of the view is.
  enum Kind {
    /// A change of its own, however soon it follows another.
    JUMP,
    /// Zooming, panning, scrolling: one with those shortly before.
    MOVE,
    /// A filter that is typed: one with those shortly before.
    FILTER,
    /// A drag: one with those before it, however slow, until [#endGesture()].
    DRAG
  }

  /// Notes that a view was left.
  ///
  /// @param from the view that was left
  /// @param nowNs when, on a clock that only goes forwards
  /// @param kind what sort of change it was
  void leaving(T from, long nowNs, Kind kind) {
    boolean same =
        switch (kind) {
          case JUMP -> false;
          case MOVE, FILTER -> kind == lastKind && nowNs - lastNs < SUCCESSION_NS;
          case DRAG -> kind == lastKind;
        };
    lastKind = kind;
    lastNs = nowNs;
    forward.clear();
    if (!same) {
      push(back, from);
    }
  }

  /// Ends a drag: the next one is another change.
  void endGesture() {
    if (lastKind == Kind.DRAG) {
      lastKind = Kind.JUMP;
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
    lastKind = Kind.JUMP;
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
