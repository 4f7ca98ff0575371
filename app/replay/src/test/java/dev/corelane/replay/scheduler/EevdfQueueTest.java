package dev.corelane.replay.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.SchedulerFeatures;
import dev.corelane.replay.scheduler.FairQueue.Arrival;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// The choice of the queue against one that is made slowly and exactly, from the definitions.
class EevdfQueueTest {
  private static final long SLICE_NS = 2_800_000;
  private static final long TICK_NS = 4_000_000;

  private final List<Entity> present = new ArrayList<>();

  @Property(tries = 60)
  void theEarliestDeadlineOfTheEligibleIsPicked(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    int minor = new int[] {6, 12, 18}[random.nextInt(3)];
    var features = SchedulerFeatures.of(new KernelVersion(6, minor), Architecture.X86);
    var queue = new EevdfQueue(features, SLICE_NS, TICK_NS);
    present.clear();
    for (int step = 0; step < 300; step++) {
      if (present.size() < 2 || random.nextInt(4) == 0) {
        arrive(queue, random);
      }
      queue.charge(random.nextLong(TICK_NS));
      if (random.nextInt(3) == 0) {
        Entity any = present.get(random.nextInt(present.size()));
        queue.reweigh(any, 2 + random.nextInt(2_000));
        queue.check();
      }
      // A wake-up that does not replace the running one leaves its protection; here it always ends.
      Entity current = queue.running;
      if (current != null) {
        current.protectedTo = Long.MIN_VALUE;
      }
      Entity picked = queue.pick();
      assertThat(picked).isNotNull();
      assertThat(eligible(picked)).isTrue();
      for (Entity other : present) {
        if (eligible(other)) {
          assertThat(picked.deadline()).isLessThanOrEqualTo(other.deadline());
        }
      }
      if (picked != queue.running) {
        queue.putRunning();
        queue.setRunning(picked);
      }
      queue.check();
      if (random.nextInt(3) == 0 && present.size() > 1) {
        boolean left = queue.dequeue(picked, random.nextBoolean());
        queue.putRunning();
        if (left || !picked.delayed()) {
          present.remove(picked);
        }
      }
    }
  }

  private void arrive(EevdfQueue queue, SplittableRandom random) {
    var params = SchedParams.nice(random.nextInt(-20, 20));
    var entity =
        new Entity(
            random.nextBoolean()
                ? params
                : params.withSliceNs(100_000 + random.nextInt(9_000_000))) {};
    queue.enqueue(entity, Arrival.CREATED);
    present.add(entity);
  }

  /// `v ≤ V` without a division: `Σ w·v − v·Σ w ≥ 0`.
  private boolean eligible(Entity entity) {
    BigInteger sum = BigInteger.ZERO;
    for (Entity other : present) {
      sum =
          sum.add(
              BigInteger.valueOf(other.vruntime() - entity.vruntime())
                  .multiply(BigInteger.valueOf(other.weight)));
    }
    return sum.signum() >= 0;
  }
}
