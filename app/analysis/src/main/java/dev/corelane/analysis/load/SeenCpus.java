package dev.corelane.analysis.load;

import dev.corelane.trace.model.Cpu;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.BitSet;

/// On which CPUs each thread ran at any time of the recording.
final class SeenCpus {
  private final Timeline timeline;
  private final BitSet[] seen;

  SeenCpus(Timeline timeline) {
    this.timeline = timeline;
    seen = new BitSet[timeline.taskCount()];
    for (int task = 0; task < seen.length; task++) {
      seen[task] = new BitSet();
    }
    for (Cpu cpu : timeline.cpus()) {
      CpuSlices lane = timeline.slices(cpu.index());
      for (long i = 0; i < lane.count(); i++) {
        seen[lane.task(i)].set(cpu.index());
      }
    }
  }

  /// The CPUs of a thread.
  BitSet of(int task) {
    return seen[task];
  }

  /// Whether a thread may be one that the kernel bound to its CPU.
  boolean mayBeBound(int task) {
    return task <= Task.UNKNOWN
        || timeline.task(task).kernelThread() && seen[task].cardinality() <= 1;
  }
}
