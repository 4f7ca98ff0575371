package dev.corelane.desktop.session.compare;

import static dev.corelane.desktop.session.compare.CompareTimelines.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.render.digest.LengthHistogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DistributionModelTest {
  private final ManualThreads threads = new ManualThreads();
  private CompareModel compare;
  private DistributionModel model;

  @BeforeEach
  void open() {
    compare =
        CompareTimelines.model(
            threads,
            CompareTimelines.part("fast", CompareTimelines.worker(100 * MS, 5 * MS, 30, 0)),
            CompareTimelines.part("slow", CompareTimelines.worker(900 * MS, 10 * MS, 30, 3)));
    model = compare.distributions();
  }

  @AfterEach
  void close() {
    compare.dispose();
    compare.release();
  }

  private LengthHistogram count(DistributionKind kind, int side) {
    model.kind().set(kind);
    threads.runAll();
    return model.parts().get().get(side).lengths();
  }

  @Test
  void countsOnlyWhileSomebodyLooks() {
    model.kind().set(DistributionKind.SLICE);
    assertThat(threads.background).isEmpty();
    model.see(true);
    threads.runAll();
    assertThat(model.parts().get()).extracting(p -> p.name()).containsExactly("A  fast", "B  slow");
    model.see(false);
    model.kind().set(DistributionKind.LOCK_HOLD);
    assertThat(model.parts().get()).isEmpty();
    assertThat(threads.background).isEmpty();
  }

  @Test
  void countsLengthsOfEachSide() {
    model.see(true);
    // Every third transaction loses the CPU for a fifth of its length; the last at the very end.
    assertThat(count(DistributionKind.PREEMPTION, 0).count()).isEqualTo(9);
    assertThat(count(DistributionKind.PREEMPTION, 0).longestNs()).isEqualTo(MS);
    assertThat(count(DistributionKind.PREEMPTION, 1).longestNs()).isEqualTo(2 * MS);
    // What began with the recording may have begun before it.
    assertThat(count(DistributionKind.LOCK_WAIT, 0).count()).isEqualTo(29);
    assertThat(count(DistributionKind.LOCK_HOLD, 1).longestNs()).isEqualTo(4 * MS);
    assertThat(count(DistributionKind.LOCK_HOLD, 1).count()).isEqualTo(30);
    assertThat(count(DistributionKind.TRANSACTION, 1).longestNs()).isEqualTo(10 * MS);
    assertThat(count(DistributionKind.WAKEUP_LATENCY, 0).count()).isZero();
  }
}
