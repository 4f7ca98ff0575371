package dev.corelane.importers.kernel.text;

import dev.corelane.importers.kernel.TracepointHandler;
import org.jspecify.annotations.Nullable;

/// An event by its name: how its text is read, who makes facts of it, how often it came.
final class TextEvent {
  final String fullName;

  /// Layout and grammar; null while the layout is to be learnt.
  Catalogue.@Nullable Entry entry;

  /// Whether the layout comes from the event's first line.
  boolean learnt;

  /// Whether it was tried to find a handler.
  boolean resolved;

  @Nullable TracepointHandler handler;

  /// Offset of a task state that is decided late, -1 none.
  int stateOffset = -1;

  /// Whether the layout prints less than the kernel's own.
  boolean tellsLess;

  /// Whether it does not show its CPU at work, so that the trace does not begin with it.
  boolean aside;

  /// Lines of the event.
  long count;

  /// The same event in the layout that tells less, for sched_switch.
  @Nullable TextEvent plugin;

  TextEvent(String fullName) {
    this.fullName = fullName;
  }
}
