package dev.corelane.replay.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import org.junit.jupiter.api.Test;

/// Wake-ups that take 10 µs, and every tenth a pause of 100 µs longer.
class StallsTest {
  private static final long STEP_NS = 1_000_000;

  @Test
  void pausesAreToldByWakeUpsThatTakeLonger() {
    try (Timeline timeline = recording(5_000)) {
      assertThat(Stalls.of(timeline).factor()).isCloseTo(2, within(0.01));
      // Half of the time is pauses of 100 µs, and half of a pause is over in the mean.
      assertThat(Stalls.of(timeline).interruptWaitNs()).hasValue(25_000);
      assertThat(Stalls.of(timeline).longestNs()).hasValue(110_000);
    }
  }

  @Test
  void fewWakeUpsDoNotTell() {
    try (Timeline timeline = recording(1_999)) {
      assertThat(Stalls.of(timeline).interruptWaitNs()).isEmpty();
      assertThat(Stalls.of(timeline).longestNs()).isEmpty();
    }
  }

  private static Timeline recording(int wakeUps) {
    try (var builder = new TimelineBuilder()) {
      builder.cpu(0);
      int waker = builder.task(1, 1, "waker", 0, false);
      int woken = builder.task(2, 2, "woken", 0, false);
      for (int i = 0; i < wakeUps; i++) {
        long at = i * STEP_NS;
        long takes = i % 10 == 0 ? 110_000 : 10_000;
        builder.wakeup(at, woken, waker, 0, 0, Wakeup.Kind.WAKING, false);
        builder.wakeup(at + takes, woken, waker, 0, 0, Wakeup.Kind.WAKEUP, false);
      }
      return builder.build(ProgressMonitor.NONE);
    }
  }
}
