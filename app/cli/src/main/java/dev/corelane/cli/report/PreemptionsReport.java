package dev.corelane.cli.report;

import dev.corelane.analysis.preemption.Preemption;
import dev.corelane.analysis.preemption.PreemptionKind;
import dev.corelane.analysis.preemption.Preemptions;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.timeline.Timeline;
import java.io.PrintStream;
import java.util.Locale;

/// The involuntary switches: what `preemptions` prints.
public final class PreemptionsReport implements Report {
  private final Timeline timeline;
  private final Preemptions preemptions;
  private final PreemptionOrder order;
  private final long limit;

  /// @param timeline the recording
  /// @param preemptions its preemptions
  /// @param order in which they are listed
  /// @param limit how many at most
  public PreemptionsReport(
      Timeline timeline, Preemptions preemptions, PreemptionOrder order, long limit) {
    this.timeline = timeline;
    this.preemptions = preemptions;
    this.order = order;
    this.limit = limit;
  }

  @Override
  public void write(JsonReport json) {
    json.array(
        () ->
            order
                .first(preemptions, limit)
                .mapToObj(preemptions::get)
                .forEach(preemption -> json.object(() -> write(json, preemption))));
  }

  private void write(JsonReport json, Preemption preemption) {
    json.field("timeNs", preemption.timeNs());
    json.field("cpu", timeline.cpus().get(preemption.cpu()).number());
    writeThread(json, "victim", preemption.victim(), preemption.timeNs());
    writeThread(json, "by", preemption.by(), preemption.timeNs());
    json.field("kind", kind(preemption.kind()));
    json.field("offCpuNs", preemption.offCpuNs());
    json.field("ranAgain", preemption.ranAgain());
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
    for (int i = 0; i < preemptions.size(); i++) {
      total += preemptions.offCpuNs(i);
    }
    out.println(
        "%s preemptions kept their victims off the CPU for %s in all."
            .formatted(Units.count(preemptions.size()), units.duration(total).strip()));
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
            .number("off CPU");
    order
        .first(preemptions, limit)
        .mapToObj(preemptions::get)
        .forEach(
            preemption ->
                table.row(
                    Units.time(preemption.timeNs()),
                    String.valueOf(timeline.cpus().get(preemption.cpu()).number()),
                    thread(preemption.victim(), preemption.timeNs()),
                    thread(preemption.by(), preemption.timeNs()),
                    kind(preemption.kind()),
                    (preemption.ranAgain() ? "" : "> ") + units.duration(preemption.offCpuNs())));
    table.print(out);
    Limits.tellRest(out, Math.max(0, preemptions.size() - limit), "preemptions");
  }

  private String thread(int task, long timeNs) {
    return PlainText.of(timeline.taskName(task, timeNs)) + ":" + timeline.task(task).tid();
  }

  private static String kind(PreemptionKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
