package dev.corelane.importers.kernel.text;

import dev.corelane.importers.kernel.SchedulingTracker;
import org.jspecify.annotations.Nullable;

/// What the head of the lines tells of threads: a name and a process. ftrace prints the name that a
/// thread had last, so it only stands in for threads that no event names.
final class RowNames {
  /// Threads beyond this keep the names that events give them.
  private static final int MOST = 1 << 22;

  private int[] tids = new int[1 << 10];
  private int[] pids = new int[1 << 10];
  private long[] firstNs = new long[1 << 10];
  private boolean[] named = new boolean[1 << 10];
  private @Nullable String[] names = new String[1 << 10];
  private int used;

  /// Takes note of a line's head.
  void see(TextRow row, byte[] b) {
    if (row.tid <= 0) {
      return;
    }
    int slot = slot(row.tid);
    if (slot < 0) {
      return;
    }
    if (firstNs[slot] < 0) {
      firstNs[slot] = row.timeNs;
    }
    if (row.pid > 0) {
      pids[slot] = row.pid;
    }
    if (names[slot] == null && isName(b, row.commStart, row.commEnd)) {
      names[slot] = Scan.string(b, row.commStart, Math.min(row.commEnd, row.commStart + 64));
    }
  }

  /// An event names a thread.
  void namedByEvent(int tid) {
    int slot = tid <= 0 ? -1 : slot(tid);
    if (slot >= 0) {
      named[slot] = true;
    }
  }

  /// `<...>` and `:1234` are what ftrace and perf print for a name that they do not know.
  private static boolean isName(byte[] b, int from, int end) {
    return end > from && b[from] != '<' && b[from] != ':';
  }

  private int slot(int tid) {
    int mask = tids.length - 1;
    int slot = tid * 0x9e3779b9 >>> 7 & mask;
    while (tids[slot] != 0) {
      if (tids[slot] == tid) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    if (used == MOST) {
      return -1;
    }
    used++;
    if (used * 2 > tids.length) {
      grow();
      return slot(tid);
    }
    tids[slot] = tid;
    pids[slot] = -1;
    firstNs[slot] = -1;
    return slot;
  }

  private void grow() {
    int[] oldTids = tids;
    int[] oldPids = pids;
    long[] oldFirst = firstNs;
    boolean[] oldNamed = named;
    @Nullable String[] oldNames = names;
    int length = oldTids.length * 2;
    tids = new int[length];
    pids = new int[length];
    firstNs = new long[length];
    named = new boolean[length];
    names = new String[length];
    used--;
    int count = used;
    for (int i = 0; i < oldTids.length; i++) {
      if (oldTids[i] != 0) {
        used = 0;
        int slot = slot(oldTids[i]);
        pids[slot] = oldPids[i];
        firstNs[slot] = oldFirst[i];
        named[slot] = oldNamed[i];
        names[slot] = oldNames[i];
      }
    }
    used = count;
  }

  /// Tells the tracker what is not known otherwise.
  void tell(SchedulingTracker tracker) {
    for (int i = 0; i < tids.length; i++) {
      String name = names[i];
      if (tids[i] == 0 || firstNs[i] < 0) {
        continue;
      }
      int task = tracker.task(tids[i], firstNs[i]);
      tracker.process(task, pids[i]);
      if (!named[i] && name != null) {
        tracker.comm(tids[i], pids[i], name, Long.MIN_VALUE);
      }
    }
  }
}
