package dev.corelane.replay.engine;

import java.util.Arrays;

/// The timers that are armed, and the simulated time. Timers fire in the total order (time,
/// priority, order of arming), so two runs with the same inputs are the same run.
///
/// A heap of four children per node over the timers themselves: arming again, disarming and firing
/// allocate nothing, which matters because a scheduler moves its timers far more often than they
/// fire. Their times stand beside them in an array of their own: to compare two, neither has to be
/// fetched from memory unless both are due at once.
///
/// The place of a timer that fires stays vacant while its action runs, for most actions arm a timer
/// that is due soon: it takes the place, and nothing has to sink through the whole heap.
public final class EventQueue {
  private static final int CHILDREN = 4;

  /// Stands for the time of the vacant place: no timer is before it, so none rises into it.
  private static final long VACANT_NS = Long.MIN_VALUE;

  private Timer[] heap = new Timer[64];
  private long[] due = new long[64];
  private int size;
  private boolean vacant;
  private long nowNs;
  private long nextSequence;
  private long fired;

  /// @param startNs the simulated time at the beginning, ns, not negative: so the difference of two
  ///   times has the right sign
  /// @throws IllegalArgumentException if it is negative
  public EventQueue(long startNs) {
    if (startNs < 0) {
      throw new IllegalArgumentException("Simulated time cannot begin at " + startNs + " ns");
    }
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
    fillVacancy();
    return size == 0;
  }

  /// @return when the next timer is due, ns; `Long.MAX_VALUE` if none is armed
  public long nextNs() {
    fillVacancy();
    return size == 0 ? Long.MAX_VALUE : due[0];
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
      if (vacant) {
        vacant = false;
        down(timer, 0);
        return;
      }
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
        due = Arrays.copyOf(due, size * 2);
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
    if (place > 0 && before(last, (place - 1) / CHILDREN)) {
      up(last, place);
    } else {
      down(last, place);
    }
  }

  /// Lets timers fire until none is due before `endNs`, then sets the time to `endNs`. A timer due
  /// at `endNs` itself stays armed.
  public void runUntil(long endNs) {
    fillVacancy();
    while (size > 0 && due[0] < endNs) {
      fire();
    }
    nowNs = Math.max(nowNs, endNs);
  }

  /// Lets the next timer fire.
  ///
  /// @return whether there was one
  public boolean step() {
    fillVacancy();
    if (size == 0) {
      return false;
    }
    fire();
    return true;
  }

  private void fire() {
    Timer timer = heap[0];
    timer.place = Timer.NOT_ARMED;
    due[0] = VACANT_NS;
    vacant = true;
    nowNs = timer.dueNs;
    fired++;
    timer.action.due(nowNs);
    fillVacancy();
  }

  private void fillVacancy() {
    if (!vacant) {
      return;
    }
    vacant = false;
    Timer last = removeLast();
    if (size > 0) {
      down(last, 0);
    }
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
      if (!before(timer, parent)) {
        break;
      }
      move(parent, place);
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
      int least = leastChild(first);
      if (before(timer, least)) {
        break;
      }
      move(least, place);
      place = least;
    }
    put(timer, place);
  }

  /// @return which child of a node fires first; the children begin at `first`
  private int leastChild(int first) {
    if (first + CHILDREN <= size) {
      return lesser(lesser(first, first + 1), lesser(first + 2, first + 3));
    }
    int least = first;
    for (int place = first + 1; place < size; place++) {
      least = lesser(least, place);
    }
    return least;
  }

  /// Which of two places fires first is as good as random, so it is computed without a branch.
  private int lesser(int left, int right) {
    long apart = due[left] - due[right];
    if (apart == 0) {
      return heap[left].before(heap[right]) ? left : right;
    }
    return right + ((left - right) & (int) (apart >> 63));
  }

  private boolean before(Timer timer, int place) {
    long dueNs = due[place];
    return timer.dueNs < dueNs || timer.dueNs == dueNs && timer.before(heap[place]);
  }

  private void move(int from, int to) {
    Timer timer = heap[from];
    heap[to] = timer;
    due[to] = due[from];
    timer.place = to;
  }

  private void put(Timer timer, int place) {
    heap[place] = timer;
    due[place] = timer.dueNs;
    timer.place = place;
  }
}
