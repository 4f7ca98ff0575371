package dev.corelane.importers.kernel.text;

/// What the heads of the lines have told of threads so far. ftrace prints the name that a thread
/// had last, so a name is only taken while no event has named the thread.
final class RowNames {
  /// Threads beyond this keep what events tell of them.
  private static final int MOST = 1 << 22;

  private static final int UNKNOWN = -1;

  private int[] tids = new int[1 << 8];
  private int[] pids = new int[1 << 8];
  private boolean[] named = new boolean[1 << 8];
  private int used;

  /// Whether a line's head tells something new: a thread not seen yet, or another process.
  boolean isNews(TextRow row) {
    if (row.tid <= 0) {
      return false;
    }
    int before = used;
    int slot = slot(row.tid);
    if (slot < 0 || used == before && (row.pid < 0 || pids[slot] == row.pid)) {
      return false;
    }
    pids[slot] = row.pid;
    return true;
  }

  /// An event names a thread.
  void namedByEvent(int tid) {
    if (tid > 0) {
      int before = used;
      int slot = slot(tid);
      if (slot >= 0) {
        named[slot] = true;
        pids[slot] = used == before ? pids[slot] : UNKNOWN;
      }
    }
  }

  /// The name in a line's head, "" when there is none or events know better.
  String name(TextRow row, byte[] b) {
    boolean known = named[slot(row.tid)];
    int from = row.commStart;
    int end = Math.min(row.commEnd, from + 64);
    // `<...>` and `:1234` are what ftrace and perf print for a name that they do not know.
    boolean is = end > from && b[from] != '<' && b[from] != ':';
    return is && !known ? Scan.string(b, from, end) : "";
  }

  private int slot(int tid) {
    int slot = find(tid);
    if (tids[slot] == tid) {
      return slot;
    }
    if (used == MOST) {
      return -1;
    }
    if (++used * 2 > tids.length) {
      grow();
      slot = find(tid);
    }
    tids[slot] = tid;
    pids[slot] = UNKNOWN;
    return slot;
  }

  private int find(int tid) {
    int mask = tids.length - 1;
    int slot = tid * 0x9e3779b9 >>> 7 & mask;
    while (tids[slot] != 0 && tids[slot] != tid) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldTids = tids;
    int[] oldPids = pids;
    boolean[] oldNamed = named;
    tids = new int[oldTids.length * 2];
    pids = new int[tids.length];
    named = new boolean[tids.length];
    for (int i = 0; i < oldTids.length; i++) {
      if (oldTids[i] != 0) {
        int slot = find(oldTids[i]);
        tids[slot] = oldTids[i];
        pids[slot] = oldPids[i];
        named[slot] = oldNamed[i];
      }
    }
  }
}
