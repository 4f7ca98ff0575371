package dev.corelane.replay.userspace;

/// Transactions that wait, known by the times at which they were generated; first in, first out,
/// and no more than fit.
final class StampQueue {
  private final long[] stamps;
  private int first;
  private int size;

  StampQueue(int limit) {
    stamps = new long[limit];
  }

  int size() {
    return size;
  }

  boolean empty() {
    return size == 0;
  }

  boolean full() {
    return size == stamps.length;
  }

  void push(long stampNs) {
    if (full()) {
      throw new IllegalStateException("the queue is full");
    }
    stamps[(first + size++) % stamps.length] = stampNs;
  }

  long head() {
    if (empty()) {
      throw new IllegalStateException("the queue is empty");
    }
    return stamps[first];
  }

  void pop() {
    head();
    first = (first + 1) % stamps.length;
    size--;
  }
}
