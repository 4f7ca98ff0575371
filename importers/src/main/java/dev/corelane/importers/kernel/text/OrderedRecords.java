package dev.corelane.importers.kernel.text;

import java.util.Arrays;

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

  /// Lines that are held: what is kept of them when they are given out is moved, so it is better to
  /// hold several windows.
  private static final int MOST = 4 * WINDOW;

  private static final int FIRST_CAPACITY = 256;
  private static final int MOST_BYTES = 16 << 20;

  private final Consumer consumer;
  private final Slab slab = new Slab();
  private final Slab otherSlab = new Slab();
  private Columns columns = new Columns(FIRST_CAPACITY);
  private Columns other = new Columns(FIRST_CAPACITY);
  private int[] order = new int[FIRST_CAPACITY];
  private int[] merged = new int[FIRST_CAPACITY];
  private int[] runs = new int[FIRST_CAPACITY];
  private int size;
  private boolean sorted = true;

  /// The records of a window.
  private static final class Columns {
    private final long[] time;
    private final int[] cpu;
    private final int[] tid;
    private final int[] pid;
    private final int[] start;
    private final int[] length;
    private final TextEvent[] event;

    Columns(int capacity) {
      time = new long[capacity];
      cpu = new int[capacity];
      tid = new int[capacity];
      pid = new int[capacity];
      start = new int[capacity];
      length = new int[capacity];
      event = new TextEvent[capacity];
    }

    Columns(Columns from, int capacity) {
      time = Arrays.copyOf(from.time, capacity);
      cpu = Arrays.copyOf(from.cpu, capacity);
      tid = Arrays.copyOf(from.tid, capacity);
      pid = Arrays.copyOf(from.pid, capacity);
      start = Arrays.copyOf(from.start, capacity);
      length = Arrays.copyOf(from.length, capacity);
      event = Arrays.copyOf(from.event, capacity);
    }

    /// Moves some rows to the front.
    void keep(int first, int count) {
      System.arraycopy(time, first, time, 0, count);
      System.arraycopy(cpu, first, cpu, 0, count);
      System.arraycopy(tid, first, tid, 0, count);
      System.arraycopy(pid, first, pid, 0, count);
      System.arraycopy(start, first, start, 0, count);
      System.arraycopy(length, first, length, 0, count);
      System.arraycopy(event, first, event, 0, count);
    }
  }

  OrderedRecords(Consumer consumer) {
    this.consumer = consumer;
  }

  /// The bytes of the records. Who adds a record with bytes has begun it here; what has been begun
  /// and is not added is to be dropped.
  Slab slab() {
    return slab;
  }

  /// Adds an event without a record.
  void addBare(TextRow row, TextEvent event) {
    add(row, event, slab.size(), 0);
  }

  /// Adds an event with the record that was written last.
  void add(TextRow row, TextEvent event) {
    add(row, event, slab.recordStart(), slab.recordSize());
  }

  private void add(TextRow row, TextEvent event, int start, int length) {
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
    to.length[i] = length;
    to.start[i] = start;
    if (size == MOST) {
      flush(MOST - WINDOW);
    } else if (slab.size() > MOST_BYTES) {
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
    if (sorted) {
      for (int i = 0; i < count; i++) {
        consumer.accept(this, i);
      }
      keepBehind(count);
    } else {
      sort();
      for (int i = 0; i < count; i++) {
        consumer.accept(this, order[i]);
      }
      keepInOrder(count);
      sorted = true;
    }
  }

  /// Moves what is left to the front; its bytes stand behind all others.
  private void keepBehind(int first) {
    int left = size - first;
    int firstByte = left == 0 ? slab.size() : columns.start[first];
    columns.keep(first, left);
    for (int i = 0; i < left; i++) {
      columns.start[i] -= firstByte;
    }
    slab.dropBefore(firstByte);
    size = left;
  }

  /// Moves what is left to the front, in order.
  private void keepInOrder(int first) {
    int left = size - first;
    Columns from = columns;
    Columns to = other;
    otherSlab.clear();
    for (int i = 0; i < left; i++) {
      int at = order[first + i];
      to.time[i] = from.time[at];
      to.cpu[i] = from.cpu[at];
      to.tid[i] = from.tid[at];
      to.pid[i] = from.pid[at];
      to.event[i] = from.event[at];
      to.length[i] = from.length[at];
      to.start[i] = otherSlab.append(slab, from.start[at], from.length[at]);
    }
    slab.swap(otherSlab);
    columns = to;
    other = from;
    size = left;
  }

  /// Stable natural merge sort of the indices.
  private void sort() {
    long[] times = columns.time;
    for (int i = 0; i < size; i++) {
      order[i] = i;
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
