package dev.corelane.importers.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.collections.Int2ObjectHashMap;

/// Intervals that some source has told of tasks, to find those that another source tells again.
/// Adding is cheap; the first question sorts. 29 bytes each.
final class ToldFacts {
  /// No such fact.
  static final int NONE = -1;

  /// Stands for any key.
  static final int ANY = -1;

  /// Both sources measure a length by clocks of the same machine; the kernel's own may run faster
  /// or slower by some hundred millionths than the one that is kept right by a time server.
  private static final long SAME_LENGTH_NS = 100_000;

  private static final long SAME_LENGTH_SHARE = 1000;

  private final Int2ObjectHashMap<Intervals> byTask = new Int2ObjectHashMap<>();

  /// Adds a fact.
  ///
  /// @param task internal task id
  /// @param startNs begin
  /// @param endNs end
  /// @param key what tells facts of one time apart, [#ANY] not known
  /// @param cut whether the fact may have begun before or ended later
  /// @param row where the fact stands
  void add(int task, long startNs, long endNs, int key, boolean cut, int row) {
    byTask
        .computeIfAbsent(task, t -> new Intervals())
        .add(startNs, Math.max(startNs, endNs), key, cut, row);
  }

  /// Takes all of others, which are not to be used again.
  void addAll(ToldFacts other) {
    other.byTask.forEach(
        (task, from) -> {
          if (!byTask.containsKey(task)) {
            byTask.put(task, from);
            return;
          }
          for (int i = 0; i < from.count; i++) {
            add(task, from.starts[i], from.ends[i], from.keys[i], from.cut[i], from.rows[i]);
          }
        });
  }

  /// A fact that was told.
  ///
  /// @param startNs begin
  /// @param endNs end
  /// @param cut whether it may have begun before or ended later
  /// @param row where it stands
  /// @param index its place among those of its task
  record Fact(long startNs, long endNs, boolean cut, int row, int index) {
    /// Whether it may be one that was measured by itself: that one lies within, as far as the
    /// clocks can tell, and is not longer.
    ///
    /// @param start begin of that one
    /// @param end its end
    /// @param slack how far its times may be off, ns
    /// @param longer how much longer it may have been measured than it was, ns
    boolean mayBe(long start, long end, long slack, long longer) {
      long here = endNs - startNs;
      long length = end - start;
      long tolerance = SAME_LENGTH_NS + length / SAME_LENGTH_SHARE + longer;
      long common = Math.min(end, endNs + slack) - Math.max(start, startNs - slack);
      return cut
          ? 2 * common >= Math.min(here, length)
          : startNs - slack <= start && end <= endNs + slack && here >= length - tolerance;
    }
  }

  /// @param task internal task id
  /// @return whether a fact of it was told
  boolean has(int task) {
    return byTask.containsKey(task);
  }

  /// Facts of a task that no question has found yet.
  ///
  /// @param task internal task id
  /// @param fromNs those that end later
  /// @param toNs those that begin sooner
  /// @param wanted which of them
  /// @return by their begin; their places hold until the next fact of the task is added
  List<Fact> unmatched(int task, long fromNs, long toNs, Predicate<Fact> wanted) {
    Intervals told = byTask.get(task);
    return told == null ? List.of() : told.unmatched(fromNs, toNs, wanted).reversed();
  }

  /// A fact is found, and no question finds it again.
  void match(int task, Fact fact) {
    byTask.get(task).found[fact.index()] = true;
  }

  /// The fact that one is which was measured by itself: it lies within, as far as the clocks can
  /// tell, and is not longer; of several, the one whose length is next. None is found twice.
  ///
  /// @param task internal task id
  /// @param startNs begin
  /// @param endNs end
  /// @param key its key, or [#ANY]
  /// @param slackNs how far its times may be off
  /// @return its row, or [#NONE]
  int measured(int task, long startNs, long endNs, int key, long slackNs) {
    Intervals told = byTask.get(task);
    return told == null ? NONE : told.measured(startNs, endNs, key, slackNs);
  }

  /// The fact that one is of which only samples are known: such facts fill at least half of it, as
  /// far as the clocks can tell, it fills half of one that is cut, or it begins in one with the
  /// same key.
  ///
  /// @param task internal task id
  /// @param startNs begin
  /// @param endNs end
  /// @param key its key, or [#ANY]
  /// @param slackNs how far its times may be off
  /// @return the row of the fact that fills most of it, or [#NONE]
  int sampled(int task, long startNs, long endNs, int key, long slackNs) {
    Intervals told = byTask.get(task);
    return told == null ? NONE : told.sampled(startNs, endNs, key, slackNs);
  }

  /// When the next fact of a task begins.
  ///
  /// @param task internal task id
  /// @param afterNs later than this
  /// @param endNs no later than this
  /// @return the time, `endNs` if there is none
  long nextBegin(int task, long afterNs, long endNs) {
    Intervals told = byTask.get(task);
    return told == null ? endNs : told.nextBegin(afterNs, endNs);
  }

  private static final class Intervals {
    private long[] starts = new long[4];
    private long[] ends = new long[4];
    private int[] keys = new int[4];
    private int[] rows = new int[4];
    private boolean[] cut = new boolean[4];
    private boolean[] found = new boolean[4];

    /// The latest end up to here, to know where to stop looking backwards.
    private long[] latest = new long[4];

    private int count;
    private boolean sorted = true;

    void add(long start, long end, int key, boolean isCut, int row) {
      if (count == starts.length) {
        grow();
      }
      sorted &= count == 0 || start >= starts[count - 1];
      starts[count] = start;
      ends[count] = end;
      keys[count] = key;
      rows[count] = row;
      cut[count] = isCut;
      latest[count] = count == 0 ? end : Math.max(end, latest[count - 1]);
      count++;
    }

    private void grow() {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      keys = Arrays.copyOf(keys, 2 * count);
      rows = Arrays.copyOf(rows, 2 * count);
      cut = Arrays.copyOf(cut, 2 * count);
      found = Arrays.copyOf(found, 2 * count);
      latest = Arrays.copyOf(latest, 2 * count);
    }

    /// The last first.
    List<Fact> unmatched(long from, long to, Predicate<Fact> wanted) {
      List<Fact> facts = new ArrayList<>();
      for (int i = lastBefore(to); i >= 0 && latest[i] >= from; i--) {
        if (!found[i] && ends[i] >= from) {
          var fact = new Fact(starts[i], ends[i], cut[i], rows[i], i);
          if (wanted.test(fact)) {
            facts.add(fact);
          }
        }
      }
      return facts;
    }

    int measured(long start, long end, int key, long slack) {
      Fact best = null;
      long difference = Long.MAX_VALUE;
      for (Fact fact :
          unmatched(
              start - slack,
              end + slack,
              f -> matches(f.index(), key) && f.mayBe(start, end, slack, 0))) {
        long length = fact.endNs() - fact.startNs();
        long off = fact.cut() ? Long.MAX_VALUE - 1 : Math.abs(length - (end - start));
        if (off < difference) {
          best = fact;
          difference = off;
        }
      }
      if (best == null) {
        return NONE;
      }
      found[best.index()] = true;
      return best.row();
    }

    int sampled(long start, long end, int key, long slack) {
      long filled = 0;
      long most = -1;
      int best = NONE;
      boolean rest = false;
      for (int i = lastBefore(end + slack); i >= 0 && latest[i] >= start - slack; i--) {
        long common = common(i, start, end, slack);
        if (common >= 0 && matches(i, key)) {
          filled += common;
          rest |= cut[i] && 2 * common >= ends[i] - starts[i] || begins(i, start, key, slack);
          if (common > most) {
            most = common;
            best = rows[i];
          }
        }
      }
      return rest || 2 * filled >= end - start ? best : NONE;
    }

    long nextBegin(long after, long end) {
      int next = lastBefore(after) + 1;
      return next < count ? Math.min(end, starts[next]) : end;
    }

    /// Samples are stamped late, but the lock that a task is first seen to wait for is the one.
    private boolean begins(int i, long start, int key, long slack) {
      return key != ANY && keys[i] == key && starts[i] - slack <= start && start <= ends[i] + slack;
    }

    private boolean matches(int i, int key) {
      return key == ANY || keys[i] == ANY || keys[i] == key;
    }

    /// Time that an interval, made longer by what the clocks leave open, has in common with
    /// another; less than 0 if they are apart.
    private long common(int i, long start, long end, long slack) {
      return Math.min(end, ends[i] + slack) - Math.max(start, starts[i] - slack);
    }

    /// The last that begins no later than a time.
    private int lastBefore(long time) {
      if (!sorted) {
        sort();
      }
      int low = 0;
      int high = count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (starts[middle] <= time) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low - 1;
    }

    private void sort() {
      Integer[] order = new Integer[count];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Long.compare(starts[a], starts[b]));
      var inOrder = new Intervals();
      for (int i : order) {
        inOrder.add(starts[i], ends[i], keys[i], cut[i], rows[i]);
        inOrder.found[inOrder.count - 1] = found[i];
      }
      starts = inOrder.starts;
      ends = inOrder.ends;
      keys = inOrder.keys;
      rows = inOrder.rows;
      cut = inOrder.cut;
      found = inOrder.found;
      latest = inOrder.latest;
      sorted = true;
    }
  }
}
