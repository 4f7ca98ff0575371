package dev.corelane.cli.report;

import dev.corelane.analysis.locks.LockUse;
import dev.corelane.analysis.locks.Locks;
import java.util.List;

/// What a line about locks stands for.
public enum LockGrouping {
  /// All locks of one kind and name: an LWLock tranche, for instance.
  NAME("name"),
  /// The same, but PostgreSQL's locks of rows by table, and of transactions all.
  CLASS("class"),
  /// One lock.
  LOCK("lock");

  private final String text;

  LockGrouping(String text) {
    this.text = text;
  }

  /// @param locks all locks
  /// @return one entry per line, the worst first
  List<LockUse> of(Locks locks) {
    return switch (this) {
      case NAME -> locks.byName();
      case CLASS -> locks.byClass();
      case LOCK -> locks.byLock();
    };
  }

  /// @return as it stands on the command line
  @Override
  public String toString() {
    return text;
  }
}
