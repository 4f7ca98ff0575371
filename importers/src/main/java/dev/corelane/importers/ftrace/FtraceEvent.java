package dev.corelane.importers.ftrace;

import dev.corelane.importers.kernel.EventField;
import dev.corelane.importers.kernel.EventFormat;
import dev.corelane.importers.kernel.TracepointHandler;
import org.jspecify.annotations.Nullable;

/// One kind of event of a recording, by its `common_type`.
final class FtraceEvent {
  /// Where `common_pid` is on every kernel so far; the format text decides.
  private static final int USUAL_PID_OFFSET = 4;

  final String name;
  final @Nullable TracepointHandler handler;

  /// Offset of the id of the thread that ran.
  final int tidOffset;

  /// The buffer that the facts are taken from, -1 any.
  final int buffer;

  long count;

  FtraceEvent(
      int id, @Nullable EventFormat format, @Nullable TracepointHandler handler, int buffer) {
    this.handler = handler;
    this.buffer = buffer;
    EventField tid = format == null ? null : format.field("common_pid");
    name = format == null ? "id " + id : format.fullName();
    tidOffset = tid == null || tid.size() != 4 ? USUAL_PID_OFFSET : tid.offset();
  }
}
