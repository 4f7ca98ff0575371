package dev.corelane.replay.engine;

import java.util.Arrays;

/// The timers that are armed, and the simulated time. Timers fire in the total order (time,
/// priority, order of arming), so two runs with the same inputs are the same run.
///
/// A heap of four children per node over the timers themselves: arming again, disarming and firing
/// allocate nothing, which matters because a scheduler moves its timers far more often than they
/// fire.
public final class EventQueue {
  private static final int CHILDREN = 4;

  private Timer[] heap = new Timer[64];
  private int size;
  private long nowNs;
  private long nextSequence;
  private long fired;

  /// @param startNs the simulated time at the beginning, ns
  public EventQueue(long startNs) {
    this.nowNs = startNs;
  }

  /// @return the simulated time, ns: that of the timer which fires or fired last
  public long nowNs() {
    return nowNs;
  }

  /// @return how many timers have fired
  public long fired() {
    return fired;
  }

  /// @return whether nothing is armed
  public boolean empty() {
    return size == 0;
  }

  /// @return when the next timer is due, ns; `Long.MAX_VALUE` if none is armed
  public long nextNs() {
    return size == 0 ? Long.MAX_VALUE : heap[0].dueNs;
  }

  /// Arms a timer, or moves it if it is armed; moving counts as arming anew.
  ///
  /// @param dueNs when it shall fire, ns
  /// @throws IllegalArgumentException if that is in the past
  public void arm(Timer timer, long dueNs) {
    if (dueNs < nowNs) {
      throw new IllegalArgumentException(
          "A timer was armed for " + dueNs + " ns, but it is " + nowNs + " ns already");
    }
    timer.sequence = nextSequence++;
    if (timer.place == Timer.NOT_ARMED) {
      timer.dueNs = dueNs;
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      up(timer, size++);
      return;
    }
    boolean later = dueNs >= timer.dueNs;
    timer.dueNs = dueNs;
    if (later) {
      down(timer, timer.place);
    } else {
      up(timer, timer.place);
    }
  }

  /// Takes a timer out; nothing happens if it is not armed.
  public void disarm(Timer timer) {
    int place = timer.place;
    if (place == Timer.NOT_ARMED) {
      return;
    }
    timer.place = Timer.NOT_ARMED;
    Timer last = removeLast();
    if (last == timer) {
      return;
    }
    if (place > 0 && last.before(heap[(place - 1) / CHILDREN])) {
      up(last, place);
    } else {
      down(last, place);
    }
  }

  /// Lets timers fire until none is due before `endNs`, then sets the time to `endNs`. A timer due
  /// at `endNs` itself stays armed.
  public void runUntil(long endNs) {
    while (size > 0 && heap[0].dueNs < endNs) {
      fire();
    }
    nowNs = Math.max(nowNs, endNs);
  }

  /// Lets the next timer fire.
  ///
  /// @return whether there was one
  public boolean step() {
    if (size == 0) {
      return false;
    }
    fire();
    return true;
  }

  private void fire() {
    Timer timer = heap[0];
    timer.place = Timer.NOT_ARMED;
    Timer last = removeLast();
    if (last != timer) {
      down(last, 0);
    }
    nowNs = timer.dueNs;
    fired++;
    timer.action.due(nowNs);
  }

  private Timer removeLast() {
    Timer last = heap[--size];
    heap[size] = null;
    return last;
  }

  private void up(Timer timer, int from) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) / CHILDREN;
      if (!timer.before(heap[parent])) {
        break;
      }
      put(heap[parent], place);
      place = parent;
    }
    put(timer, place);
  }

  private void down(Timer timer, int from) {
    int place = from;
    while (true) {
      int first = place * CHILDREN + 1;
      if (first >= size) {
        break;
      }
      int least = first;
      int end = Math.min(first + CHILDREN, size);
      for (int child = first + 1; child < end; child++) {
        if (heap[child].before(heap[least])) {
          least = child;
        }
      }
      if (!heap[least].before(timer)) {
        break;
      }
      put(heap[least], place);
      place = least;
    }
    put(timer, place);
  }

  private void put(Timer timer, int place) {
    heap[place] = timer;
    timer.place = place;
  }
}
