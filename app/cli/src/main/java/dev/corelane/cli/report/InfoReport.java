package dev.corelane.cli.report;

import dev.corelane.analysis.Confidence;
import dev.corelane.analysis.overview.TraceSummary;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.timeline.Timeline;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// A recording in numbers: what `info` prints.
public final class InfoReport implements Report {
  private final Timeline timeline;
  private final TraceSummary summary;
  private final Map<String, String> properties;
  private final List<EventCount> events;

  /// @param timeline the recording
  /// @param summary its numbers
  public InfoReport(Timeline timeline, TraceSummary summary) {
    this.timeline = timeline;
    this.summary = summary;
    this.properties = timeline.properties();
    this.events =
        timeline.eventCounts().stream()
            .sorted(
                Comparator.comparingLong(EventCount::count)
                    .reversed()
                    .thenComparing(EventCount::name))
            .toList();
  }

  @Override
  public void write(JsonReport json) {
    json.object(
        () -> {
          json.field("cpus", summary.cpus());
          json.field("tasks", summary.tasks());
          json.field("startNs", summary.startNs());
          json.field("endNs", summary.endNs());
          json.field("durationNs", summary.durationNs());
          OptionalLong epoch = startEpochNs();
          json.field("startEpochNs", epoch.isPresent(), epoch.orElse(0));
          json.field("events", summary.events());
          json.field("switches", summary.switches());
          json.field("involuntarySwitches", summary.involuntarySwitches());
          json.field("userPreemptions", summary.userPreemptions());
          json.field("kernelPreemptions", summary.kernelPreemptions());
          json.field("wakeups", summary.wakeups());
          json.field("lostEvents", summary.lostEvents());
          json.field("holes", summary.holes());
          json.field("busyNs", summary.busyNs());
          json.field("idleNs", summary.idleNs());
          json.field("unknownNs", summary.unknownNs());
          json.field("complete", summary.confidence() == Confidence.COMPLETE);
          json.object(
              "kernel",
              () -> {
                json.field("release", properties.get(Properties.KERNEL_RELEASE));
                json.field("preemption", properties.get(Properties.KERNEL_PREEMPTION));
              });
          json.object(
              "host",
              () -> {
                json.field("name", properties.get(Properties.HOST_NAME));
                json.field("arch", properties.get(Properties.HOST_ARCH));
                json.field("cpu", properties.get(Properties.HOST_CPU));
              });
          json.object(
              "recorder",
              () -> {
                json.field("command", properties.get(Properties.RECORDER_COMMAND));
                json.field("version", properties.get(Properties.RECORDER_VERSION));
              });
          json.array("sources", timeline.sources(), source -> write(json, source));
          json.array("clocks", timeline.clocks(), clock -> write(json, clock));
          json.array("eventCounts", events, event -> write(json, event));
          json.array("problems", timeline.problems(), problem -> write(json, problem));
        });
  }

  private void write(JsonReport json, TraceSource source) {
    json.field("path", source.path());
    json.field("importer", source.importer());
    json.field("events", source.events());
    json.field("bytes", source.bytes());
    List<ClockDomain> clocks = timeline.clocks();
    boolean known = source.clock() >= 0 && source.clock() < clocks.size();
    json.field("clock", known ? clocks.get(source.clock()).name() : null);
  }

  private static void write(JsonReport json, ClockDomain clock) {
    json.field("name", clock.name());
    json.field("offsetNs", clock.offsetNs());
    json.field("uncertaintyNs", clock.uncertaintyNs() >= 0, clock.uncertaintyNs());
  }

  private static void write(JsonReport json, EventCount event) {
    json.field("name", event.name());
    json.field("count", event.count());
    json.field("used", event.used());
  }

  private static void write(JsonReport json, ImportProblem problem) {
    json.field("id", problem.id());
    json.field("severity", Problems.severity(problem));
    json.field("count", problem.count());
    json.field("advice", problem.advice());
    json.field("message", problem.message());
    json.field("source", problem.source());
    json.field("firstOffset", problem.firstOffset() >= 0, problem.firstOffset());
    json.field(
        "firstTimeNs", problem.firstTimeNs() != ImportProblem.NO_TIME, problem.firstTimeNs());
  }

  @Override
  public boolean tellsProblems() {
    return true;
  }

  @Override
  public void print(Terminal terminal) {
    PrintStream out = terminal.out();
    var units = new Units(terminal.micro());
    long cpuTime = summary.busyNs() + summary.idleNs() + summary.unknownNs();
    line(
        out,
        "Recorded",
        units.duration(summary.durationNs()).strip()
            + " on "
            + plural(summary.cpus(), "CPU")
            + (startEpochNs().isPresent() ? ", from " + Units.date(startEpochNs().getAsLong()) : "")
            + ", times "
            + Units.time(summary.startNs())
            + " to "
            + Units.time(summary.endNs()));
    line(out, "Machine", machine());
    line(
        out,
        "CPU time",
        "busy %s, idle %s, unknown %s"
            .formatted(
                Units.percent(summary.busyNs(), cpuTime),
                Units.percent(summary.idleNs(), cpuTime),
                Units.percent(summary.unknownNs(), cpuTime)));
    line(out, "Threads", Units.count(summary.tasks()));
    line(out, "Switches", Units.count(summary.switches()));
    line(out, "Preempted", preemptions());
    line(out, "Wake-ups", Units.count(summary.wakeups()));
    line(out, "Lost", lost());
    for (TraceSource source : timeline.sources()) {
      line(
          out,
          "Source",
          "%s (%s, %s, %s)"
              .formatted(
                  PlainText.of(source.path()),
                  source.importer(),
                  Units.bytes(source.bytes()),
                  plural(source.events(), "event")));
    }
    for (ClockDomain clock : timeline.clocks()) {
      line(out, "Clock", PlainText.of(clock.name()) + ", " + place(clock));
    }
    printEvents(out);
    if (!timeline.problems().isEmpty()) {
      out.println();
      out.println("Problems while reading:");
      Problems.print(timeline, timeline.problems(), out, "  ");
    }
  }

  private static String place(ClockDomain clock) {
    String sure =
        switch (Long.signum(clock.uncertaintyNs())) {
          case 0 -> "exactly";
          case 1 -> "give or take " + Units.time(clock.uncertaintyNs());
          default -> "how exactly is not told";
        };
    return clock.offsetNs() == 0 && clock.uncertaintyNs() == 0
        ? "that of the timeline"
        : "%d ns are added to it, %s".formatted(clock.offsetNs(), sure);
  }

  private void printEvents(PrintStream out) {
    if (events.stream().noneMatch(event -> event.count() > 0)) {
      return;
    }
    var table = new TextTable().number("events").text("name").text("");
    for (EventCount event : events.stream().filter(e -> e.count() > 0).toList()) {
      table.row(
          Units.count(event.count()),
          PlainText.of(event.name()),
          event.used() ? "" : "(only counted)");
    }
    out.println();
    table.print(out);
  }

  private String machine() {
    String release = properties.getOrDefault(Properties.KERNEL_RELEASE, "unknown");
    String preemption = properties.getOrDefault(Properties.KERNEL_PREEMPTION, "not told");
    String name = properties.get(Properties.HOST_NAME);
    return PlainText.of(
        (name == null ? "" : name + ", ")
            + "kernel "
            + release
            + ", preemption model "
            + preemption);
  }

  private String preemptions() {
    String where =
        "%s in user mode, %s in the kernel"
            .formatted(
                Units.count(summary.userPreemptions()), Units.count(summary.kernelPreemptions()));
    if (summary.otherPreemptions() > 0) {
      where += ", " + Units.count(summary.otherPreemptions()) + " of which it is not told";
    }
    return Units.count(summary.involuntarySwitches()) + " times: " + where;
  }

  private String lost() {
    if (summary.lostEvents() == 0 && summary.holes() == 0) {
      return "nothing";
    }
    return plural(summary.lostEvents(), "event") + ", " + plural(summary.holes(), "hole");
  }

  private OptionalLong startEpochNs() {
    return timeline.clocks().stream()
        .filter(clock -> clock.name().equals(ClockDomain.REALTIME))
        .mapToLong(clock -> summary.startNs() - clock.offsetNs())
        .findFirst();
  }

  private static String plural(long count, String noun) {
    return Units.count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private static void line(PrintStream out, String name, String value) {
    out.println("%-10s %s".formatted(name, value));
  }
}
