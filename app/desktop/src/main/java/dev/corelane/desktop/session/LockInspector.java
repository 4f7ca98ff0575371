package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.FactInspector.plain;
import static dev.corelane.desktop.session.FactInspector.row;

import dev.corelane.render.digest.Activity;
import dev.corelane.render.digest.Grouped;
import dev.corelane.render.digest.HolderSwitch;
import dev.corelane.render.digest.LaneFacts;
import dev.corelane.render.digest.LockName;
import dev.corelane.render.digest.Pieces;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What there is to say about a lock as a whole: its worst holder preemptions first.
final class LockInspector {
  private static final int MOST = 5;

  private final TraceDigest digest;
  private final Timeline timeline;
  private final LaneFacts facts;
  private final Target.LockRef ref;

  LockInspector(TraceDigest digest, Target.LockRef ref) {
    this.digest = digest;
    this.ref = ref;
    timeline = digest.timeline();
    facts = digest.facts();
  }

  Inspection inspect() {
    List<Inspection.Section> sections = new ArrayList<>();
    List<Inspection.Row> switches = switchRows();
    if (!switches.isEmpty()) {
      sections.add(new Inspection.Section("Worst preemptions of its holders", switches));
    }
    sections.add(new Inspection.Section("Lock", lockRows()));
    List<Inspection.Row> waits = waitRows();
    if (!waits.isEmpty()) {
      sections.add(new Inspection.Section("Longest waits", waits));
    }
    long waited = facts.waitNs(ref.lock());
    return FactInspector.of(
        ref,
        Task.UNKNOWN,
        facts.lockName(ref.lock()),
        waited > 0 ? TimeText.duration(waited) + " waited by all threads" : "nobody waited for it",
        sections);
  }

  private List<Inspection.Row> switchRows() {
    return facts.holderSwitches().stream()
        .filter(s -> s.lock() == ref.lock())
        .sorted(Comparator.comparingDouble(s -> -s.costNs()))
        .limit(MOST)
        .map(this::switchRow)
        .toList();
  }

  private Inspection.Row switchRow(HolderSwitch s) {
    return row(
        SliceText.task(timeline, s.holder(), s.timeNs()),
        "off the CPU for "
            + TimeText.duration(s.backNs() - s.timeNs())
            + ", "
            + s.waiters()
            + " waited "
            + TimeText.duration(s.costNs()),
        new Target.HoldRef(s.hold()));
  }

  private List<Inspection.Row> lockRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    Lock lock = facts.lockOf(ref.lock());
    rows.add(plain("Kind", LockName.kind(lock.kind())));
    if (!lock.single()) {
      rows.add(plain("Stands for", "all locks of this name"));
    }
    if (lock.address() != 0) {
      rows.add(plain("Address", "0x" + Long.toHexString(lock.address())));
    }
    Pieces holders = facts.lock(ref.lock()).holders();
    int holds = facts.holdsOfLock().count(ref.lock());
    if (holds > 0) {
      long end = timeline.range().endNs();
      long on = holders.timeBefore(Activity.ON_CPU, end);
      long off =
          holders.timeBefore(Activity.READY, end) + holders.timeBefore(Activity.BLOCKED, end);
      rows.add(plain("Held", TimeText.count(holds) + " times"));
      rows.add(plain("Held on a CPU", TimeText.duration(on)));
      rows.add(plain("Held off the CPU", TimeText.duration(off)));
    } else {
      rows.add(plain("Held", "Not recorded: only waits are"));
    }
    rows.add(plain("Waits", TimeText.count(facts.waitsOfLock().count(ref.lock()))));
    rows.add(plain("Most at a time", TimeText.count(facts.lock(ref.lock()).waiters().most())));
    return List.copyOf(rows);
  }

  private List<Inspection.Row> waitRows() {
    Grouped rows = facts.waitsOfLock();
    List<Long> longest = new ArrayList<>();
    for (int i = 0; i < rows.count(ref.lock()); i++) {
      long row = rows.row(ref.lock(), i);
      longest.add(row);
      if (longest.size() > 64) {
        keepLongest(longest);
      }
    }
    keepLongest(longest);
    return longest.stream()
        .map(
            row -> {
              LockWait wait = timeline.waits().get(row);
              return row(
                  SliceText.task(timeline, wait.task(), wait.startNs()),
                  TimeText.duration(wait.endNs() - wait.startNs()),
                  new Target.WaitRef(row));
            })
        .toList();
  }

  private void keepLongest(List<Long> rows) {
    rows.sort(
        Comparator.comparingLong(
            row -> {
              LockWait wait = timeline.waits().get(row);
              return wait.startNs() - wait.endNs();
            }));
    while (rows.size() > MOST) {
      rows.removeLast();
    }
  }
}
