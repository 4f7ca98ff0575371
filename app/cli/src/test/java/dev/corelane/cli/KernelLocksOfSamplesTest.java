package dev.corelane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.locks.LockUse;
import dev.corelane.analysis.locks.LocksAnalysis;
import dev.corelane.analysis.locks.TaskTime;
import dev.corelane.analysis.locks.WaitTimes;
import dev.corelane.importers.Importers;
import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Waits for locks of the kernel, by lock and by thread, beside `perf lock contention -l` and `-t`.
class KernelLocksOfSamplesTest {
  private static final Pattern ROW =
      Pattern.compile(
          " *(\\d+) +(\\d+\\.\\d\\d) (s|ms|us|ns) +(\\d+\\.\\d\\d) (s|ms|us|ns)"
              + " +(\\d+\\.\\d\\d) (s|ms|us|ns) +([0-9a-f]+) .*");

  @TempDir Path folder;

  /// Waits of a lock or a thread, in ns; `open` are those that the end of the recording cuts off.
  /// perf counts these, but gives them no time, and leaves them out of the mean.
  private record Sums(long count, long total, long longest, long open, long openNs) {
    Sums plus(Sums that) {
      return new Sums(
          count + that.count,
          total + that.total,
          Math.max(longest, that.longest),
          open + that.open,
          openNs + that.openNs);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spinlock-7.2-lazy-full", "multixact-7.2-lazy-wait", "multixact-6.12-none-wait"})
  void areThoseOfPerf(String id) throws IOException {
    SampleTrace sample = SampleTraces.of(id).orElseThrow();
    Map<String, Sums> byLock = new HashMap<>();
    Map<String, Sums> byThread = new HashMap<>();
    try (Timeline timeline = Importers.open(List.of(sample.copyTo(folder)), ProgressMonitor.NONE)) {
      for (LockUse use : new LocksAnalysis().run(timeline, ProgressMonitor.NONE).byLock()) {
        if (kernel(use.kind())) {
          WaitTimes waits = use.waits();
          byLock.put(
              address(timeline, use.lock()),
              new Sums(waits.count(), waits.totalNs(), waits.longestNs(), 0, 0));
          for (TaskTime waiter : use.topWaiters()) {
            byThread.merge(
                tid(timeline, waiter.task()),
                new Sums(waiter.count(), waiter.ns(), 0, 0, 0),
                Sums::plus);
          }
        }
      }
      for (long row = 0; row < timeline.waits().size(); row++) {
        LockWait wait = timeline.waits().get(row);
        if (kernel(timeline.locks().get(wait.lock()).kind()) && !wait.acquired()) {
          var open = new Sums(0, 0, 0, 1, wait.endNs() - wait.startNs());
          byLock.merge(address(timeline, wait.lock()), open, Sums::plus);
          byThread.merge(tid(timeline, wait.task()), open, Sums::plus);
        }
      }
    }
    agree(sample, "expected/perf-lock-contention.addresses.txt", byLock);
    agree(sample, "expected/perf-lock-contention.threads.txt", byThread);
  }

  private static boolean kernel(LockKind kind) {
    return kind.name().startsWith("KERNEL_");
  }

  private static String address(Timeline timeline, int lock) {
    return Long.toHexString(timeline.locks().get(lock).address());
  }

  private static String tid(Timeline timeline, int task) {
    return String.valueOf(timeline.task(task).tid());
  }

  private static void agree(SampleTrace sample, String file, Map<String, Sums> seen)
      throws IOException {
    for (String line : lines(sample, file)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Sums own = seen.remove(row.group(8));
        assertThat(own).as(line).isNotNull();
        assertThat(own.count()).as(line).isEqualTo(Long.parseLong(row.group(1)));
        double ended = own.total() - own.openNs();
        isPrinted(ended, row.group(2), row.group(3), line);
        isPrinted(ended / (own.count() - own.open()), row.group(6), row.group(7), line);
        if (own.longest() > 0) {
          isPrinted(own.longest(), row.group(4), row.group(5), line);
        }
      }
    }
    assertThat(seen).as("waits that perf does not have").isEmpty();
  }

  /// perf rounds or cuts to two digits behind the point.
  private static void isPrinted(double ns, String number, String unit, String line) {
    double scale =
        switch (unit) {
          case "s" -> 1e9;
          case "ms" -> 1e6;
          case "us" -> 1e3;
          default -> 1;
        };
    double printed = Double.parseDouble(number);
    assertThat(ns / scale).as(line).isBetween(printed - 0.005, printed + 0.01);
  }

  private static List<String> lines(SampleTrace sample, String name) throws IOException {
    try (var reader =
        new BufferedReader(new InputStreamReader(sample.open(name), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
