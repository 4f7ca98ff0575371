package dev.corelane.benchmarks;

import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.blocking.BlockedByAnalysis;
import dev.corelane.analysis.incident.IncidentAnalysis;
import dev.corelane.analysis.inversion.InversionAnalysis;
import dev.corelane.analysis.latency.RunDelayAnalysis;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.analysis.load.LoadAnalysis;
import dev.corelane.analysis.locks.HolderPreemptionAnalysis;
import dev.corelane.analysis.locks.LocksAnalysis;
import dev.corelane.analysis.observer.ObserverAnalysis;
import dev.corelane.analysis.overview.TraceSummaryAnalysis;
import dev.corelane.analysis.postgres.CliffAnalysis;
import dev.corelane.analysis.postgres.IncidentPatternsAnalysis;
import dev.corelane.analysis.postgres.WaitProfileAnalysis;
import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.Timeline;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Measures every analysis on one made-up recording, several rounds in one process, beside all of
/// them as one piece of work and the least that anything which looks at all facts must do: one pass
/// over all columns. To know how long all at once take when nothing has run before, ask for `all`
/// alone: its first round is that.
///
/// Prints a Markdown table per round: CPU seconds of the process, its compilers and garbage
/// collector included, wall seconds, and the CPU time as a multiple of the pass.
public final class AllAnalyses {
  private static final long SWITCHES = 10_000_000;
  private static final int ROUNDS = 3;

  private static final TraceAnalysis<?> ALL = new dev.corelane.analysis.all.AllAnalyses();

  private static final List<TraceAnalysis<?>> ANALYSES =
      List.of(
          new TraceSummaryAnalysis(),
          new ThreadTimesAnalysis(),
          new RunDelayAnalysis(),
          new PreemptionAnalysis(),
          new LocksAnalysis(),
          new HolderPreemptionAnalysis(),
          new InversionAnalysis(),
          new BlockedByAnalysis(),
          new LoadAnalysis(),
          new ObserverAnalysis(),
          new WaitProfileAnalysis(),
          new IncidentPatternsAnalysis(),
          new CliffAnalysis(),
          new IncidentAnalysis(),
          ALL);

  private record Spent(double cpuSeconds, double wallSeconds) {
    Spent plus(Spent that) {
      return new Spent(cpuSeconds + that.cpuSeconds, wallSeconds + that.wallSeconds);
    }
  }

  private AllAnalyses() {}

  /// @param args number of switches in millions (10), number of rounds (3); ids of analyses, else
  ///   all of them
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    long switches = args.length > 0 ? Long.parseLong(args[0]) * 1_000_000 : SWITCHES;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
    List<TraceAnalysis<?>> chosen =
        ANALYSES.stream()
            .filter(analysis -> args.length < 3 || List.of(args).contains(analysis.id()))
            .toList();
    try (Timeline timeline = BusyServer.timeline(switches)) {
      System.out.printf(
          Locale.ROOT,
          "%,d slices, %,d holds, %,d waits, %.1f s, %d processors%n",
          timeline.tables().table(TableSchema.SLICES).rows(),
          timeline.holds().size(),
          timeline.waits().size(),
          timeline.range().durationNs() / 1e9,
          Runtime.getRuntime().availableProcessors());
      for (int round = 0; round < rounds; round++) {
        measure(timeline, chosen);
      }
      System.out.printf(Locale.ROOT, "%nmost heap in use: %d MB%n", heapPeak() >> 20);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void measure(Timeline timeline, List<TraceAnalysis<?>> chosen) {
    System.out.printf(
        "%n| analysis | CPU s | wall s | CPU time, in passes over all columns"
            + " |%n|---|---|---|---|%n");
    Spent pass = spent(() -> pass(timeline));
    print("one pass over all columns", pass, pass);
    var sum = new Spent(0, 0);
    for (TraceAnalysis<?> analysis : chosen) {
      Spent own = spent(() -> analysis.run(timeline, ProgressMonitor.NONE));
      print(analysis == ALL ? "all at once" : '`' + analysis.id() + '`', own, pass);
      sum = analysis == ALL ? sum : sum.plus(own);
    }
    if (sum.cpuSeconds() > 0) {
      print("one after the other", sum, pass);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void print(String what, Spent spent, Spent pass) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.1f |%n",
        what,
        spent.cpuSeconds(),
        spent.wallSeconds(),
        spent.cpuSeconds() / pass.cpuSeconds());
  }

  private static Spent spent(Runnable work) {
    long wall = System.nanoTime();
    double cpu = cpuSeconds();
    work.run();
    return new Spent(cpuSeconds() - cpu, (System.nanoTime() - wall) / 1e9);
  }

  /// Of all threads of this process so far.
  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /// Every byte of every table once.
  private static long pass(Timeline timeline) {
    long sum = 0;
    for (TableSchema schema : TableSchema.values()) {
      for (int column = 0; column < schema.columns().size(); column++) {
        sum += sum(timeline.tables().table(schema).bytes(column));
      }
    }
    return sum;
  }

  private static long sum(MemorySegment column) {
    long sum = 0;
    for (long at = 0; at + Long.BYTES <= column.byteSize(); at += Long.BYTES) {
      sum += column.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
    }
    return sum;
  }

  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
