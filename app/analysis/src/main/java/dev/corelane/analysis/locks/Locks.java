package dev.corelane.analysis.locks;

import dev.corelane.analysis.Confidence;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How the locks of a recording were used.
///
/// @param byMode one entry per lock and mode, by lock id, then mode
/// @param durationNs length of the range looked at
/// @param confidence whether all of it was recorded
public record Locks(List<LockUse> byMode, long durationNs, Confidence confidence) {
  /// The worst lock first: most time waited, then most time held.
  public static final Comparator<LockUse> WORST_FIRST =
      Comparator.comparingLong((LockUse use) -> -use.waits().totalNs())
          .thenComparingLong(use -> -use.holds().totalNs())
          .thenComparing(LockUse::name)
          .thenComparingInt(LockUse::lock);

  private record Key(LockKind kind, String name) {}

  /// Keeps a copy of the list.
  public Locks {
    byMode = List.copyOf(byMode);
  }

  /// @return one entry per lock, the worst first
  public List<LockUse> byLock() {
    Map<Integer, List<LockUse>> found = new LinkedHashMap<>();
    for (LockUse use : byMode) {
      found.computeIfAbsent(use.lock(), lock -> new ArrayList<>()).add(use);
    }
    return found.values().stream().map(UseMerger::modes).sorted(WORST_FIRST).toList();
  }

  /// Locks of one kind and name together: all locks of an LWLock tranche, for instance.
  ///
  /// @return one entry per name, the worst first
  public List<LockUse> byName() {
    return together(LockUse::name);
  }

  /// Locks of one kind and name together, and those of PostgreSQL's heavyweight locks that are each
  /// for one row, page or transaction: all rows of a table, all transactions.
  ///
  /// @return one entry per class, the worst first
  public List<LockUse> byClass() {
    return together(use -> LockClass.of(use.kind(), use.name()));
  }

  private List<LockUse> together(Function<LockUse, String> naming) {
    Map<Key, List<LockUse>> found = new LinkedHashMap<>();
    for (LockUse use : byLock()) {
      var key = new Key(use.kind(), naming.apply(use));
      found.computeIfAbsent(key, k -> new ArrayList<>()).add(use);
    }
    return found.entrySet().stream()
        .map(e -> UseMerger.locks(e.getKey().name(), e.getValue()))
        .sorted(WORST_FIRST)
        .toList();
  }

  /// @param lock internal lock id
  /// @return the modes in which it was taken or waited for
  public List<LockMode> modes(int lock) {
    return byMode.stream().filter(use -> use.lock() == lock).map(LockUse::mode).toList();
  }
}
