package dev.corelane.cli.report;

import dev.corelane.analysis.load.CpuLoad;
import dev.corelane.analysis.load.CpuMoves;
import dev.corelane.analysis.load.DepthProfile;
import dev.corelane.analysis.load.IdleSpell;
import dev.corelane.analysis.load.IdleWhileRunnable;
import dev.corelane.analysis.load.Load;
import dev.corelane.analysis.load.Migrations;
import dev.corelane.analysis.load.ThreadMoves;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.timeline.Timeline;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// How busy the CPUs were: what `load` prints.
public final class LoadReport implements Report {
  private static final long FEW = 10;

  private final Timeline timeline;
  private final Load load;
  private final long limit;

  /// @param timeline the recording
  /// @param load how busy its CPUs were
  /// @param limit how many rows of a list at most
  public LoadReport(Timeline timeline, Load load, long limit) {
    this.timeline = timeline;
    this.load = load;
    this.limit = limit;
  }

  @Override
  public void write(JsonReport json) {
    json.object(
        () -> {
          json.number("utilisation", load.utilisation());
          depth(json, "waiting", load.waiting());
          depth(json, "runnable", load.runnable());
          json.array("cpus", load.cpus(), cpu -> cpu(json, cpu));
          json.object("idleWhileRunnable", () -> idle(json, load.idleWhileRunnable()));
          json.object("migrations", () -> migrations(json, load.migrations()));
        });
  }

  private void cpu(JsonReport json, CpuLoad cpu) {
    json.field("cpu", number(cpu.cpu()));
    json.field("busyNs", cpu.busyNs());
    json.field("idleNs", cpu.idleNs());
    json.field("unknownNs", cpu.unknownNs());
    json.number("utilisation", cpu.utilisation());
    depth(json, "waiting", cpu.waiting());
    depth(json, "runnable", cpu.runnable());
  }

  private static void depth(JsonReport json, String name, DepthProfile profile) {
    json.object(
        name,
        () -> {
          json.number("mean", profile.mean());
          json.field("p99", profile.percentile(99));
          json.field("max", profile.max());
        });
  }

  private void idle(JsonReport json, IdleWhileRunnable idle) {
    json.field("wallNs", idle.wallNs());
    json.field("lostCpuNs", idle.lostCpuNs());
    json.field("provenNs", idle.provenNs());
    json.array(
        "longest",
        first(idle.longest()),
        spell -> {
          json.field("startNs", spell.startNs());
          json.field("durationNs", spell.durationNs());
          json.field("idleCpu", number(spell.idleCpu()));
          json.field("tid", timeline.task(spell.thread()).tid());
          json.field("busyCpu", number(spell.busyCpu()));
          json.field("ranThere", spell.ranThere());
        });
  }

  private void migrations(JsonReport json, Migrations moves) {
    json.field("recorded", moves.recorded());
    json.field("total", moves.total());
    json.array(
        "threads",
        first(moves.byThread()),
        thread -> {
          json.field("tid", timeline.task(thread.task()).tid());
          json.field("name", timeline.task(thread.task()).name());
          json.field("count", thread.count());
        });
    json.array(
        "cpus",
        first(moves.byCpus()),
        pair -> {
          json.field("from", pair.fromCpu() >= 0, number(pair.fromCpu()));
          json.field("to", pair.toCpu() >= 0, number(pair.toCpu()));
          json.field("count", pair.count());
        });
  }

  private <T> List<T> first(List<T> rows) {
    return rows.stream().limit(limit).toList();
  }

  private int number(int cpu) {
    return cpu < 0 ? -1 : timeline.cpus().get(cpu).number();
  }

  @Override
  public void print(Terminal terminal) {
    PrintStream out = terminal.out();
    var units = new Units(terminal.micro());
    var table =
        new TextTable()
            .text("CPU")
            .number("busy")
            .number("idle")
            .number("not known")
            .number("used")
            .number("waiting: mean")
            .number("p99")
            .number("most")
            .number("with the running one: mean")
            .number("p99")
            .number("most");
    load.cpus().stream().limit(limit).forEach(cpu -> row(table, units, cpu));
    DepthProfile waiting = load.waiting();
    DepthProfile runnable = load.runnable();
    table.row(
        "all",
        units.duration(load.cpus().stream().mapToLong(CpuLoad::busyNs).sum()),
        units.duration(load.cpus().stream().mapToLong(CpuLoad::idleNs).sum()),
        units.duration(load.cpus().stream().mapToLong(CpuLoad::unknownNs).sum()),
        Units.percent(load.utilisation(), 1),
        mean(waiting),
        Units.count(waiting.percentile(99)),
        Units.count(waiting.max()),
        mean(runnable),
        Units.count(runnable.percentile(99)),
        Units.count(runnable.max()));
    table.print(out);
    Limits.tellRest(out, Math.max(0, load.cpus().size() - limit), "CPUs");
    out.println();
    printIdle(out, units);
    out.println();
    printMoves(out);
  }

  private void row(TextTable table, Units units, CpuLoad cpu) {
    table.row(
        String.valueOf(number(cpu.cpu())),
        units.duration(cpu.busyNs()),
        units.duration(cpu.idleNs()),
        units.duration(cpu.unknownNs()),
        Units.percent(cpu.utilisation(), 1),
        mean(cpu.waiting()),
        Units.count(cpu.waiting().percentile(99)),
        Units.count(cpu.waiting().max()),
        mean(cpu.runnable()),
        Units.count(cpu.runnable().percentile(99)),
        Units.count(cpu.runnable().max()));
  }

  private static String mean(DepthProfile profile) {
    return String.format(Locale.ROOT, "%.2f", profile.mean());
  }

  private void printIdle(PrintStream out, Units units) {
    IdleWhileRunnable idle = load.idleWhileRunnable();
    if (idle.wallNs() == 0) {
      out.println("No CPU was idle while a thread waited for another CPU.");
      return;
    }
    out.println(
        "For %s a CPU was idle while a thread waited for another CPU, which lost %s of CPU time."
            .formatted(
                units.duration(idle.wallNs()).strip(), units.duration(idle.lostCpuNs()).strip()));
    out.println(
        "In %s of it a waiting thread ran on an idle CPU at another time; for the rest it may have"
                .formatted(Units.percent(idle.provenNs(), idle.wallNs()))
            + " been forbidden: which CPUs a thread may use is not recorded.");
    for (IdleSpell spell : idle.longest().stream().limit(Math.min(limit, FEW)).toList()) {
      out.println(
          "  %s at %s: CPU %d idle, %s waits for CPU %d%s"
              .formatted(
                  units.duration(spell.durationNs()),
                  Units.time(spell.startNs()),
                  number(spell.idleCpu()),
                  thread(spell.thread()),
                  number(spell.busyCpu()),
                  spell.ranThere() ? "" : " (was never seen there)"));
    }
  }

  private void printMoves(PrintStream out) {
    Migrations moves = load.migrations();
    out.println(
        Units.count(moves.total())
            + " moves between CPUs"
            + (moves.recorded() ? "." : ", told by the slices: the moves were not recorded."));
    for (ThreadMoves thread : moves.byThread().stream().limit(Math.min(limit, FEW)).toList()) {
      out.println("  " + Units.count(thread.count()) + "  " + thread(thread.task()));
    }
    for (CpuMoves pair : moves.byCpus().stream().limit(Math.min(limit, FEW)).toList()) {
      out.println(
          "  %s  from CPU %s to %s"
              .formatted(Units.count(pair.count()), name(pair.fromCpu()), name(pair.toCpu())));
    }
  }

  private String name(int cpu) {
    return cpu < 0 ? "?" : String.valueOf(number(cpu));
  }

  private String thread(int task) {
    return PlainText.of(timeline.task(task).name()) + ":" + timeline.task(task).tid();
  }
}
