package dev.corelane.cli.report;

import dev.corelane.analysis.locks.LockNames;
import dev.corelane.analysis.locks.PreemptionCosts;
import dev.corelane.analysis.preemption.Preemption;
import dev.corelane.analysis.preemption.Preemptions;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.timeline.Timeline;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/// The involuntary switches: what `preemptions` prints.
public final class PreemptionsReport implements Report {
  private final Timeline timeline;
  private final Preemptions preemptions;
  private final PreemptionCosts costs;
  private final PreemptionOrder order;
  private final long limit;

  /// @param timeline the recording
  /// @param preemptions its preemptions
  /// @param costs what they cost
  /// @param order in which they are listed
  /// @param limit how many at most
  public PreemptionsReport(
      Timeline timeline,
      Preemptions preemptions,
      PreemptionCosts costs,
      PreemptionOrder order,
      long limit) {
    this.timeline = timeline;
    this.preemptions = preemptions;
    this.costs = costs;
    this.order = order;
    this.limit = limit;
  }

  @Override
  public void write(JsonReport json) {
    json.array(
        () ->
            order
                .first(preemptions, costs, limit)
                .forEach(index -> json.object(() -> write(json, index))));
  }

  private void write(JsonReport json, int index) {
    Preemption preemption = preemptions.get(index);
    json.field("timeNs", preemption.timeNs());
    json.field("cpu", timeline.cpus().get(preemption.cpu()).number());
    writeThread(json, "victim", preemption.victim(), preemption.timeNs());
    writeThread(json, "by", preemption.by(), preemption.timeNs());
    json.field("kind", lower(preemption.kind()));
    json.field("cause", lower(preemption.cause()));
    json.field("offCpuNs", preemption.offCpuNs());
    json.field("ranAgain", preemption.ranAgain());
    json.array(
        "heldLocks",
        costs.held(index),
        held -> {
          Lock lock = timeline.locks().get(held.lock());
          json.field("name", LockNames.of(lock));
          json.field("kind", lower(lock.kind()));
          json.field("inferred", held.inferred());
        });
    json.field("waiters", costs.waiters(index));
    json.field("costNs", costs.costNs(index));
  }

  private void writeThread(JsonReport json, String field, int task, long timeNs) {
    json.object(
        field,
        () -> {
          json.field("tid", timeline.task(task).tid());
          json.field("name", timeline.taskName(task, timeNs));
        });
  }

  @Override
  public void print(Terminal terminal) {
    var units = new Units(terminal.micro());
    PrintStream out = terminal.out();
    long total = 0;
    long cost = 0;
    long holders = 0;
    for (int i = 0; i < preemptions.size(); i++) {
      total += preemptions.offCpuNs(i);
      cost += costs.costNs(i);
      holders += costs.held(i).isEmpty() ? 0 : 1;
    }
    out.println(
        "%s preemptions kept their victims off the CPU for %s in all."
            .formatted(Units.count(preemptions.size()), units.duration(total).strip()));
    if (holders > 0) {
      out.println(
          "%s of the victims held a lock; those who waited for it lost %s meanwhile."
              .formatted(Units.count(holders), units.duration(cost).strip()));
    }
    if (preemptions.size() == 0) {
      return;
    }
    var table =
        new TextTable()
            .number("time")
            .number("CPU")
            .text("victim")
            .text("by")
            .text("where")
            .text("cause")
            .number("off CPU")
            .number("waiters")
            .number("they lost")
            .text("holding");
    order.first(preemptions, costs, limit).forEach(index -> row(table, units, index));
    table.print(out);
    Limits.tellRest(out, Math.max(0, preemptions.size() - limit), "preemptions");
  }

  private String thread(int task, long timeNs) {
    return PlainText.of(timeline.taskName(task, timeNs)) + ":" + timeline.task(task).tid();
  }

  private void row(TextTable table, Units units, int index) {
    Preemption preemption = preemptions.get(index);
    long cost = costs.costNs(index);
    table.row(
        Units.time(preemption.timeNs()),
        String.valueOf(timeline.cpus().get(preemption.cpu()).number()),
        thread(preemption.victim(), preemption.timeNs()),
        thread(preemption.by(), preemption.timeNs()),
        lower(preemption.kind()),
        lower(preemption.cause()),
        (preemption.ranAgain() ? "" : "> ") + units.duration(preemption.offCpuNs()),
        cost == 0 ? "" : Units.count(costs.waiters(index)),
        cost == 0 ? "" : units.duration(cost),
        costs.held(index).stream()
            .map(held -> PlainText.of(LockNames.of(timeline.locks().get(held.lock()))))
            .distinct()
            .collect(Collectors.joining(", ")));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
