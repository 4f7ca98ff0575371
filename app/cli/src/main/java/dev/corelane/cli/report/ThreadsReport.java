package dev.corelane.cli.report;

import dev.corelane.analysis.latency.ThreadTime;
import dev.corelane.analysis.latency.ThreadTimes;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;

/// Where the time of the threads went: what `threads` prints.
public final class ThreadsReport implements Report {
  private final Timeline timeline;
  private final ThreadTimes times;
  private final List<ThreadTime> listed;

  /// @param timeline the recording
  /// @param times its thread times
  /// @param order in which threads are listed
  /// @param limit how many at most
  public ThreadsReport(Timeline timeline, ThreadTimes times, ThreadOrder order, long limit) {
    this.timeline = timeline;
    this.times = times;
    this.listed = times.threads().stream().sorted(order.comparator(timeline)).limit(limit).toList();
  }

  @Override
  public void write(JsonReport json) {
    json.array(() -> listed.forEach(thread -> json.object(() -> write(json, thread))));
  }

  private void write(JsonReport json, ThreadTime thread) {
    Task task = timeline.task(thread.task());
    json.field("tid", task.tid());
    json.field("pid", task.pid());
    json.field("name", task.name());
    json.field("label", task.label());
    json.field("kernelThread", task.kernelThread());
    json.field("runTimeNs", thread.runTimeNs());
    json.field("runDelayNs", thread.runDelayNs());
    json.field("preemptedDelayNs", thread.preemptedDelayNs());
    json.field("maxRunDelayNs", thread.maxRunDelayNs());
    json.field("sleepNs", thread.sleepNs());
    json.field("switches", thread.switches());
    json.field("involuntarySwitches", thread.involuntarySwitches());
    json.field("migrations", thread.migrations());
  }

  @Override
  public void print(Terminal terminal) {
    var units = new Units(terminal.micro());
    var table =
        new TextTable()
            .text("thread")
            .number("tid")
            .number("run")
            .number("run delay")
            .number("of it preempted")
            .number("worst")
            .number("sleep")
            .number("switches")
            .number("involuntary")
            .number("moves");
    for (ThreadTime thread : listed) {
      Task task = timeline.task(thread.task());
      row(table, units, PlainText.of(task.name()), String.valueOf(task.tid()), thread);
    }
    row(table, units, "all " + times.threads().size() + " threads", "", times.total());
    table.print(terminal.out());
    Limits.tellRest(terminal.out(), times.threads().size() - listed.size(), "threads");
  }

  private static void row(
      TextTable table, Units units, String name, String tid, ThreadTime thread) {
    table.row(
        name,
        tid,
        units.duration(thread.runTimeNs()),
        units.duration(thread.runDelayNs()),
        units.duration(thread.preemptedDelayNs()),
        units.duration(thread.maxRunDelayNs()),
        units.duration(thread.sleepNs()),
        Units.count(thread.switches()),
        Units.count(thread.involuntarySwitches()),
        Units.count(thread.migrations()));
  }
}
