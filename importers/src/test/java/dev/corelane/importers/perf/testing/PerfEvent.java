package dev.corelane.importers.perf.testing;

import java.util.List;
import java.util.stream.LongStream;

/// An event that was open on every CPU: its name, its attr, and one id per CPU.
///
/// @param name as in EVENT_DESC, `sched:sched_switch`
/// @param ids the ids by CPU; empty for a file of a perf that wrote none
public record PerfEvent(String name, PerfEventAttr attr, List<Long> ids) {
  /// An event with the ids `firstId`, `firstId + 1`, ... on `cpus` CPUs.
  public static PerfEvent onAllCpus(String name, PerfEventAttr attr, long firstId, int cpus) {
    List<Long> ids = LongStream.range(firstId, firstId + cpus).boxed().toList();
    return new PerfEvent(name, attr, ids);
  }

  /// The id that samples of `cpu` carry; 0 without ids.
  long id(int cpu) {
    return ids.isEmpty() ? 0 : ids.get(cpu);
  }
}
