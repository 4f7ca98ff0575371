package dev.corelane.replay.multixact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.simulation.LockTotals;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.simulation.ThreadSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// J1 to J5.
class MultiXactGoldenTest {
  private static final long MS = 1_000_000;
  private static final long HOLD_NS = 20_000;
  private static final long RUN_NS = 200 * MS;

  @ParameterizedTest
  @CsvSource({"0,0,0", "1,0,0", "2,1,2", "10,9,54", "100,99,5049", "1000,999,500499"})
  void j1OverlappingLockersWriteSquares(long lockers, long made, long members) {
    assertThat(MultiXactCost.made(lockers)).isEqualTo(made);
    assertThat(MultiXactCost.membersWritten(lockers)).isEqualTo(members);
    long sum = 0;
    for (long i = 2; i <= lockers; i++) {
      sum += i;
    }
    assertThat(members).isEqualTo(sum);
  }

  @Test
  void j2ASavepointUpdateNeedsNoOtherSession() {
    assertThat(MultiXactCost.savepointUpdates(1)).isEqualTo(new MultiXactCost.Made(1, 2));
    assertThat(MultiXactCost.savepointUpdates(500)).isEqualTo(new MultiXactCost.Made(500, 1_000));
  }

  @Test
  void j3PagesHold2048OffsetsAnd1636Members() {
    assertThat(MultiXactCost.offsetPages(2_048)).isEqualTo(1);
    assertThat(MultiXactCost.offsetPages(2_049)).isEqualTo(2);
    assertThat(MultiXactCost.memberPages(1_636)).isEqualTo(1);
    assertThat(MultiXactCost.memberPages(1_637)).isEqualTo(2);
    assertThat(8_192 / 20 * 4).isEqualTo(MultiXactCost.MEMBERS_PER_PAGE);
    assertThat(8_192 / 4).isEqualTo(MultiXactCost.OFFSETS_PER_PAGE);
  }

  /// One lock: no more look-ups than one at a time. Eight banks: several times that. The newest
  /// page of those that make MultiXacts is one bank whatever the version.
  @Test
  void j4OneLockCapsAndBanksDoNot() {
    double cap = 1e9 / HOLD_NS;
    double one = perSecond(SlruVersion.FROM_13, 1, 0);
    double banks = perSecond(SlruVersion.FROM_17, 1, 0);
    double newest = perSecond(SlruVersion.FROM_17, 0, 1);

    assertThat(one).isBetween(0.5 * cap, cap);
    assertThat(banks / one).isBetween(4.0, 8.5);
    assertThat(newest).isBetween(0.5 * cap, cap);
  }

  @Test
  void j5SixtyFourSubtransactionsFit() {
    assertThat(MultiXactCost.overflows(64)).isFalse();
    assertThat(MultiXactCost.overflows(65)).isTrue();
    assertThat(MultiXactCost.parentsCovered(SlruVersion.FROM_13.parentBuffers())).isEqualTo(65_536);
  }

  @ParameterizedTest
  @CsvSource({
    "12, MultiXactOffsetControlLock, 8, 16, 1, 1",
    "16, MultiXactOffsetSLRU, 8, 16, 1, 1",
    "17, MultiXactOffsetSLRU, 16, 32, 1, 2",
    "18, MultiXactOffsetSLRU, 16, 32, 1, 2",
  })
  void versionsDiffer(
      int major, String name, int offsets, int members, int offsetLocks, int memberLocks) {
    SlruVersion version = SlruVersion.of(major);

    assertThat(version.offsetLock()).isEqualTo(name);
    assertThat(version.offsetBuffers()).isEqualTo(offsets);
    assertThat(version.memberBuffers()).isEqualTo(members);
    assertThat(version.locks(offsets)).isEqualTo(offsetLocks);
    assertThat(version.locks(members)).isEqualTo(memberLocks);
  }

  @Test
  void thePageUnusedForLongestGoesFirst() {
    var cache = new SlruCache(2, 1);
    assertThat(cache.use(1)).isFalse();
    assertThat(cache.use(2)).isFalse();
    assertThat(cache.use(1)).isTrue();
    assertThat(cache.use(3)).isFalse();
    assertThat(cache.use(1)).isTrue();
    assertThat(cache.use(2)).isFalse();
    assertThat(cache.hits()).isEqualTo(2);
    assertThat(cache.misses()).isEqualTo(4);
  }

  /// Touches of pages of offsets per second, on 16 CPUs, by 64 backends that do nothing else.
  private static double perSecond(SlruVersion version, int lookups, int creates) {
    Machine machine =
        Machine.of(
            Topology.oneCache(16),
            new KernelVersion(6, 12),
            Architecture.X86,
            PreemptionModel.FULL);
    var builder = Simulation.on(machine).seed(1);
    var caches = MultiXactCaches.of(version, 128, 1_024, builder::lock);
    var load = new StormLoad(1_000, lookups, creates, 128, 128, HOLD_NS, 0, 0);
    for (int i = 0; i < 64; i++) {
      builder.thread(ThreadSpec.of("backend " + i, caches.backend(load, new Streams(1), i)));
    }
    Simulation simulation = builder.build();
    RunResult before = simulation.run(RUN_NS / 4);
    RunResult after = simulation.run(RUN_NS);
    return (offsets(after) - offsets(before)) * 1e9 / (RUN_NS - RUN_NS / 4);
  }

  private static long offsets(RunResult result) {
    return result.locks().stream()
        .filter(lock -> lock.name().startsWith("MultiXactOffset"))
        .mapToLong(LockTotals::acquisitions)
        .sum();
  }
}
