package dev.corelane.analysis;

import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;

/// Kinds of facts that an analysis may need.
public enum RequiredData {
  /// Who ran on which CPU and when.
  SLICES(TableSchema.SLICES),
  /// What every thread was doing while it was not on a CPU.
  STATES(TableSchema.OFF_CPU),
  /// Who woke whom.
  WAKEUPS(TableSchema.WAKEUPS),
  /// Moves between the run queues of CPUs.
  MIGRATIONS(TableSchema.MIGRATIONS),
  /// Who held which lock.
  HOLDS(TableSchema.HOLDS),
  /// Who waited for which lock.
  WAITS(TableSchema.WAITS),
  /// Transactions, queries and other pieces of work.
  SPANS(TableSchema.SPANS),
  /// Samples of what PostgreSQL's backends waited for.
  SAMPLES(TableSchema.WAIT_SAMPLES),
  /// Values of counters over time.
  COUNTERS(TableSchema.COUNTERS),
  /// Marks at moments.
  MARKS(TableSchema.MARKS);

  private final TableSchema table;

  RequiredData(TableSchema table) {
    this.table = table;
  }

  /// @param timeline a timeline
  /// @return whether it holds any
  public boolean in(Timeline timeline) {
    return timeline.tables().table(table).rows() > 0;
  }
}
