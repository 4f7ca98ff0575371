package dev.corelane.cli.report;

import dev.corelane.analysis.incident.Finding;
import dev.corelane.analysis.locks.LockNames;
import dev.corelane.analysis.locks.LockUse;
import dev.corelane.analysis.observer.RecorderLocks;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Locale;

/// Findings in words.
final class FindingText {
  private final Timeline timeline;
  private final List<LockUse> byName;
  private final RecorderLocks recorder;
  private final Units units;

  FindingText(Timeline timeline, List<LockUse> byName, RecorderLocks recorder, Units units) {
    this.recorder = recorder;
    this.timeline = timeline;
    this.byName = byName;
    this.units = units;
  }

  /// A finding as a sentence.
  String of(Finding finding) {
    return switch (finding.kind()) {
      case LOCK_WAITS -> waits(finding);
      case KERNEL_LOCKS -> kernelLocks(finding);
      case PREEMPTED_HOLDERS ->
          "%s holders of %s were preempted; those who waited lost %s meanwhile. The worst: %s at %s."
              .formatted(
                  Units.count(finding.count()),
                  lock(finding),
                  time(finding.lostNs()),
                  thread(finding),
                  Units.time(finding.timeNs()));
      case SATURATED_LOCK ->
          "%s is held more than %.0f %% of the time: it limits throughput by itself."
              .formatted(
                  PlainText.of(LockNames.exact(timeline.locks().get(finding.lock()))),
                  100 * LockUse.KNEE);
      case PRIORITY_INVERSION ->
          "Threads that waited for %s lost %s, in %s waits, because its holder waited for a CPU on which less urgent threads than they ran; the worst: holder %s at %s."
              .formatted(
                  lock(finding),
                  time(finding.lostNs()),
                  Units.count(finding.count()),
                  thread(finding),
                  Units.time(finding.timeNs()));
      case CONVOY ->
          "Up to %d threads queued for %s from %s on, %s of waiting in all%s."
              .formatted(
                  finding.count(),
                  lock(finding),
                  Units.time(finding.timeNs()),
                  time(finding.lostNs()),
                  finding.task() == Task.UNKNOWN
                      ? ""
                      : "; its holder " + thread(finding) + " was off its CPU");
      case WAKEUP_LATENCY ->
          "Woken threads waited %s for a CPU, in %s waits; the longest: %s at %s."
              .formatted(
                  time(finding.lostNs()),
                  Units.count(finding.count()),
                  thread(finding),
                  Units.time(finding.timeNs()));
      case PREEMPTION ->
          "Preempted threads waited %s to go on, in %s waits; the longest: %s at %s."
              .formatted(
                  time(finding.lostNs()),
                  Units.count(finding.count()),
                  thread(finding),
                  Units.time(finding.timeNs()));
    };
  }

  private String waits(Finding finding) {
    LockUse use = use(finding.lock());
    String inner =
        use.waits().innerNs() > 0
            ? ", %s of it inside, for yet another lock".formatted(time(use.waits().innerNs()))
            : "";
    return "%s (%s%s): %s waits took %s: %s spinning, %s asleep, %s ready without a CPU%s."
        .formatted(
            PlainText.of(use.name()),
            use.kind().name().toLowerCase(Locale.ROOT),
            use.locks() > 1 ? ", " + Units.count(use.locks()) + " locks" : "",
            Units.count(use.waits().count()),
            time(use.waits().totalNs()),
            time(use.waits().spinNs()),
            time(use.waits().sleepNs()),
            time(use.waits().runDelayNs()),
            inner);
  }

  private String kernelLocks(Finding finding) {
    List<LockUse> kernel =
        byName.stream().filter(use -> use.kind().name().startsWith("KERNEL_")).toList();
    long preempted = kernel.stream().mapToLong(use -> use.preempted().count()).sum();
    long lost =
        kernel.stream()
            .mapToLong(use -> use.preempted().wasteNs() + use.preempted().blockedNs())
            .sum();
    String text =
        "Locks of the kernel itself (%s of them): %s waits took %s; holders were preempted %s times, which cost the waiters %s."
            .formatted(
                Units.count(kernel.stream().mapToLong(LockUse::locks).sum()),
                Units.count(finding.count()),
                time(finding.lostNs()),
                Units.count(preempted),
                time(lost));
    return text + recorders();
  }

  private String recorders() {
    if (recorder.waits() > 0) {
      return " %s of these waits, %s, were for %s mutexes that the recorder itself takes when a probe is hit: without it they would not exist."
          .formatted(
              Units.count(recorder.waits()),
              time(recorder.waitNs()),
              Units.count(recorder.locks().size()));
    }
    long hits = probeHits();
    return hits == 0
        ? ""
        : " The recorder hit %s probes in user programs; their handler takes a mutex of its CPU, so some of these waits may be the recorder's own."
            .formatted(Units.count(hits));
  }

  /// Events of probes in user programs, by the groups that perf gives them.
  private long probeHits() {
    return timeline.eventCounts().stream()
        .filter(event -> event.name().matches("(sdt_|probe|uprobes|pg)[^:]*:.*"))
        .mapToLong(EventCount::count)
        .sum();
  }

  private LockUse use(int id) {
    Lock lock = timeline.locks().get(id);
    String name = LockNames.of(lock);
    return byName.stream()
        .filter(use -> use.kind() == lock.kind() && use.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String lock(Finding finding) {
    return PlainText.of(LockNames.of(timeline.locks().get(finding.lock())))
        + (recorder.locks().contains(finding.lock()) ? " (a mutex of the recorder)" : "");
  }

  private String thread(Finding finding) {
    return PlainText.of(timeline.taskName(finding.task(), finding.timeNs()))
        + ":"
        + timeline.task(finding.task()).tid();
  }

  private String time(long ns) {
    return units.duration(ns).strip();
  }
}
