package dev.corelane.analysis.locks;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.IntColumn;
import dev.corelane.trace.timeline.LongColumn;
import dev.corelane.trace.timeline.Table;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// Holds or waits as arrays, in order of their start. What a damaged file says wrong is put right:
/// rows of no lock are left out, times lie in the timeline, threads that do not exist are unknown.
/// So are waits that another row tells better ([ToldTwice]).
final class LockFacts {
  private static final int FLAG = 1 << 6;
  private static final int FROM_WAKEUP = 1 << 7;
  private static final int SAMPLED = 1 << 8;
  private static final int STORED = 0x7f;
  private static final int[] NOT_TOLD = {};

  final int size;
  final long[] start;
  final long[] end;
  final int[] lock;
  final int[] task;
  final int[] info;
  private final int[] toldHolder;
  private final int[] source;

  private LockFacts(
      long[] start,
      long[] end,
      int[] lock,
      int[] task,
      int[] info,
      int[] toldHolder,
      int[] source) {
    this.source = source;
    this.toldHolder = toldHolder;
    this.size = start.length;
    this.start = start;
    this.end = end;
    this.lock = lock;
    this.task = task;
    this.info = info;
  }

  /// @param timeline where the table is from
  /// @param table HOLDS or WAITS
  static LockFacts of(Timeline timeline, Table table) {
    int rows = Math.toIntExact(table.rows());
    TimeRange range = timeline.range();
    int locks = timeline.locks().size();
    int tasks = timeline.taskCount();
    LongColumn starts = table.i64("start");
    LongColumn ends = table.i64("end");
    IntColumn lockIds = table.i32("lock");
    IntColumn taskIds = table.i32("task");
    IntColumn infos = table.i32("info");
    IntColumn holders = table.schema() == TableSchema.WAITS ? table.i32("holder") : null;
    long[] start = new long[rows];
    long[] end = new long[rows];
    int[] lock = new int[rows];
    int[] task = new int[rows];
    int[] info = new int[rows];
    int[] toldHolder = new int[holders == null ? 0 : rows];
    int[] source = new int[holders == null ? 0 : rows];
    ToldTwice twice = holders == null ? null : new ToldTwice(timeline);
    int size = 0;
    long last = range.startNs();
    for (int row = 0; row < rows; row++) {
      int id = lockIds.get(row);
      if (id < 0 || id >= locks || twice != null && twice.contains(row)) {
        continue;
      }
      int who = taskIds.get(row);
      last = Math.max(last, Math.min(starts.get(row), range.endNs()));
      start[size] = last;
      end[size] = Math.max(last, Math.min(ends.get(row), range.endNs()));
      lock[size] = id;
      task[size] = who < 0 || who >= tasks ? Task.UNKNOWN : who;
      if (holders != null && twice != null) {
        source[size] = row;
        long again = twice.again(row);
        int holder = again >= 0 ? holders.get(again) : holders.get(row);
        toldHolder[size] = holder <= Task.UNKNOWN || holder >= tasks ? Task.UNKNOWN : holder;
      }
      info[size] = infos.get(row) & STORED;
      if (holders == null && sampled(timeline, id, info[size])) {
        info[size] |= SAMPLED;
      }
      size++;
    }
    return new LockFacts(
        Arrays.copyOf(start, size),
        Arrays.copyOf(end, size),
        Arrays.copyOf(lock, size),
        Arrays.copyOf(task, size),
        Arrays.copyOf(info, size),
        Arrays.copyOf(toldHolder, holders == null ? 0 : size),
        Arrays.copyOf(source, holders == null ? 0 : size));
  }

  /// No probe tells who holds a heavyweight lock.
  private static boolean sampled(Timeline timeline, int lock, int info) {
    return timeline.locks().get(lock).kind() == LockKind.HEAVYWEIGHT
        && Provenance.of(info >> 4 & 3) == Provenance.INFERRED;
  }

  /// These facts without those of some rows.
  LockFacts without(BitSet rows) {
    int[] kept = IntStream.range(0, size).filter(row -> !rows.get(row)).toArray();
    var some =
        new LockFacts(
            new long[kept.length],
            new long[kept.length],
            new int[kept.length],
            new int[kept.length],
            new int[kept.length],
            NOT_TOLD,
            NOT_TOLD);
    for (int i = 0; i < kept.length; i++) {
      some.set(i, this, kept[i]);
    }
    return some;
  }

  /// These facts and others, in order of their start.
  LockFacts and(LockFacts others) {
    int all = size + others.size;
    var merged =
        new LockFacts(
            new long[all],
            new long[all],
            new int[all],
            new int[all],
            new int[all],
            NOT_TOLD,
            NOT_TOLD);
    int i = 0;
    int j = 0;
    for (int k = 0; k < all; k++) {
      if (j == others.size || i < size && start[i] <= others.start[j]) {
        merged.set(k, this, i++);
      } else {
        merged.set(k, others, j++);
      }
    }
    return merged;
  }

  private void set(int to, LockFacts that, int from) {
    start[to] = that.start[from];
    end[to] = that.end[from];
    lock[to] = that.lock[from];
    task[to] = that.task[from];
    info[to] = that.info[from];
  }

  /// Holds inferred from wake-ups.
  ///
  /// @param start begins, in ascending order
  static LockFacts inferred(long[] start, long[] end, int[] lock, int[] task, LockMode[] mode) {
    int[] info = new int[start.length];
    for (int i = 0; i < info.length; i++) {
      info[i] = mode[i].ordinal() | Provenance.INFERRED.ordinal() << 4 | FLAG | FROM_WAKEUP;
    }
    return new LockFacts(start, end, lock, task, info, NOT_TOLD, NOT_TOLD);
  }

  LockMode mode(int row) {
    return LockMode.of(info[row] & 0xf);
  }

  Provenance provenance(int row) {
    return Provenance.of(info[row] >> 4 & 3);
  }

  /// Of a wait: whom its own record names as the holder when it began, unknown if nobody.
  int toldHolder(int row) {
    return row < toldHolder.length ? toldHolder[row] : Task.UNKNOWN;
  }

  /// Of a wait: its row in the timeline's table.
  int source(int row) {
    return source[row];
  }

  /// Of a wait: it ended with the lock. Of a hold: its release was recorded.
  boolean flag(int row) {
    return (info[row] & FLAG) != 0;
  }

  /// Whether a hold is no fact of the timeline but was inferred from a wake-up.
  boolean fromWakeup(int row) {
    return (info[row] & FROM_WAKEUP) != 0;
  }

  /// Whether a hold is only known from samples of `pg_locks`: when it was first and last seen.
  boolean sampled(int row) {
    return (info[row] & SAMPLED) != 0;
  }

  /// Whether the times of a hold are those of its acquisition and release.
  boolean timed(int row) {
    return !fromWakeup(row) && !sampled(row);
  }

  Grouping byLock(Timeline timeline) {
    return new Grouping(lock, timeline.locks().size());
  }

  Grouping byTask(Timeline timeline) {
    return new Grouping(task, timeline.taskCount());
  }
}
