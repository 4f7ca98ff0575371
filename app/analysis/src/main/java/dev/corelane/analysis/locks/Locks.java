package dev.corelane.analysis.locks;

import dev.corelane.analysis.Confidence;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<Key, List<LockUse>> found = new LinkedHashMap<>();
    for (LockUse use : byLock()) {
      found.computeIfAbsent(new Key(use.kind(), use.name()), key -> new ArrayList<>()).add(use);
    }
    return found.values().stream().map(UseMerger::locks).sorted(WORST_FIRST).toList();
  }

  /// @param lock internal lock id
  /// @return the modes in which it was taken or waited for
  public List<LockMode> modes(int lock) {
    return byMode.stream().filter(use -> use.lock() == lock).map(LockUse::mode).toList();
  }
}
