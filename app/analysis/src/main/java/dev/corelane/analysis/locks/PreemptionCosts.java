package dev.corelane.analysis.locks;

import dev.corelane.analysis.preemption.Preemptions;
import java.util.List;

/// What each preemption cost the threads that waited for the locks of its victim.
public final class PreemptionCosts {
  private final Preemptions preemptions;
  private final HolderPreemptions holders;
  private final long[] cost;

  /// @param preemptions all preemptions of a range
  /// @param holders those of them that hit lock holders
  public PreemptionCosts(Preemptions preemptions, HolderPreemptions holders) {
    this.preemptions = preemptions;
    this.holders = holders;
    this.cost = new long[preemptions.size()];
    for (int i = 0; i < cost.length; i++) {
      for (int index : holders.ofSlice(preemptions.sliceRow(i))) {
        cost[i] += holders.costNs(index);
      }
    }
  }

  /// @param preemption its place in the list of preemptions
  /// @return time that waiters lost while the victim was off its CPU and held what they wanted, ns
  /// @throws IndexOutOfBoundsException outside the list
  public long costNs(int preemption) {
    return cost[preemption];
  }

  /// @param preemption its place in the list of preemptions
  /// @return one entry per lock that the victim held
  /// @throws IndexOutOfBoundsException outside the list
  public List<HolderPreemption> held(int preemption) {
    return holders.ofSlice(preemptions.sliceRow(preemption)).stream().map(holders::get).toList();
  }

  /// @param preemption its place in the list of preemptions
  /// @return how many threads waited for the locks that the victim held
  /// @throws IndexOutOfBoundsException outside the list
  public long waiters(int preemption) {
    return held(preemption).stream()
        .flatMap(held -> held.waiters().stream())
        .mapToInt(HurtWaiter::task)
        .distinct()
        .count();
  }
}
