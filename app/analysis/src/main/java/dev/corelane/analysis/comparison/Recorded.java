package dev.corelane.analysis.comparison;

import dev.corelane.analysis.RequiredData;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;
import java.util.EnumSet;
import java.util.Set;

/// What a recording would have told if it had happened. A number that one recording could not tell
/// is not zero there.
final class Recorded {
  static final String TRANSACTION = "transaction";

  private final Timeline timeline;
  private final Set<LockKind> waits = EnumSet.noneOf(LockKind.class);
  private final Set<LockKind> holds = EnumSet.noneOf(LockKind.class);
  private final Set<Provenance> transactions = EnumSet.noneOf(Provenance.class);
  private boolean queries;

  Recorded(Timeline timeline) {
    this.timeline = timeline;
    IntColumn waited = timeline.waits().table().i32("lock");
    for (long row = 0; row < waited.rows(); row++) {
      waits.add(kind(waited.get(row)));
    }
    IntColumn held = timeline.holds().table().i32("lock");
    for (long row = 0; row < held.rows(); row++) {
      holds.add(kind(held.get(row)));
    }
    for (EventCount event : timeline.eventCounts()) {
      addArmed(event.name());
    }
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (span.category().equals(TRANSACTION)) {
        transactions.add(span.provenance());
      }
      queries |= span.category().equals("query");
    }
  }

  /// An event that was armed but never happened is listed with a count of zero.
  private void addArmed(String name) {
    if (name.endsWith("contention_begin")) {
      waits.addAll(
          Set.of(
              LockKind.KERNEL_SPIN,
              LockKind.KERNEL_MUTEX,
              LockKind.KERNEL_RWSEM,
              LockKind.KERNEL_RTMUTEX,
              LockKind.KERNEL_PERCPU));
    } else if (name.contains("lwlock__wait__start")) {
      waits.add(LockKind.LWLOCK);
    } else if (name.contains("lwlock__acquire") && !name.contains("wait")) {
      holds.add(LockKind.LWLOCK);
    } else if (name.endsWith(":lock__wait__start")) {
      waits.add(LockKind.HEAVYWEIGHT);
    } else if (name.endsWith(":s_lock")) {
      waits.add(LockKind.PG_SPINLOCK);
    }
  }

  private LockKind kind(int lock) {
    return lock >= 0 && lock < timeline.locks().size()
        ? timeline.locks().get(lock).kind()
        : LockKind.OTHER;
  }

  boolean slices() {
    return RequiredData.SLICES.in(timeline);
  }

  boolean waits(LockKind kind) {
    return waits.contains(kind);
  }

  boolean holds(LockKind kind) {
    return holds.contains(kind);
  }

  boolean transactions(Provenance provenance) {
    return transactions.contains(provenance);
  }

  boolean queries() {
    return queries;
  }

  boolean samples() {
    return timeline.tables().table(TableSchema.WAIT_SAMPLES).rows() > 0;
  }
}
