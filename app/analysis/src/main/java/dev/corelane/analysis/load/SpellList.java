package dev.corelane.analysis.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The longest spells of a part of a timeline, added in order of time. Spells that touch are one.
final class SpellList {
  private static final Comparator<IdleSpell> BY_TIME = Comparator.comparingLong(IdleSpell::startNs);

  private final List<IdleSpell> kept = new ArrayList<>();

  void add(IdleSpell next) {
    IdleSpell last = kept.isEmpty() ? null : kept.getLast();
    if (last != null && last.endNs() == next.startNs()) {
      kept.set(kept.size() - 1, last.until(next.endNs()));
      return;
    }
    if (kept.size() > 4 * IdleWhileRunnable.LISTED) {
      thin();
    }
    kept.add(next);
  }

  /// Keeps the longest, and the first, which may belong to what the part before ended with.
  private void thin() {
    IdleSpell first = kept.getFirst();
    List<IdleSpell> longest = longest();
    kept.clear();
    kept.addAll(longest);
    if (!kept.contains(first)) {
      kept.add(first);
    }
    kept.sort(BY_TIME);
  }

  /// The kept ones in order of time.
  List<IdleSpell> all() {
    return kept;
  }

  List<IdleSpell> longest() {
    return kept.stream().sorted(IdleSpell.LONGEST_FIRST).limit(IdleWhileRunnable.LISTED).toList();
  }
}
