package dev.corelane.replay.sampled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepairQueueTest {
  /// Of two customers that come with the load r each, the chances of 0, 1 and 2 at the lock are as
  /// 1 to 2r to 2r² (birth and death).
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 1, 5})
  void acquisitionsFollowFromHowManyWait(double load) {
    double all = 1 + 2 * load + 2 * load * load;
    double waiting = 2 * load * load / all;
    double inUse = 1 - 1 / all;

    assertThat(new RepairQueue(2, 1_000).acquisitions(waiting))
        .isCloseTo(inUse / 1_000, within(1e-9));
  }

  /// A lock that most of a thousand threads wait for is taken as often as it can be.
  @ParameterizedTest
  @ValueSource(ints = {100, 1_000})
  void aLockThatIsNeverFreeIsTakenOncePerHold(int customers) {
    assertThat(new RepairQueue(customers, 500).acquisitions(customers * 0.9))
        .isCloseTo(1.0 / 500, within(1e-9));
  }
}
