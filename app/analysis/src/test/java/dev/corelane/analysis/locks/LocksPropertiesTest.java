package dev.corelane.analysis.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.RandomWork;
import dev.corelane.analysis.Recording;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LocksPropertiesTest {
  @Property(tries = 40)
  void timesAddUp(@ForAll long seed) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed)) {
      Locks locks = new LocksAnalysis().run(t, ProgressMonitor.NONE);
      for (LockUse use : locks.byMode()) {
        WaitTimes waits = use.waits();
        assertThat(waits.spinNs() + waits.sleepNs() + waits.runDelayNs())
            .isEqualTo(waits.totalNs());
        HoldTimes holds = use.holds();
        assertThat(holds.onCpuNs() + holds.offCpuNs() + holds.unknownNs())
            .isEqualTo(holds.totalNs());
        assertThat(holds.voluntaryNs()).isNotNegative();
        assertThat(use.preempted().stretchNs()).isEqualTo(holds.involuntaryNs());
        assertThat(use.contended()).isLessThanOrEqualTo(use.acquisitions());
        assertThat(use.utilisation()).isBetween(0.0, 1.0);
      }
      assertThat(locks.byMode().stream().mapToLong(use -> use.waits().totalNs()).sum())
          .isEqualTo(sum(t.waits().size(), row -> length(t, row)));
      noTwoExclusiveHolders(t);
    }
  }

  private static long length(Timeline t, long row) {
    return t.waits().get(row).endNs() - t.waits().get(row).startNs();
  }

  private static long sum(long rows, LongUnaryOperator of) {
    return LongStream.range(0, rows).map(of).sum();
  }

  private static void noTwoExclusiveHolders(Timeline t) {
    Map<Integer, Long> freeFrom = new HashMap<>();
    for (long row = 0; row < t.holds().size(); row++) {
      LockHold hold = t.holds().get(row);
      assertThat(hold.startNs())
          .isGreaterThanOrEqualTo(freeFrom.getOrDefault(hold.lock(), Long.MIN_VALUE));
      freeFrom.put(hold.lock(), hold.endNs());
    }
  }

  @Property(tries = 40)
  void partsAddUpToTheWhole(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 999) int cutInThousandths) {
    try (var r = new Recording();
        Timeline t = RandomWork.timeline(r, seed)) {
      TimeRange whole = t.range();
      long cut = whole.startNs() + whole.durationNs() * cutInThousandths / 1000;
      var analysis = new LocksAnalysis();
      var none = ProgressMonitor.NONE;
      List<LockUse> all = analysis.run(t, none).byLock();
      var parts =
          List.of(
              analysis.run(t, new TimeRange(whole.startNs(), cut), none).byLock(),
              analysis.run(t, new TimeRange(cut, whole.endNs()), none).byLock());
      assertThat(total(parts.stream().flatMap(List::stream).toList())).isEqualTo(total(all));
      int found = new HolderPreemptionAnalysis().run(t, none).size();
      int inParts =
          new HolderPreemptionAnalysis().run(t, new TimeRange(whole.startNs(), cut), none).size()
              + new HolderPreemptionAnalysis()
                  .run(t, new TimeRange(cut, whole.endNs()), none)
                  .size();
      assertThat(inParts).isEqualTo(found);
    }
  }

  /// The sums of all, by lock; the longest of parts is the longest of the whole.
  private static Map<Integer, List<Object>> total(List<LockUse> uses) {
    Map<Integer, List<Object>> sums = new HashMap<>();
    uses.forEach(
        use ->
            sums.merge(
                use.lock(),
                List.of(
                    use.acquisitions(),
                    use.contended(),
                    use.waits(),
                    use.holds(),
                    use.handOvers(),
                    use.preempted()),
                LocksPropertiesTest::plus));
    return sums;
  }

  private static List<Object> plus(List<Object> a, List<Object> b) {
    return List.of(
        (long) a.get(0) + (long) b.get(0),
        (long) a.get(1) + (long) b.get(1),
        ((WaitTimes) a.get(2)).plus((WaitTimes) b.get(2)),
        ((HoldTimes) a.get(3)).plus((HoldTimes) b.get(3)),
        ((HandOvers) a.get(4)).plus((HandOvers) b.get(4)),
        ((PreemptedHolders) a.get(5)).plus((PreemptedHolders) b.get(5)));
  }
}
