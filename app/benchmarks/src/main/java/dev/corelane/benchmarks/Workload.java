package dev.corelane.benchmarks;

import dev.corelane.importers.ftrace.testing.FtraceRecording;
import dev.corelane.importers.ftrace.testing.TraceDatOptions;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.PerfDataOptions;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.SyntheticRecording;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Files;
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

  static void perfData(Path file, long events) throws IOException {
    SyntheticRecording.of(KERNEL, PerfDataOptions.defaults(), options()).writeTo(file, events);
  }

  /// Version 6, which libkshark reads too. Made in memory: needs some 300 bytes of heap for an
  /// event.
  static void traceDat(Path file, long events) throws IOException {
    TraceDatOptions shape = TraceDatOptions.defaults().withVersion(6).withoutOddities();
    Files.write(file, FtraceRecording.of(KERNEL, shape, options(), events).bytes());
  }

  private static WorkloadOptions options() {
    Set<SchedTracepoint> recorded = EnumSet.copyOf(WorkloadOptions.usualEvents(KERNEL));
    recorded.add(SchedTracepoint.STAT_WAIT);
    return WorkloadOptions.of(KERNEL, CPUS, THREADS, 1).withRecorded(recorded);
  }
}
