package dev.corelane.importers.perf.testing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// What a synthetic trace contains, added up by the workload itself. Times are nanoseconds.
///
/// A run is from a switch in to the same CPU's next switch; runs that were under way at a CPU's
/// first switch or at the end of the trace are left out. So are all other spans with an end outside
/// of the trace; `activity` and `sinceNs` tell what each task was doing at the end.
///
/// @param events events by tracepoint
/// @param firstNs time of the first event
/// @param lastNs time of the last event
/// @param threads every task but the idle ones, in order of appearance
public record GroundTruth(
    Map<SchedTracepoint, Long> events,
    long firstNs,
    long lastNs,
    List<ThreadTruth> threads,
    List<CpuTruth> cpus) {
  /// One task.
  ///
  /// @param comm its last name
  /// @param forkedNs -1 if it is older than the trace
  /// @param exitedNs time of sched_process_exit, -1 if it outlives the trace
  /// @param switchesIn number of times it was given a CPU
  /// @param switchesOut number of times it left one
  /// @param involuntarySwitches switches out as R or R+
  /// @param preemptedInKernel those as R+
  /// @param runDelayNs from waking (or wakeup_new) or preemption to the switch in
  /// @param wakeupDelayNs the part of the run delay that began with a waking
  /// @param sleepNs from a switch out as S, D or I to the waking
  /// @param wakings wakings that ended a sleep or started a new task
  /// @param migrations number of sched_migrate_task
  /// @param activity at the end: UNKNOWN, RUNNING, RUNNABLE, SLEEPING, EXITED
  /// @param sinceNs since when, -1 if it was never seen to begin
  public record ThreadTruth(
      int tid,
      int pid,
      String comm,
      long forkedNs,
      long exitedNs,
      long runTimeNs,
      long switchesIn,
      long switchesOut,
      long involuntarySwitches,
      long preemptedInKernel,
      long runDelayNs,
      long maxRunDelayNs,
      long wakeupDelayNs,
      long sleepNs,
      long wakings,
      long migrations,
      String activity,
      long sinceNs) {
    static ThreadTruth of(SyntheticTask task) {
      TaskAccounting a = task.accounting;
      return new ThreadTruth(
          task.tid(),
          task.pid(),
          task.comm().name(),
          a.forkedNs,
          a.exitedNs,
          a.runTimeNs,
          a.switchesIn,
          a.switchesOut,
          a.involuntarySwitches,
          a.preemptedInKernel,
          a.runDelayNs,
          a.maxRunDelayNs,
          a.wakeupDelayNs,
          a.sleepNs,
          a.wakings,
          a.migrations,
          a.activity().name(),
          a.sinceNs());
    }
  }

  /// One CPU.
  ///
  /// @param events events recorded on it
  /// @param busyNs between its first and last switch, not idle
  /// @param idleNs between its first and last switch, idle
  public record CpuTruth(int cpu, long events, long switches, long busyNs, long idleNs) {}

  public GroundTruth {
    events = Map.copyOf(events);
  }

  /// Events of one tracepoint.
  public long events(SchedTracepoint tracepoint) {
    return events.getOrDefault(tracepoint, 0L);
  }

  /// All events.
  public long totalEvents() {
    return events.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The sum of one value over all threads.
  public long total(ToLongFunction<ThreadTruth> value) {
    return threads.stream().mapToLong(value).sum();
  }

  /// Writes the threads as tab-separated values with a head line.
  public void writeThreads(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          "tid\tpid\tcomm\tforkedNs\texitedNs\trunTimeNs\tswitchesIn\tswitchesOut"
              + "\tinvoluntarySwitches\tpreemptedInKernel\trunDelayNs\tmaxRunDelayNs"
              + "\twakeupDelayNs\tsleepNs\twakings\tmigrations\tactivity\tsinceNs\n");
      for (ThreadTruth t : threads) {
        out.write(t.tid + "\t" + t.pid + "\t" + t.comm + "\t" + t.forkedNs + "\t" + t.exitedNs);
        out.write("\t" + t.runTimeNs + "\t" + t.switchesIn + "\t" + t.switchesOut);
        out.write("\t" + t.involuntarySwitches + "\t" + t.preemptedInKernel);
        out.write("\t" + t.runDelayNs + "\t" + t.maxRunDelayNs + "\t" + t.wakeupDelayNs);
        out.write("\t" + t.sleepNs + "\t" + t.wakings + "\t" + t.migrations);
        out.write("\t" + t.activity + "\t" + t.sinceNs + "\n");
      }
    }
  }
}
