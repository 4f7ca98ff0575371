package dev.corelane.desktop.session.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitedExecutorTest {
  private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
  private final LimitedExecutor executor = new LimitedExecutor(threads::add, 2);
  private final List<Integer> ran = new ArrayList<>();

  @Test
  void neverAsksForMoreThreadsThanAllowedAndLosesNothing() {
    for (int i = 0; i < 5; i++) {
      int number = i;
      executor.execute(() -> ran.add(number));
    }
    assertThat(threads).hasSize(2);
    while (!threads.isEmpty()) {
      threads.removeFirst().run();
    }
    assertThat(ran).containsExactly(0, 1, 2, 3, 4);
    executor.execute(() -> ran.add(5));
    executor.execute(() -> ran.add(6));
    executor.execute(() -> ran.add(7));
    assertThat(threads).hasSize(2);
  }

  @Test
  void whatWaitsRunsThoughATaskFails() {
    executor.execute(
        () -> {
          throw new IllegalStateException("broken");
        });
    executor.execute(() -> ran.add(1));
    executor.execute(() -> ran.add(2));
    assertThatThrownBy(() -> threads.removeFirst().run()).hasMessage("broken");
    while (!threads.isEmpty()) {
      threads.removeFirst().run();
    }
    assertThat(ran).containsExactly(1, 2);
  }
}
