package dev.corelane.importers.kernel.text;

import java.util.Arrays;
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

  private static final int FIRST_CAPACITY = 256;
  private static final int MOST_BYTES = 16 << 20;

  private final Consumer consumer;
  private Columns columns = new Columns(FIRST_CAPACITY);
  private Columns other = new Columns(FIRST_CAPACITY);
  private int[] order = new int[FIRST_CAPACITY];
  private int[] merged = new int[FIRST_CAPACITY];
  private int[] runs = new int[FIRST_CAPACITY];
  private int size;
  private boolean sorted = true;

  /// The records of a window, and their bytes.
  private static final class Columns {
    private final Slab slab;
    private final long[] time;
    private final int[] cpu;
    private final int[] tid;
    private final int[] pid;
    private final int[] start;
    private final int[] length;
    private final TextEvent[] event;

    Columns(int capacity) {
      slab = new Slab();
      time = new long[capacity];
      cpu = new int[capacity];
      tid = new int[capacity];
      pid = new int[capacity];
      start = new int[capacity];
      length = new int[capacity];
      event = new TextEvent[capacity];
    }

    Columns(Columns from, int capacity) {
      slab = from.slab;
      time = Arrays.copyOf(from.time, capacity);
      cpu = Arrays.copyOf(from.cpu, capacity);
      tid = Arrays.copyOf(from.tid, capacity);
      pid = Arrays.copyOf(from.pid, capacity);
      start = Arrays.copyOf(from.start, capacity);
      length = Arrays.copyOf(from.length, capacity);
      event = Arrays.copyOf(from.event, capacity);
    }
  }

  OrderedRecords(Consumer consumer) {
    this.consumer = consumer;
  }

  /// The bytes of the records; not to be kept.
  Slab slab() {
    return columns.slab;
  }

  /// Adds a record.
  ///
  /// @param bytes the record written last in it belongs to the event; null for an event without
  void add(TextRow row, TextEvent event, @Nullable Slab bytes) {
    if (size == columns.time.length) {
      grow();
    }
    int i = size++;
    Columns to = columns;
    sorted &= i == 0 || row.timeNs >= to.time[i - 1];
    to.time[i] = row.timeNs;
    to.cpu[i] = row.cpu;
    to.tid[i] = row.tid;
    to.pid[i] = row.pid;
    to.event[i] = event;
    int length = bytes == null ? 0 : bytes.recordSize();
    to.length[i] = length;
    to.start[i] = bytes == null ? 0 : to.slab.append(bytes, bytes.recordStart(), length);
    if (size == 2 * WINDOW || to.slab.size() > MOST_BYTES) {
      flush(size / 2);
    }
  }

  private void grow() {
    int capacity = 2 * columns.time.length;
    columns = new Columns(columns, capacity);
    other = new Columns(capacity);
    order = new int[capacity];
    merged = new int[capacity];
    runs = new int[capacity];
  }

  /// Nothing follows.
  void finish() {
    flush(size);
  }

  long time(int index) {
    return columns.time[index];
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
    Columns from = columns;
    Columns to = other;
    to.slab.clear();
    for (int i = 0; i < left; i++) {
      int at = order[first + i];
      to.time[i] = from.time[at];
      to.cpu[i] = from.cpu[at];
      to.tid[i] = from.tid[at];
      to.pid[i] = from.pid[at];
      to.event[i] = from.event[at];
      int length = from.length[at];
      to.length[i] = length;
      to.start[i] = length == 0 ? 0 : to.slab.append(from.slab, from.start[at], length);
    }
    columns = to;
    other = from;
    size = left;
    sorted = true;
  }

  /// Stable natural merge sort of the indices.
  private void sort() {
    long[] times = columns.time;
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
    long[] times = columns.time;
    int left = from;
    int right = mid;
    for (int out = from; out < to; out++) {
      boolean takeLeft = right >= to || left < mid && times[order[left]] <= times[order[right]];
      merged[out] = order[takeLeft ? left++ : right++];
    }
  }
}
