package dev.corelane.render.digest;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.TreeSet;

/// Intervals of one lane cut into pieces that do not overlap, each of one fact and of one activity
/// of its thread, in order of time. Where intervals overlap, a piece shows one of them. Painters
/// and hit test read the same pieces.
public final class Pieces implements Strip {
  private static final Activity[] ACTIVITIES = Activity.values();

  private int count;
  private long[] start = new long[16];
  private long[] end = new long[16];
  private int[] row = new int[16];
  private byte[] activity = new byte[16];

  /// Time of each activity before a piece: `before[activity][piece]`.
  private final long[][] before = new long[ACTIVITIES.length][];

  private Pieces() {}

  /// Which interval a piece shows where several overlap.
  enum Overlap {
    /// The one that began first: of several holders, the one that is in the way longest.
    EARLIEST,
    /// The one that began last: the inner one of a nest.
    INNERMOST
  }

  /// Intervals to cut, in order of their starts.
  static final class Intervals {
    /// Rows of the table they come from.
    final int[] rows;

    /// Starts, ns.
    final long[] starts;

    /// Ends, ns.
    final long[] ends;

    /// Whose activity cuts them; [Task#UNKNOWN] or below for none.
    final int[] tasks;

    Intervals(int count) {
      rows = new int[count];
      starts = new long[count];
      ends = new long[count];
      tasks = new int[count];
    }
  }

  static Pieces of(Timeline timeline, Intervals in, Overlap overlap) {
    Pieces pieces = new Pieces();
    var ends = new PriorityQueue<Integer>((a, b) -> Long.compare(in.ends[a], in.ends[b]));
    var active = new TreeSet<Integer>();
    long now = Long.MIN_VALUE;
    int next = 0;
    while (next < in.rows.length || !active.isEmpty()) {
      Integer ending = ends.peek();
      boolean starts =
          next < in.rows.length && (ending == null || in.starts[next] < in.ends[ending]);
      long time = starts || ending == null ? in.starts[next] : in.ends[ending];
      if (!active.isEmpty() && time > now) {
        int shown = overlap == Overlap.EARLIEST ? active.first() : active.last();
        pieces.cut(timeline, in.rows[shown], in.tasks[shown], now, time);
      }
      now = Math.max(now, time);
      if (starts || ending == null) {
        if (in.ends[next] > in.starts[next]) {
          active.add(next);
          ends.add(next);
        }
        next++;
      } else {
        ends.poll();
        active.remove(ending);
      }
    }
    pieces.total();
    return pieces;
  }

  /// Cuts a stretch of one fact by the states of its thread.
  private void cut(Timeline timeline, int fact, int task, long fromNs, long toNs) {
    if (task <= Task.UNKNOWN) {
      add(fact, Activity.UNKNOWN, fromNs, toNs);
      return;
    }
    TaskStates states = timeline.states(task);
    for (long i = states.at(fromNs); i < states.count() && states.startNs(i) < toNs; i++) {
      long from = Math.max(fromNs, states.startNs(i));
      long to = Math.min(toNs, states.endNs(i));
      if (to > from) {
        add(fact, Activity.of(states.kind(i)), from, to);
      }
    }
  }

  private void add(int fact, Activity what, long fromNs, long toNs) {
    int last = count - 1;
    if (last >= 0 && row[last] == fact && activity[last] == what.ordinal() && end[last] == fromNs) {
      end[last] = toNs;
      return;
    }
    if (count == row.length) {
      start = Arrays.copyOf(start, 2 * count);
      end = Arrays.copyOf(end, 2 * count);
      row = Arrays.copyOf(row, 2 * count);
      activity = Arrays.copyOf(activity, 2 * count);
    }
    start[count] = fromNs;
    end[count] = toNs;
    row[count] = fact;
    activity[count++] = (byte) what.ordinal();
  }

  private void total() {
    for (int a = 0; a < before.length; a++) {
      before[a] = new long[count + 1];
    }
    for (int i = 0; i < count; i++) {
      for (int a = 0; a < before.length; a++) {
        before[a][i + 1] = before[a][i] + (activity[i] == a ? end[i] - start[i] : 0);
      }
    }
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long startNs(long index) {
    return start[(int) index];
  }

  @Override
  public long endNs(long index) {
    return end[(int) index];
  }

  /// @param piece 0 to count - 1
  /// @return the row of its fact
  public int row(long piece) {
    return row[(int) piece];
  }

  /// @param piece 0 to count - 1
  /// @return what the thread did
  public Activity activity(long piece) {
    return ACTIVITIES[activity[(int) piece]];
  }

  /// The piece at a moment.
  ///
  /// @param timeNs the moment
  /// @return a piece, -1 if there is none
  public int at(long timeNs) {
    int i = (int) firstEndingAfter(0, timeNs);
    return i < count && start[i] <= timeNs ? i : -1;
  }

  /// How long an activity lasted before a moment.
  ///
  /// @param what the activity
  /// @param timeNs the moment
  /// @return ns
  public long timeBefore(Activity what, long timeNs) {
    int i = (int) firstEndingAfter(0, timeNs);
    long part = i < count && activity[i] == what.ordinal() ? Math.max(0, timeNs - start[i]) : 0;
    return before[what.ordinal()][i] + part;
  }

  /// Adds the shares of activities in columns of time.
  ///
  /// @param edgesNs edges of the columns, ascending, one more than there are columns
  /// @param share `share[column * 4 + activity]`, set
  public void shares(long[] edgesNs, float[] share) {
    int columns = edgesNs.length - 1;
    long[] from = new long[ACTIVITIES.length];
    long[] to = new long[ACTIVITIES.length];
    int piece = (int) firstEndingAfter(0, edgesNs[0]);
    totals(edgesNs[0], piece, from);
    for (int c = 0; c < columns; c++) {
      piece = (int) firstEndingAfter(piece, edgesNs[c + 1]);
      totals(edgesNs[c + 1], piece, to);
      double length = Math.max(1, edgesNs[c + 1] - edgesNs[c]);
      for (int a = 0; a < to.length; a++) {
        share[c * to.length + a] = (float) ((to[a] - from[a]) / length);
        from[a] = to[a];
      }
    }
  }

  private void totals(long timeNs, int piece, long[] out) {
    for (int a = 0; a < out.length; a++) {
      out[a] = before[a][piece];
    }
    if (piece < count && timeNs > start[piece]) {
      out[activity[piece]] += timeNs - start[piece];
    }
  }
}
