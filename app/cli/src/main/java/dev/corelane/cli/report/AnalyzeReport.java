package dev.corelane.cli.report;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.blocking.BlockedPart;
import dev.corelane.analysis.blocking.Deadlock;
import dev.corelane.analysis.criticalpath.PathClass;
import dev.corelane.analysis.incident.Finding;
import dev.corelane.analysis.incident.Incident;
import dev.corelane.analysis.incident.SlowWork;
import dev.corelane.analysis.latency.Distribution;
import dev.corelane.analysis.locks.HolderPreemption;
import dev.corelane.analysis.locks.LockNames;
import dev.corelane.analysis.locks.LockUse;
import dev.corelane.analysis.observer.ObserverEffect;
import dev.corelane.analysis.observer.ObserverWarning;
import dev.corelane.analysis.overview.TraceSummary;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.timeline.Timeline;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What is worst in a recording: what `analyze` prints.
public final class AnalyzeReport implements Report {
  /// Files that reach beyond the scheduler's recording by less are not worth a word.
  private static final double WHOLE = 0.95;

  private final Timeline timeline;
  private final Incident incident;
  private final ObserverEffect observer;
  private final List<String> warnings;
  private final PatternSection patterns;
  private final List<LockUse> byName;
  private final BlockingSection blocking;
  private final long limit;

  /// @param timeline the recording
  /// @param incident what is worst in it
  /// @param deadlocks also those outside the range that the incident is of
  /// @param blocked how many threads were blocked over time
  /// @param patterns known incidents that it looks like, and when its rates changed
  /// @param limit how many entries of each list at most
  public AnalyzeReport(
      Timeline timeline,
      Incident incident,
      List<Deadlock> deadlocks,
      List<BlockedPart> blocked,
      PatternSection patterns,
      long limit) {
    this.blocking = new BlockingSection(timeline, deadlocks, blocked);
    this.timeline = timeline;
    this.incident = incident;
    this.observer = incident.observer();
    this.patterns = patterns;
    this.warnings = ObserverWarning.of(observer);
    this.byName = incident.locks().byName();
    this.limit = limit;
  }

  @Override
  public void write(JsonReport json) {
    json.object(
        () -> {
          json.field("fromNs", incident.summary().startNs());
          json.field("durationNs", incident.summary().durationNs());
          json.field("cpus", incident.summary().cpus());
          json.field("complete", incident.summary().confidence() == Confidence.COMPLETE);
          json.array("warnings", warnings, warning -> json.field("text", warning));
          writeFindings(json);
          patterns.write(json);
          writeHolders(json);
          blocking.write(json);
          json.object("wakeupLatency", () -> write(json, incident.delays().afterWakeup()));
          json.object("preemptedDelay", () -> write(json, incident.delays().afterPreemption()));
          json.array(
              "slowest", incident.slowest().stream().limit(limit).toList(), w -> write(json, w));
        });
  }

  private void writeFindings(JsonReport json) {
    var text = new FindingText(timeline, byName, observer.locks(), new Units("u"));
    json.array(
        "findings",
        incident.findings().stream().limit(limit).toList(),
        finding -> {
          json.field("id", id(finding.kind()));
          json.field("lostNs", finding.lostNs());
          json.field("count", finding.count());
          json.field("timeNs", finding.timeNs());
          json.field(
              "lock",
              finding.lock() < 0 ? null : LockNames.of(timeline.locks().get(finding.lock())));
          json.field("tid", timeline.task(finding.task()).tid());
          json.field("text", text.of(finding));
        });
  }

  private void writeHolders(JsonReport json) {
    json.field("holderSwitches", incident.holders().switches());
    json.field("holderSwitchesWithWaiters", incident.holders().switchesWithWaiters());
    json.array(
        "holderPreemptions",
        dearest(),
        held -> {
          json.field("timeNs", held.offCpu().startNs());
          json.field("cpu", timeline.cpus().get(held.cpu()).number());
          json.field("lock", LockNames.of(timeline.locks().get(held.lock())));
          json.field("holder", timeline.task(held.holder()).tid());
          json.field("by", timeline.task(held.preemptor()).tid());
          json.field("offCpuNs", held.stretchNs());
          json.field("inferred", held.inferred());
          json.field("recorders", observer.locks().locks().contains(held.lock()));
          json.field("waiters", held.waiters().size());
          json.field("wasteNs", held.wasteNs());
          json.field("costNs", held.costNs());
        });
  }

  private List<HolderPreemption> dearest() {
    return Arrays.stream(incident.holders().byCost())
        .limit(limit)
        .filter(index -> incident.holders().costNs(index) > 0)
        .mapToObj(incident.holders()::get)
        .toList();
  }

  private static void write(JsonReport json, Distribution delays) {
    json.field("count", delays.count());
    json.field("totalNs", delays.totalNs());
    percentile(json, "p50Ns", delays, 50);
    percentile(json, "p99Ns", delays, 99);
    json.field("maxNs", delays.longestNs());
  }

  private static void percentile(
      JsonReport json, String name, Distribution delays, double percent) {
    boolean known = delays.tells(percent);
    json.field(name, known, known ? delays.percentileNs(percent) : 0);
  }

  private void write(JsonReport json, SlowWork work) {
    json.field("category", work.span().category());
    json.field("name", work.span().name());
    json.field("tid", timeline.task(work.span().task()).tid());
    json.field("startNs", work.span().startNs());
    json.field("durationNs", work.span().endNs() - work.span().startNs());
    json.object(
        "path",
        () -> {
          for (PathClass kind : PathClass.values()) {
            json.field(id(kind) + "Ns", work.path().shares().getOrDefault(kind, 0L));
          }
        });
  }

  @Override
  public void print(Terminal terminal) {
    var units = new Units(terminal.micro());
    PrintStream out = terminal.out();
    printHead(out, units);
    if (!warnings.isEmpty()) {
      out.println();
      Limits.beware(out, warnings);
    }
    out.println();
    out.println("What cost most, added up over threads");
    var text = new FindingText(timeline, byName, observer.locks(), units);
    long rank = 0;
    for (Finding finding : incident.findings().stream().limit(limit).toList()) {
      out.println("%3d. %s".formatted(++rank, text.of(finding)));
    }
    if (rank == 0) {
      out.println("  nothing: no waits were recorded.");
    }
    if (!patterns.isEmpty()) {
      out.println();
      patterns.print(out);
    }
    printHolders(out, units);
    blocking.print(out);
    printDelays(out, units);
    printSlowest(out, units);
  }

  private void printHead(PrintStream out, Units units) {
    TraceSummary summary = incident.summary();
    if (!scheduled()) {
      out.println(
          "%s; the scheduler was not recorded, so nothing is told of CPUs and preemption."
              .formatted(units.duration(summary.durationNs()).strip()));
      return;
    }
    String beyond =
        summary.durationNs() < timeline.range().durationNs() * WHOLE
            ? ", of %s that the files tell of"
                .formatted(units.duration(timeline.range().durationNs()).strip())
            : "";
    out.println(
        "%s on %s CPUs%s (kernel %s, preemption model %s), busy %s of the time%s."
            .formatted(
                units.duration(summary.durationNs()).strip(),
                Units.count(summary.cpus()),
                beyond,
                property(Properties.KERNEL_RELEASE),
                property(Properties.KERNEL_PREEMPTION),
                Units.percent(summary.busyNs(), (double) summary.cpus() * summary.durationNs()),
                summary.confidence() == Confidence.COMPLETE
                    ? ""
                    : "; data was lost, so counts are too low"));
  }

  private boolean scheduled() {
    return incident.summary().busyNs() > 0;
  }

  private String property(String key) {
    return PlainText.of(timeline.properties().getOrDefault(key, "not told"));
  }

  private void printHolders(PrintStream out, Units units) {
    List<HolderPreemption> dearest = dearest();
    if (dearest.isEmpty()) {
      return;
    }
    out.println();
    out.println(
        "%s involuntary switches hit holders of a lock; in %s of them somebody waited for it. The dearest:"
            .formatted(
                Units.count(incident.holders().switches()),
                Units.count(incident.holders().switchesWithWaiters())));
    var table =
        new TextTable()
            .number("time")
            .number("CPU")
            .text("holder")
            .text("by")
            .text("lock")
            .number("off CPU")
            .number("waiters")
            .number("they burnt")
            .number("they lost");
    for (HolderPreemption held : dearest) {
      long at = held.offCpu().startNs();
      table.row(
          Units.time(at),
          String.valueOf(timeline.cpus().get(held.cpu()).number()),
          thread(held.holder(), at),
          thread(held.preemptor(), at),
          lock(held),
          units.duration(held.stretchNs()),
          Units.count(held.waiters().size()),
          units.duration(held.wasteNs()),
          units.duration(held.costNs()));
    }
    table.print(out);
  }

  private void printDelays(PrintStream out, Units units) {
    if (!scheduled()) {
      return;
    }
    out.println();
    var table =
        new TextTable()
            .text("waits for a CPU")
            .number("number")
            .number("in all")
            .number("median")
            .number("99 %")
            .number("longest");
    row(table, units, "after a wake-up", incident.delays().afterWakeup());
    row(table, units, "after a preemption", incident.delays().afterPreemption());
    table.print(out);
  }

  private static void row(TextTable table, Units units, String what, Distribution delays) {
    table.row(
        what,
        Units.count(delays.count()),
        units.duration(delays.totalNs()),
        delays.tells(50) ? units.duration(delays.percentileNs(50)) : "-",
        delays.tells(99) ? units.duration(delays.percentileNs(99)) : "-",
        units.duration(delays.longestNs()));
  }

  private void printSlowest(PrintStream out, Units units) {
    if (incident.slowest().isEmpty()) {
      return;
    }
    out.println();
    out.println(
        scheduled()
            ? "The longest pieces of work, and what they waited for along the critical path"
            : "The longest pieces of work");
    for (SlowWork work : incident.slowest().stream().limit(limit).toList()) {
      long length = work.span().endNs() - work.span().startNs();
      String shares =
          work.path().shares().entrySet().stream()
              .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
              .map(e -> words(e.getKey()) + " " + Units.percent(e.getValue(), length))
              .collect(Collectors.joining(", "));
      out.println(
          "  %s %s of %s at %s%s"
              .formatted(
                  units.duration(length),
                  PlainText.of(work.span().name()),
                  thread(work.span().task(), work.span().startNs()),
                  Units.time(work.span().startNs()),
                  scheduled() ? ": " + shares : ""));
    }
  }

  private static String words(PathClass kind) {
    return switch (kind) {
      case RUNNING -> "running";
      case SPINNING -> "spinning";
      case WAKEUP_DELAY -> "woken, no CPU";
      case PREEMPTED -> "preempted";
      case LOCK -> "locks";
      case IO -> "I/O";
      case SLEEPING -> "asleep";
      case UNKNOWN -> "unknown";
    };
  }

  private String lock(HolderPreemption held) {
    List<String> remarks = new ArrayList<>();
    if (observer.locks().locks().contains(held.lock())) {
      remarks.add("the recorder's");
    }
    if (held.inferred()) {
      remarks.add("inferred");
    }
    return PlainText.of(LockNames.of(timeline.locks().get(held.lock())))
        + (remarks.isEmpty() ? "" : " (" + String.join(", ", remarks) + ")");
  }

  private String thread(int task, long timeNs) {
    return PlainText.of(timeline.taskName(task, timeNs)) + ":" + timeline.task(task).tid();
  }

  private static String id(Finding.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String id(PathClass kind) {
    return switch (kind) {
      case RUNNING -> "running";
      case SPINNING -> "spinning";
      case WAKEUP_DELAY -> "wakeupDelay";
      case PREEMPTED -> "preempted";
      case LOCK -> "lock";
      case IO -> "io";
      case SLEEPING -> "sleeping";
      case UNKNOWN -> "unknown";
    };
  }
}
