package dev.corelane.importers.kernel.text;

import org.jspecify.annotations.Nullable;

/// Brings records into the order of time within a window of lines. Text is printed in that order
/// already but for a few lines (`trace_pipe` merges its CPUs as they come), so a window is sorted
/// only when it is not; records of one time keep the order of their lines.
final class OrderedRecords {
  /// Receives records in the order of time.
  interface Consumer {
    void accept(OrderedRecords records, int index);
  }

  /// Lines by which a record may come too late.
  static final int WINDOW = 1 << 14;

  private static final int MOST_BYTES = 16 << 20;

  private final Consumer consumer;
  private Columns columns = new Columns();
  private Columns otherColumns = new Columns();
  private Slab slab = new Slab();
  private Slab other = new Slab();
  private long[] times = new long[2 * WINDOW];
  private long[] otherTimes = new long[2 * WINDOW];
  private int[] order = new int[2 * WINDOW];
  private int[] merged = new int[2 * WINDOW];
  private final int[] runs = new int[2 * WINDOW + 1];
  private int size;
  private boolean sorted = true;

  /// What is kept of a record beside its time and bytes.
  private static final class Columns {
    private final int[] cpu = new int[2 * WINDOW];
    private final int[] tid = new int[2 * WINDOW];
    private final int[] pid = new int[2 * WINDOW];
    private final int[] start = new int[2 * WINDOW];
    private final int[] length = new int[2 * WINDOW];
    private final TextEvent[] event = new TextEvent[2 * WINDOW];
  }

  OrderedRecords(Consumer consumer) {
    this.consumer = consumer;
  }

  /// The bytes of the records; not to be kept.
  Slab slab() {
    return slab;
  }

  /// Adds a record.
  ///
  /// @param bytes the record written last in it belongs to the event; null for an event without
  void add(TextRow row, TextEvent event, @Nullable Slab bytes) {
    int i = size++;
    sorted &= i == 0 || row.timeNs >= times[i - 1];
    times[i] = row.timeNs;
    columns.cpu[i] = row.cpu;
    columns.tid[i] = row.tid;
    columns.pid[i] = row.pid;
    columns.event[i] = event;
    int length = bytes == null ? 0 : bytes.recordSize();
    columns.length[i] = length;
    columns.start[i] = bytes == null ? 0 : slab.append(bytes, bytes.recordStart(), length);
    if (size == 2 * WINDOW || slab.size() > MOST_BYTES) {
      flush(size / 2);
    }
  }

  /// Nothing follows.
  void finish() {
    flush(size);
  }

  long time(int index) {
    return times[index];
  }

  int cpu(int index) {
    return columns.cpu[index];
  }

  int tid(int index) {
    return columns.tid[index];
  }

  int pid(int index) {
    return columns.pid[index];
  }

  TextEvent event(int index) {
    return columns.event[index];
  }

  int start(int index) {
    return columns.start[index];
  }

  int length(int index) {
    return columns.length[index];
  }

  private void flush(int count) {
    sort();
    for (int i = 0; i < count; i++) {
      consumer.accept(this, order[i]);
    }
    keepFrom(count);
  }

  /// Moves what is left to the front, in order.
  private void keepFrom(int first) {
    int left = size - first;
    other.clear();
    Columns to = otherColumns;
    for (int i = 0; i < left; i++) {
      int from = order[first + i];
      otherTimes[i] = times[from];
      to.cpu[i] = columns.cpu[from];
      to.tid[i] = columns.tid[from];
      to.pid[i] = columns.pid[from];
      to.event[i] = columns.event[from];
      int length = columns.length[from];
      to.length[i] = length;
      to.start[i] = length == 0 ? 0 : other.append(slab, columns.start[from], length);
    }
    otherColumns = columns;
    columns = to;
    long[] t = times;
    times = otherTimes;
    otherTimes = t;
    Slab s = slab;
    slab = other;
    other = s;
    size = left;
    sorted = true;
  }

  /// Stable natural merge sort of the indices.
  private void sort() {
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    if (sorted) {
      return;
    }
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || times[i] < times[i - 1]) {
        runs[count++] = i;
      }
    }
    while (count > 1) {
      int next = 0;
      for (int r = 0; r < count; r += 2) {
        int mid = r + 1 < count ? runs[r + 1] : size;
        int to = r + 2 < count ? runs[r + 2] : size;
        merge(runs[r], mid, to);
        runs[next++] = runs[r];
      }
      count = next;
      int[] o = order;
      order = merged;
      merged = o;
    }
  }

  private void merge(int from, int mid, int to) {
    int left = from;
    int right = mid;
    for (int out = from; out < to; out++) {
      boolean takeLeft = right >= to || left < mid && times[order[left]] <= times[order[right]];
      merged[out] = order[takeLeft ? left++ : right++];
    }
  }
}
