package dev.corelane.analysis.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The longest spells of a part of a timeline, added in order of time. Spells that touch are one.
/// The first and the last are kept, too: they may belong to those of the parts before and after.
final class SpellList {
  private static final Comparator<IdleSpell> BY_TIME = Comparator.comparingLong(IdleSpell::startNs);

  private final PriorityQueue<IdleSpell> longest =
      new PriorityQueue<>(IdleSpell.LONGEST_FIRST.reversed());
  private @Nullable IdleSpell first;
  private @Nullable IdleSpell last;
  private long lastEndNs;

  void add(IdleSpell next) {
    if (!longer(next.startNs(), next.endNs())) {
      if (last != null) {
        finish(last.until(lastEndNs));
      }
      last = next;
      lastEndNs = next.endNs();
    }
  }

  /// Makes the last spell longer if what follows touches it.
  ///
  /// @return whether it does
  boolean longer(long startNs, long endNs) {
    boolean touches = last != null && lastEndNs == startNs;
    lastEndNs = touches ? endNs : lastEndNs;
    return touches;
  }

  private void finish(IdleSpell spell) {
    if (first == null) {
      first = spell;
      return;
    }
    if (longest.size() < IdleWhileRunnable.LISTED) {
      longest.add(spell);
    } else if (IdleSpell.LONGEST_FIRST.compare(spell, longest.element()) < 0) {
      longest.remove();
      longest.add(spell);
    }
  }

  /// The kept ones in order of time.
  List<IdleSpell> all() {
    List<IdleSpell> kept = new ArrayList<>(longest);
    if (first != null) {
      kept.add(first);
    }
    if (last != null) {
      kept.add(last.until(lastEndNs));
    }
    kept.sort(BY_TIME);
    return kept;
  }

  List<IdleSpell> longest() {
    return all().stream().sorted(IdleSpell.LONGEST_FIRST).limit(IdleWhileRunnable.LISTED).toList();
  }
}
