package dev.corelane.render.digest;

import dev.corelane.render.digest.SideBySide.Side;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;

/// What ran on a CPU in one of two timelines and not in the other: moment by moment, what ran in
/// the first is held against what ran at the corresponding time in the second.
public final class CpuDifference {
  /// Stands for no slice: nothing was recorded there.
  public static final long NO_SLICE = -1;

  private final SideBySide sides;
  private final int firstCpu;
  private final int secondCpu;

  /// @param sides the timelines
  /// @param firstCpu index of the CPU in the first
  /// @param secondCpu index of the CPU in the second
  public CpuDifference(SideBySide sides, int firstCpu, int secondCpu) {
    this.sides = sides;
    this.firstCpu = firstCpu;
    this.secondCpu = secondCpu;
  }

  /// Takes stretches of time in order, one after the other.
  @FunctionalInterface
  public interface Sink {
    /// @param fromNs start, on the clock of the first timeline
    /// @param toNs end, after the start
    /// @param first slice of the CPU in the first timeline, or [#NO_SLICE]
    /// @param second slice of the CPU in the second, or [#NO_SLICE]
    /// @param kind what there is to say
    void take(long fromNs, long toNs, long first, long second, Kind kind);
  }

  /// What two slices at corresponding times have to do with each other.
  public enum Kind {
    /// Threads of one class ran, or none in both.
    SAME,
    /// A thread ran in the first, and the CPU of the second was idle.
    FIRST,
    /// A thread ran in the second, and the CPU of the first was idle.
    SECOND,
    /// Threads of different classes ran.
    BOTH,
    /// What ran is not known of one of them.
    UNKNOWN;

    /// @return whether something ran in the first that did not run in the second
    public boolean inFirst() {
      return this == FIRST || this == BOTH;
    }

    /// @return whether something ran in the second that did not run in the first
    public boolean inSecond() {
      return this == SECOND || this == BOTH;
    }
  }

  /// @return the timelines
  public SideBySide sides() {
    return sides;
  }

  /// @return number of the CPU, as the kernel counts
  public int number() {
    return sides.first().timeline().cpus().get(firstCpu).number();
  }

  /// @return index of the CPU in the first timeline
  public int firstCpu() {
    return firstCpu;
  }

  /// @return index of the CPU in the second timeline
  public int secondCpu() {
    return secondCpu;
  }

  /// @return slices of the first timeline
  public CpuSlices first() {
    return sides.first().timeline().slices(firstCpu);
  }

  /// @return slices of the second timeline
  public CpuSlices second() {
    return sides.second().timeline().slices(secondCpu);
  }

  /// How many slices both have between two times, at most: what [#walk] costs.
  ///
  /// @param fromNs a time on the clock of the first timeline
  /// @param toNs a later one
  /// @return the number
  public long slices(long fromNs, long toNs) {
    return count(first(), fromNs, toNs)
        + count(
            second(),
            sides.second().toOwn().applyAsLong(fromNs),
            sides.second().toOwn().applyAsLong(toNs));
  }

  private static long count(CpuSlices slices, long fromNs, long toNs) {
    return slices.count() == 0 ? 0 : slices.at(toNs) - slices.at(fromNs) + 1;
  }

  /// Goes over a stretch of time.
  ///
  /// @param fromNs start, on the clock of the first timeline
  /// @param toNs end
  /// @param sink takes what there is, without a gap
  public void walk(long fromNs, long toNs, Sink sink) {
    Cursor a = new Cursor(sides.first(), first(), fromNs);
    Cursor b = new Cursor(sides.second(), second(), fromNs);
    long at = fromNs;
    while (at < toNs) {
      long end = Math.min(toNs, Math.min(a.end, b.end));
      sink.take(at, end, a.slice, b.slice, kind(a.slice, b.slice));
      at = end;
      a.passTo(at);
      b.passTo(at);
    }
  }

  /// What two slices have to do with each other.
  ///
  /// @param first a slice of the first timeline, or [#NO_SLICE]
  /// @param second a slice of the second, or [#NO_SLICE]
  /// @return the kind
  private Kind kind(long first, long second) {
    int a = first == NO_SLICE ? Task.UNKNOWN : first().task(first);
    int b = second == NO_SLICE ? Task.UNKNOWN : second().task(second);
    if (a == Task.UNKNOWN || b == Task.UNKNOWN) {
      return Kind.UNKNOWN;
    }
    if (sides.same(a, b)) {
      return Kind.SAME;
    }
    if (b == Task.IDLE) {
      return Kind.FIRST;
    }
    return a == Task.IDLE ? Kind.SECOND : Kind.BOTH;
  }

  /// Stands on the slice of a side, its ends told on the clock of the first.
  private static final class Cursor {
    private final Side side;
    private final CpuSlices slices;
    private final long sideStart;
    private final long sideEnd;
    long slice = NO_SLICE;
    long end;

    Cursor(Side side, CpuSlices slices, long atNs) {
      this.side = side;
      this.slices = slices;
      sideStart = side.start();
      sideEnd = side.end();
      if (slices.count() == 0 || atNs >= sideEnd) {
        end = Long.MAX_VALUE;
      } else if (atNs < sideStart) {
        end = sideStart;
      } else {
        enter(side.toOwn().applyAsLong(atNs), atNs);
      }
    }

    /// Rounding may have led to the slice before or behind the right one.
    private void enter(long ownNs, long atNs) {
      slice = slices.at(ownNs);
      while (slice > 0 && side.toFirst().applyAsLong(slices.startNs(slice)) > atNs) {
        slice--;
      }
      end = endOf();
      skip(atNs);
    }

    void passTo(long atNs) {
      if (end > atNs) {
        return;
      }
      if (slice == NO_SLICE && atNs < sideEnd) {
        enter(side.range().startNs(), atNs);
      } else {
        skip(atNs);
      }
    }

    private void skip(long atNs) {
      while (end <= atNs) {
        if (end >= sideEnd || slice + 1 >= slices.count()) {
          slice = NO_SLICE;
          end = Long.MAX_VALUE;
        } else {
          slice++;
          end = endOf();
        }
      }
    }

    private long endOf() {
      return Math.min(sideEnd, side.toFirst().applyAsLong(slices.endNs(slice)));
    }
  }
}
