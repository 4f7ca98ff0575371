package dev.corelane.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private final List<String> fired = new ArrayList<>();

  @Test
  void timeThenPriorityThenOrderOfArmingDecides() {
    var queue = new EventQueue(0);
    queue.arm(named("late", 0), 20);
    queue.arm(named("second of its priority armed", 1), 10);
    queue.arm(named("low number", 0), 10);
    queue.arm(named("third", 1), 10);

    queue.runUntil(100);

    assertThat(fired)
        .containsExactly("low number", "second of its priority armed", "third", "late");
    assertThat(queue.nowNs()).isEqualTo(100);
  }

  @Test
  void aTimerDueAtTheEndStaysArmed() {
    var queue = new EventQueue(0);
    Timer timer = named("end", 0);
    queue.arm(timer, 50);

    queue.runUntil(50);

    assertThat(fired).isEmpty();
    assertThat(timer.armed()).isTrue();
  }

  @Test
  void theTimeDoesNotGoBack() {
    var queue = new EventQueue(0);
    queue.runUntil(10);

    assertThatThrownBy(() -> queue.arm(named("past", 0), 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 ns already");
  }

  @Test
  void anActionMayArmItsOwnTimer() {
    var queue = new EventQueue(0);
    var ticks = new ArrayList<Long>();
    var self = new Timer[1];
    self[0] =
        new Timer(
            0,
            now -> {
              ticks.add(now);
              queue.arm(self[0], now + 4);
            });
    queue.arm(self[0], 1);

    queue.runUntil(14);

    assertThat(ticks).containsExactly(1L, 5L, 9L, 13L);
  }

  /// Against a list that is sorted anew for every step.
  @Property(tries = 200)
  void whateverIsArmedMovedAndTakenOutFiresInOrder(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    var queue = new EventQueue(0);
    var model = new ArrayList<Armed>();
    var expected = new ArrayList<String>();
    var timers = new ArrayList<Timer>();
    for (int i = 0; i < 30; i++) {
      timers.add(named("t" + i, random.nextInt(3)));
    }
    long order = 0;
    for (int step = 0; step < 400; step++) {
      int index = random.nextInt(timers.size());
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          long due = queue.nowNs() + random.nextInt(20);
          queue.arm(timers.get(index), due);
          model.removeIf(armed -> armed.index == index);
          model.add(new Armed(index, due, timers.get(index).priority, order++));
        }
        case 2 -> {
          queue.disarm(timers.get(index));
          model.removeIf(armed -> armed.index == index);
        }
        default -> {
          model.sort(Armed.ORDER);
          boolean any = queue.step();
          assertThat(any).isEqualTo(!model.isEmpty());
          if (any) {
            expected.add("t" + model.removeFirst().index);
          }
        }
      }
      assertThat(queue.empty()).isEqualTo(model.isEmpty());
    }

    assertThat(fired).isEqualTo(expected);
    fired.clear();
  }

  /// Actions that arm, move and take out timers while they run, their own among them, and look at
  /// the queue; against a list that is searched for every step.
  @Property(tries = 200)
  void actionsMayDoAnythingToTheQueue(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    var queue = new EventQueue(0);
    var model = new ArrayList<Armed>();
    var timers = new ArrayList<Timer>();
    var last = new int[1];
    var order = new long[1];
    Runnable change =
        () -> {
          int index = random.nextInt(timers.size());
          if (random.nextInt(3) == 0) {
            queue.disarm(timers.get(index));
            model.removeIf(armed -> armed.index == index);
          } else {
            long due = queue.nowNs() + random.nextInt(20);
            queue.arm(timers.get(index), due);
            model.removeIf(armed -> armed.index == index);
            model.add(new Armed(index, due, timers.get(index).priority, order[0]++));
          }
          if (random.nextInt(5) == 0) {
            assertThat(queue.nextNs())
                .isEqualTo(model.stream().mapToLong(Armed::dueNs).min().orElse(Long.MAX_VALUE));
          }
        };
    for (int i = 0; i < 30; i++) {
      int index = i;
      timers.add(
          new Timer(
              random.nextInt(3),
              now -> {
                last[0] = index;
                model.removeIf(armed -> armed.index == index);
                for (int changes = random.nextInt(4); changes > 0; changes--) {
                  change.run();
                }
              }));
    }
    for (int step = 0; step < 400; step++) {
      change.run();
      Armed next = model.stream().min(Armed.ORDER).orElse(null);
      assertThat(queue.step()).isEqualTo(next != null);
      if (next != null) {
        assertThat(last[0]).isEqualTo(next.index);
        assertThat(queue.nowNs()).isEqualTo(next.dueNs);
      }
      assertThat(queue.empty()).isEqualTo(model.isEmpty());
    }
  }

  private Timer named(String name, int priority) {
    return new Timer(priority, now -> fired.add(name));
  }

  private record Armed(int index, long dueNs, int priority, long order) {
    static final Comparator<Armed> ORDER =
        Comparator.comparingLong(Armed::dueNs)
            .thenComparingInt(Armed::priority)
            .thenComparingLong(Armed::order);
  }
}
