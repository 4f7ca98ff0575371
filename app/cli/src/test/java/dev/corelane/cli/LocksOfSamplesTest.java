package dev.corelane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.locks.LockUse;
import dev.corelane.analysis.locks.LocksAnalysis;
import dev.corelane.importers.Importers;
import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told of the locks of real recordings, beside what a script counted in their text: see
/// `src/test/python/lock_facts.py`.
class LocksOfSamplesTest {
  /// Functions of PostgreSQL that call s_lock, and what their spinlocks are called here.
  private static final Map<String, String> SPINLOCKS =
      Map.of(
          "StrategyGetBuffer", "buffer_strategy_lock",
          "StrategySyncStart", "buffer_strategy_lock",
          "get_hash_entry", "get_hash_entry (dynahash.c)");

  /// Waits that the recording cuts off at its begin or end: the script leaves them out.
  private static final int CUT_OFF = 20;

  private record Counted(long number, long ns) {
    Counted plus(Counted that) {
      return new Counted(number + that.number, ns + that.ns);
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"spinlock-7.2-lazy-full", "spinlock-6.12-none-full"})
  void waitsAreThoseOfTheText(String id) throws IOException {
    SampleTrace sample = SampleTraces.of(id).orElseThrow();
    Path file = sample.copyTo(folder);
    Map<String, Counted> counted = counted(sample);
    Map<String, Long> waits = lwlockWaits(file);
    List<Json> locks = Run.of("locks", "--json", file).withoutWarnings().elements();
    for (Json lock : locks) {
      assertThat(lock.number("spinNs") + lock.number("sleepNs") + lock.number("runDelayNs"))
          .isEqualTo(lock.number("waitNs"));
      assertThat(lock.number("holdOffCpuNs")).isLessThanOrEqualTo(lock.number("holdNs"));
    }
    for (var entry : counted.entrySet()) {
      if (entry.getKey().equals("held-switches")) {
        continue;
      }
      Json lock =
          locks.stream()
              .filter(found -> found.text("name").equals(entry.getKey()))
              .findFirst()
              .orElseThrow();
      long textNs = entry.getValue().ns();
      assertThat(lock.number("waitNs"))
          .as("time waited for " + entry.getKey())
          .isBetween(textNs, textNs + textNs / 50 + 20_000_000);
      long number =
          lock.text("kind").equals("lwlock")
              ? waits.getOrDefault(entry.getKey(), 0L)
              : lock.number("acquisitions");
      assertThat(number)
          .as("waits for " + entry.getKey())
          .isBetween(entry.getValue().number(), entry.getValue().number() + CUT_OFF);
    }

    long preemptedHolders =
        Run.of("preemptions", "--json", file).withoutWarnings().elements().stream()
            .filter(
                preemption ->
                    preemption.get("heldLocks").elements().stream()
                        .anyMatch(held -> held.text("kind").equals("lwlock")))
            .count();
    long text = counted.getOrDefault("held-switches", new Counted(0, 0)).number();
    assertThat(preemptedHolders)
        .as(
            "the script takes a lock for held until the release probe, which fires after the"
                + " release")
        .isBetween(text - 3, text);
  }

  /// By tranche. A backend may wait more than once before it gets the lock, so these are more than
  /// the contended acquisitions of `locks`.
  private static Map<String, Long> lwlockWaits(Path file) throws IOException {
    try (Timeline timeline = Importers.open(List.of(file), ProgressMonitor.NONE)) {
      return new LocksAnalysis()
          .run(timeline, ProgressMonitor.NONE).byName().stream()
              .filter(use -> use.kind() == LockKind.LWLOCK)
              .collect(Collectors.toMap(LockUse::name, use -> use.waits().count()));
    }
  }

  /// Counted in the text of `perf script` when the recording was made: 4,327 LWLock waits that were
  /// seen to end, 26,240.7 ms. Those that the end of the recording cuts off come on top.
  @Test
  void waitsOfTheMultiXactStormAreThoseOfTheText() throws IOException {
    Path file = SampleTraces.of("multixact-6.12-none-wait").orElseThrow().copyTo(folder);
    List<Json> locks =
        Run.of("locks", "--json", file).json().elements().stream()
            .filter(lock -> lock.text("kind").equals("lwlock"))
            .toList();
    assertThat(locks.stream().mapToLong(lock -> lock.number("contended")).sum())
        .isBetween(4_327L, 4_327L + CUT_OFF);
    assertThat(locks.stream().mapToLong(lock -> lock.number("waitNs")).sum())
        .isBetween(26_240_600_000L, 26_240_600_000L + 26_240_600_000L / 50);
    assertThat(locks)
        .extracting(lock -> lock.text("name"))
        .contains("MultiXactOffsetSLRU", "MultiXactMemberSLRU", "MultiXactGen");
  }

  private static Map<String, Counted> counted(SampleTrace sample) throws IOException {
    Map<String, Counted> counted = new TreeMap<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                sample.open("expected/lock-facts.csv"), StandardCharsets.UTF_8))) {
      for (String line : reader.lines().skip(1).toList()) {
        String[] cells = line.split(",", -1);
        String name =
            switch (cells[0]) {
              case "s_lock" -> SPINLOCKS.getOrDefault(cells[1], cells[1]);
              case "held-switches" -> cells[0];
              default -> cells[1];
            };
        counted.merge(
            name, new Counted(Long.parseLong(cells[2]), Long.parseLong(cells[3])), Counted::plus);
      }
    }
    return counted;
  }

  @Test
  void theKernelsOwnLocksAreNamedBesideThoseOfPostgres() throws IOException {
    Path file = SampleTraces.of("spinlock-7.2-lazy-full").orElseThrow().copyTo(folder);
    Json page = Run.of("analyze", "--json", file).withoutWarnings();
    Map<String, Json> findings =
        page.get("findings").elements().stream()
            .collect(Collectors.toMap(f -> f.text("id"), f -> f, (a, b) -> a));
    assertThat(findings).containsKeys("lock-waits", "kernel-locks", "preemption");
    assertThat(findings.get("kernel-locks").number("count")).isEqualTo(23_770);
    assertThat(findings.get("kernel-locks").text("text")).contains("recorder");
    for (Json work : page.get("slowest").elements()) {
      Json path = work.get("path");
      assertThat(
              path.number("runningNs")
                  + path.number("spinningNs")
                  + path.number("wakeupDelayNs")
                  + path.number("preemptedNs")
                  + path.number("lockNs")
                  + path.number("ioNs")
                  + path.number("sleepingNs")
                  + path.number("unknownNs"))
          .isEqualTo(work.number("durationNs"));
    }
    assertThat(page.get("warnings").elements())
        .as("most of what this recording shows is the recorder's doing")
        .isNotEmpty();
    assertThat(page.get("holderPreemptions").elements()).isNotEmpty();
    assertThat(Run.of("analyze", file).out())
        .contains("buffer_strategy_lock", "Locks of the kernel itself", "critical path");
    assertThat(Run.of("analyze", "--limit", "-1", file).code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("locks", "--by", "lock", "--limit", "3", file).out())
        .contains("0xff947648ffd00138", "more locks");
  }
}
