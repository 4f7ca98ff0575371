package dev.corelane.benchmarks;

import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.PerfDataOptions;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticRecording;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/// The recording that imports are measured on: 16 CPUs, 200 threads, the events of `perf sched
/// record` on a kernel with schedstats, which writes `sched_stat_wait` too.
final class Workload {
  private static final int CPUS = 16;
  private static final int THREADS = 200;
  private static final KernelVersion KERNEL = KernelVersion.V6_12;

  private Workload() {}

  static void write(Path file, long events) throws IOException {
    Set<SchedTracepoint> recorded = EnumSet.copyOf(WorkloadOptions.usualEvents(KERNEL));
    recorded.add(SchedTracepoint.STAT_WAIT);
    WorkloadOptions options = WorkloadOptions.of(KERNEL, CPUS, THREADS, 1).withRecorded(recorded);
    SyntheticRecording.of(KERNEL, PerfDataOptions.defaults(), options).writeTo(file, events);
  }
}
