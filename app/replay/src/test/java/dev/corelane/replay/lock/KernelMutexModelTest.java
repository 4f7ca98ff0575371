package dev.corelane.replay.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.LockMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KernelMutexModelTest {
  private final LockModel mutex =
      LockModel.of(new LockSpec.KernelMutex("uprobe buffer", 20_000), false);
  private final LockClient owner = new LockClient(0, new SplittableRandom(0));
  private final LockClient waiter = new LockClient(1, new SplittableRandom(1));
  private final List<Integer> woken = new ArrayList<>();
  private final Set<Integer> onCpu = new HashSet<>();
  private final LockHost host =
      new LockHost() {
        @Override
        public void wake(LockClient client) {
          woken.add(client.thread());
        }

        @Override
        public boolean onCpu(LockClient client) {
          return onCpu.contains(client.thread());
        }
      };

  @BeforeEach
  void oneWaitsForAPreemptedOwner() {
    assertThat(request(owner)).isEqualTo(Outcome.ACQUIRED);
    assertThat(request(waiter)).isEqualTo(Outcome.BUSY);
    assertThat(waiter.spinNs()).isEqualTo(20_000);
    assertThat(mutex.busyOver(waiter, host)).isEqualTo(Outcome.BLOCK);
  }

  @Test
  void aWokenWaiterKeepsEverybodyElseOnTheSlowPathUntilItHasTheMutex() {
    release(owner);
    assertThat(woken).containsExactly(1);

    assertThat(request(owner)).isEqualTo(Outcome.BUSY);
    assertThat(mutex.busyOver(owner, host)).isEqualTo(Outcome.ACQUIRED);
    release(owner);
    assertThat(woken).as("it is awake already").containsExactly(1);

    assertThat(mutex.resume(waiter, host)).isEqualTo(Outcome.ACQUIRED);
    release(waiter);
    assertThat(request(owner)).isEqualTo(Outcome.ACQUIRED);
  }

  @Test
  void aWaiterThatLosesIsHandedTheMutexWhetherItIsOnACpuOrNot() {
    release(owner);
    request(owner);
    mutex.busyOver(owner, host);

    assertThat(mutex.resume(waiter, host)).isEqualTo(Outcome.BLOCK);
    release(owner);

    assertThat(woken).containsExactly(1, 1);
    assertThat(mutex.holder()).isEqualTo(1);
    assertThat(request(owner)).isEqualTo(Outcome.BUSY);
    assertThat(mutex.busyOver(owner, host)).isEqualTo(Outcome.BLOCK);
    assertThat(mutex.resume(waiter, host)).isEqualTo(Outcome.ACQUIRED);
  }

  @Test
  void whoFindsTheOwnerOnACpuSpins() {
    onCpu.add(0);
    LockClient other = new LockClient(2, new SplittableRandom(2));
    request(other);
    assertThat(mutex.busyOver(other, host)).isEqualTo(Outcome.SPIN);
  }

  private Outcome request(LockClient client) {
    return mutex.request(client, LockMode.EXCLUSIVE, host);
  }

  private void release(LockClient client) {
    mutex.release(client, LockMode.EXCLUSIVE, host);
  }
}
