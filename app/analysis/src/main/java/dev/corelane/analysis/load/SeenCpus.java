package dev.corelane.analysis.load;

import dev.corelane.analysis.InParallel;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// On which CPUs each thread ran at any time of the recording.
final class SeenCpus {
  private final BitSet[] seen;
  private final boolean[] maybeBound;

  SeenCpus(Timeline timeline, ProgressMonitor monitor) {
    seen = new BitSet[timeline.taskCount()];
    maybeBound = new boolean[seen.length];
    Arrays.setAll(seen, task -> new BitSet());
    List<BitSet> threads =
        InParallel.map(
            timeline.cpus().size(), monitor, "looking who ran where", cpu -> of(timeline, cpu));
    for (int cpu = 0; cpu < threads.size(); cpu++) {
      int on = cpu;
      threads.get(cpu).stream().forEach(task -> seen[task].set(on));
    }
    for (int task = 0; task < seen.length; task++) {
      boolean bound = timeline.task(task).kernelThread() && seen[task].cardinality() <= 1;
      maybeBound[task] = task <= Task.UNKNOWN || bound;
    }
  }

  private static BitSet of(Timeline timeline, int cpu) {
    var threads = new BitSet();
    CpuSlices lane = timeline.slices(cpu);
    for (long i = 0; i < lane.count(); i++) {
      threads.set(lane.task(i));
    }
    return threads;
  }

  /// The CPUs of a thread.
  BitSet of(int task) {
    return seen[task];
  }

  /// Whether a thread may be one that the kernel bound to its CPU.
  boolean mayBeBound(int task) {
    return maybeBound[task];
  }
}
