package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.FactInspector.plain;
import static dev.corelane.desktop.session.FactInspector.row;

import dev.corelane.render.digest.Activity;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What there is to say about a wait for a lock: who had it, and what the waiter did meanwhile.
final class WaitInspector {
  private static final int MOST_HOLDERS = 6;

  private final TraceDigest digest;
  private final Timeline timeline;
  private final Target.WaitRef ref;
  private final LockWait wait;
  private final LockQueries queries;

  WaitInspector(TraceDigest digest, Target.WaitRef ref) {
    this.digest = digest;
    this.ref = ref;
    timeline = digest.timeline();
    wait = timeline.waits().get(ref.row());
    queries = new LockQueries(digest);
  }

  Inspection inspect() {
    List<Inspection.Section> sections = new ArrayList<>();
    if (wait.lock() >= 0) {
      sections.add(new Inspection.Section("Who had it", List.copyOf(holderRows())));
    }
    sections.add(new Inspection.Section("What the waiter did", List.copyOf(activityRows())));
    sections.add(new Inspection.Section("Wait", List.copyOf(waitRows())));
    return FactInspector.of(
        ref,
        wait.task(),
        SliceText.task(timeline, wait.task(), wait.startNs()),
        "waited "
            + TimeText.duration(wait.endNs() - wait.startNs())
            + " for "
            + digest.facts().lockName(wait.lock()),
        sections);
  }

  private List<Inspection.Row> holderRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(row("Lock", digest.facts().lockName(wait.lock()), new Target.LockRef(wait.lock())));
    List<Long> holds = queries.holdsAt(wait.lock(), wait.startNs());
    for (long hold : holds.subList(0, Math.min(MOST_HOLDERS, holds.size()))) {
      LockHold h = timeline.holds().get(hold);
      rows.add(
          row(
              "Held by",
              SliceText.task(timeline, h.task(), h.startNs())
                  + ", "
                  + TimeText.duration(h.endNs() - h.startNs())
                  + offCpu(h),
              new Target.HoldRef(hold)));
    }
    if (!holds.isEmpty()) {
      return rows;
    }
    if (wait.holder() > Task.UNKNOWN) {
      rows.add(
          row(
              "Held by",
              SliceText.task(timeline, wait.holder(), wait.startNs()),
              new Target.StateRef(
                  wait.holder(), timeline.states(wait.holder()).at(wait.startNs()))));
      return rows;
    }
    OptionalLong last = queries.lastAcquired(wait.lock(), wait.startNs());
    if (last.isPresent()) {
      LockWait before = timeline.waits().get(last.getAsLong());
      TaskStates states = timeline.states(before.task());
      long state = states.at(wait.startNs());
      rows.add(plain("Holder", "Not recorded"));
      rows.add(
          row(
              "Last to get it",
              SliceText.task(timeline, before.task(), before.endNs())
                  + ", "
                  + TimeText.duration(wait.startNs() - before.endNs())
                  + " before; then "
                  + FactText.lower(SliceText.state(states.kind(state))),
              new Target.StateRef(before.task(), state)));
    } else {
      rows.add(plain("Holder", "Not recorded"));
    }
    return rows;
  }

  private String offCpu(LockHold hold) {
    if (hold.task() <= Task.UNKNOWN) {
      return "";
    }
    long off = 0;
    TaskStates states = timeline.states(hold.task());
    for (long i = states.at(hold.startNs());
        i < states.count() && states.startNs(i) < hold.endNs();
        i++) {
      if (Activity.of(states.kind(i)).offCpu()) {
        off +=
            Math.min(hold.endNs(), states.endNs(i)) - Math.max(hold.startNs(), states.startNs(i));
      }
    }
    return off > 0 ? ", off the CPU for " + TimeText.duration(off) : "";
  }

  private List<Inspection.Row> activityRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    long[] spent = new long[Activity.values().length];
    if (wait.task() > Task.UNKNOWN) {
      TaskStates states = timeline.states(wait.task());
      long first = states.at(wait.startNs());
      for (long i = first; i < states.count() && states.startNs(i) < wait.endNs(); i++) {
        spent[Activity.of(states.kind(i)).ordinal()] +=
            Math.max(
                0,
                Math.min(wait.endNs(), states.endNs(i))
                    - Math.max(wait.startNs(), states.startNs(i)));
      }
      rows.add(
          row(
              "At its start",
              SliceText.state(states.kind(first)),
              new Target.StateRef(wait.task(), first)));
    }
    rows.add(plain("On the CPU (spin)", TimeText.duration(spent[Activity.ON_CPU.ordinal()])));
    rows.add(plain("Asleep", TimeText.duration(spent[Activity.BLOCKED.ordinal()])));
    rows.add(plain("Run delay", TimeText.duration(spent[Activity.READY.ordinal()])));
    return rows;
  }

  private List<Inspection.Row> waitRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(plain("Start", Moments.exact(timeline, wait.startNs())));
    rows.add(plain("Length", TimeText.exact(wait.endNs() - wait.startNs())));
    rows.add(plain("Mode", LockText.mode(wait.mode())));
    rows.add(plain("Got the lock", wait.acquired() ? "yes" : "no"));
    if (wait.lock() >= 0) {
      int others = queries.waiters(wait.lock(), wait.startNs(), wait.endNs()).size() - 1;
      rows.add(
          plain("Waited with it", others == 0 ? "nobody" : TimeText.count(others) + " others"));
    }
    FactInspector.certainty(rows, wait.provenance());
    return rows;
  }
}
