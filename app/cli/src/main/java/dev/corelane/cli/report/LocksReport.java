package dev.corelane.cli.report;

import dev.corelane.analysis.locks.LockNames;
import dev.corelane.analysis.locks.LockUse;
import dev.corelane.analysis.locks.Locks;
import dev.corelane.cli.terminal.PlainText;
import dev.corelane.cli.terminal.Terminal;
import dev.corelane.cli.terminal.TextTable;
import dev.corelane.cli.terminal.Units;
import dev.corelane.trace.timeline.Timeline;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// How the locks were used: what `locks` prints.
public final class LocksReport implements Report {
  private final Timeline timeline;
  private final LockGrouping grouping;
  private final Locks locks;
  private final List<LockUse> all;
  private final long limit;

  /// @param timeline the recording
  /// @param locks its locks
  /// @param grouping what a line stands for
  /// @param limit how many at most
  public LocksReport(Timeline timeline, Locks locks, LockGrouping grouping, long limit) {
    this.timeline = timeline;
    this.grouping = grouping;
    this.locks = locks;
    this.all = grouping.of(locks);
    this.limit = limit;
  }

  @Override
  public void write(JsonReport json) {
    json.array(() -> all.stream().limit(limit).forEach(use -> json.object(() -> write(json, use))));
  }

  private void write(JsonReport json, LockUse use) {
    json.field("name", name(use));
    json.field("kind", kind(use));
    json.field("acquisitions", use.acquisitions());
    json.field("contended", use.contended());
    json.field("waitNs", use.waits().totalNs());
    json.field("spinNs", use.waits().spinNs());
    json.field("sleepNs", use.waits().sleepNs());
    json.field("runDelayNs", use.waits().runDelayNs());
    json.field("holdNs", use.holds().totalNs());
    json.field("holdOffCpuNs", use.holds().offCpuNs());
    json.field("lhpCount", use.preempted().count());
    json.field("lhpStretchNs", use.preempted().stretchNs());
    json.field("lhpWasteNs", use.preempted().wasteNs());
  }

  @Override
  public void print(Terminal terminal) {
    var units = new Units(terminal.micro());
    PrintStream out = terminal.out();
    if (all.isEmpty()) {
      out.println("The recording tells of no locks.");
      return;
    }
    var table =
        new TextTable()
            .text("lock")
            .text("kind")
            .number("taken")
            .number("waited")
            .number("wait")
            .number("= spin")
            .number("+ sleep")
            .number("+ run delay")
            .number("hold")
            .number("off CPU")
            .number("busy")
            .number("holder preempted")
            .number("for")
            .number("waiters burnt")
            .number("waiters lost");
    all.stream().limit(limit).forEach(use -> row(table, units, use));
    table.print(out);
    Limits.tellRest(out, Math.max(0, all.size() - limit), "locks");
    for (LockUse use : locks.byLock()) {
      if (use.beyondKnee()) {
        out.println(
            "%s is held %s of the time: beyond %.0f %%, waits grow steeply with every further percent."
                .formatted(
                    PlainText.of(LockNames.exact(timeline.locks().get(use.lock()))),
                    Units.percent(use.utilisation(), 1),
                    100 * LockUse.KNEE));
      }
    }
  }

  private void row(TextTable table, Units units, LockUse use) {
    table.row(
        PlainText.of(name(use)) + (use.locks() > 1 ? " (" + Units.count(use.locks()) + ")" : ""),
        kind(use),
        Units.count(use.acquisitions()),
        Units.percent(use.contended(), use.acquisitions()),
        units.duration(use.waits().totalNs()),
        units.duration(use.waits().spinNs()),
        units.duration(use.waits().sleepNs()),
        units.duration(use.waits().runDelayNs()),
        units.duration(use.holds().totalNs()),
        units.duration(use.holds().offCpuNs()),
        use.holds().exclusiveNs() > 0 ? Units.percent(use.utilisation(), 1) : "-",
        Units.count(use.preempted().count()),
        units.duration(use.preempted().stretchNs()),
        units.duration(use.preempted().wasteNs()),
        units.duration(use.preempted().wasteNs() + use.preempted().blockedNs()));
  }

  private String name(LockUse use) {
    return grouping == LockGrouping.LOCK
        ? LockNames.exact(timeline.locks().get(use.lock()))
        : use.name();
  }

  private static String kind(LockUse use) {
    return use.kind().name().toLowerCase(Locale.ROOT);
  }
}
