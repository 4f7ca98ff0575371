package dev.corelane.desktop.session.lists;

import dev.corelane.analysis.locks.LockUse;
import dev.corelane.desktop.session.Target;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/// Locks, or classes of them: how long they were waited for and held, and what preempted holders
/// cost.
final class LockRows implements Rows {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("Lock", 320),
          Column.text("Kind", 150),
          Column.count("Waits"),
          Column.duration("Waited"),
          Column.duration("Spinning"),
          Column.duration("Asleep"),
          Column.duration("Run delay"),
          Column.duration("Longest wait"),
          Column.count("Taken"),
          Column.duration("Held"),
          Column.duration("Held off the CPU"),
          Column.count("Holders preempted"),
          Column.share("Utilisation"));

  /// From here on columns tell of holds, which not every recording has: unknown is not nought.
  private static final int FIRST_OF_HOLDS = 9;

  private final TraceDigest digest;
  private final List<LockUse> uses;

  LockRows(TraceDigest digest, List<LockUse> uses) {
    this.digest = digest;
    this.uses = List.copyOf(uses);
  }

  @Override
  public Timeline timeline() {
    return digest.timeline();
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public int size() {
    return uses.size();
  }

  @Override
  public int firstSort() {
    return 3;
  }

  @Override
  public double number(int row, int column) {
    LockUse use = uses.get(row);
    if (column >= FIRST_OF_HOLDS && use.holds().count() == 0) {
      return Double.NaN;
    }
    return switch (column) {
      case 2 -> use.waits().count();
      case 3 -> use.waits().totalNs();
      case 4 -> use.waits().spinNs();
      case 5 -> use.waits().sleepNs();
      case 6 -> use.waits().runDelayNs();
      case 7 -> use.waits().longestNs();
      case 8 -> use.acquisitions();
      case 9 -> use.holds().totalNs();
      case 10 -> use.holds().offCpuNs();
      case 11 -> use.preempted().count();
      default -> use.utilisation();
    };
  }

  @Override
  public String words(int row, int column) {
    LockUse use = uses.get(row);
    return column == 0 ? name(use) : kind(use.kind());
  }

  private String name(LockUse use) {
    return use.locks() > 1
        ? use.name() + " (" + use.locks() + ")"
        : digest.facts().lockName(use.lock());
  }

  private static String kind(LockKind kind) {
    return switch (kind) {
      case OTHER -> "other";
      case KERNEL_SPIN -> "kernel spinlock";
      case KERNEL_MUTEX -> "kernel mutex";
      case KERNEL_RWSEM -> "kernel rwsem";
      case KERNEL_RTMUTEX -> "kernel rtmutex";
      case KERNEL_PERCPU -> "kernel per-CPU lock";
      case LWLOCK -> "LWLock";
      case HEAVYWEIGHT -> "PostgreSQL lock";
      case PG_SPINLOCK -> "PostgreSQL spinlock";
      case FUTEX -> "futex";
      case SIMULATED -> "simulated";
    };
  }

  /// Of a class, the lock that was waited for longest.
  @Override
  public Optional<Target> target(int row) {
    return Optional.of(new Target.LockRef(uses.get(row).lock()));
  }

  @Override
  public int find(Target target) {
    if (target instanceof Target.LockRef ref) {
      for (int i = 0; i < uses.size(); i++) {
        if (uses.get(i).lock() == ref.lock()) {
          return i;
        }
      }
    }
    return -1;
  }
}
