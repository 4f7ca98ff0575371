package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.FactInspector.plain;
import static dev.corelane.desktop.session.FactInspector.row;

import dev.corelane.render.digest.Activity;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What there is to say about a hold of a lock: why the holder was not running, who paid.
final class HoldInspector {
  private static final int MOST_ROWS = 8;

  private final TraceDigest digest;
  private final Timeline timeline;
  private final Target.HoldRef ref;
  private final LockHold hold;
  private final LockQueries queries;
  private final List<ThreadState> off = new ArrayList<>();
  private final List<Long> offRows = new ArrayList<>();
  private long onCpuNs;
  private long readyNs;
  private long blockedNs;

  HoldInspector(TraceDigest digest, Target.HoldRef ref) {
    this.digest = digest;
    this.ref = ref;
    timeline = digest.timeline();
    hold = timeline.holds().get(ref.row());
    queries = new LockQueries(digest);
    if (hold.task() > Task.UNKNOWN) {
      walkStates();
    }
  }

  private void walkStates() {
    TaskStates states = timeline.states(hold.task());
    for (long i = states.at(hold.startNs());
        i < states.count() && states.startNs(i) < hold.endNs();
        i++) {
      long ns =
          Math.min(hold.endNs(), states.endNs(i)) - Math.max(hold.startNs(), states.startNs(i));
      Activity activity = Activity.of(states.kind(i));
      if (ns <= 0) {
        continue;
      }
      switch (activity) {
        case ON_CPU -> onCpuNs += ns;
        case READY -> readyNs += ns;
        case BLOCKED -> blockedNs += ns;
        case UNKNOWN -> {}
      }
      if (activity.offCpu()) {
        off.add(states.get(i));
        offRows.add(i);
      }
    }
  }

  Inspection inspect() {
    List<Inspection.Section> sections = new ArrayList<>();
    List<LockQueries.Waiter> waiters =
        hold.lock() < 0 ? List.of() : queries.waiters(hold.lock(), hold.startNs(), hold.endNs());
    add(sections, "Why it took so long", causeRows(waiters));
    add(sections, "Who waited meanwhile", waiterRows(waiters));
    add(sections, "Hold", holdRows());
    return FactInspector.of(
        ref,
        hold.task(),
        digest.facts().lockName(hold.lock()),
        "held by "
            + SliceText.task(timeline, hold.task(), hold.startNs())
            + " for "
            + TimeText.duration(hold.endNs() - hold.startNs()),
        sections);
  }

  private List<Inspection.Row> causeRows(List<LockQueries.Waiter> waiters) {
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(plain("Cause", cause(waiters)));
    for (int i = 0; i < Math.min(MOST_ROWS, off.size()); i++) {
      ThreadState state = off.get(i);
      long ns = Math.min(hold.endNs(), state.endNs()) - Math.max(hold.startNs(), state.startNs());
      Target.StateRef link = new Target.StateRef(hold.task(), offRows.get(i));
      if (state.kind() == StateKind.RUNNABLE_PREEMPTED && state.other() > Task.UNKNOWN) {
        rows.add(
            row(
                "Preempted by",
                SliceText.task(timeline, state.other(), state.startNs()),
                FactInspector.sliceAt(timeline, state.other(), state.startNs())));
      }
      rows.add(row(offLabel(state.kind()), "for " + TimeText.duration(ns), link));
    }
    if (off.size() > MOST_ROWS) {
      rows.add(plain("And", TimeText.count(off.size() - MOST_ROWS) + " more times off the CPU"));
    }
    return rows;
  }

  private static String offLabel(StateKind kind) {
    return switch (kind) {
      case RUNNABLE_PREEMPTED -> "Without a CPU";
      case RUNNABLE_WAKEUP -> "Woken, no CPU yet";
      case SLEEPING -> "Asleep";
      case UNINTERRUPTIBLE -> "Blocked";
      default -> "Off the CPU";
    };
  }

  private String cause(List<LockQueries.Waiter> waiters) {
    long paid = waiters.stream().mapToLong(LockQueries.Waiter::overlapNs).sum();
    String cost =
        waiters.isEmpty()
            ? "Nobody waited."
            : waiters.size()
                + (waiters.size() == 1 ? " thread waited " : " threads waited ")
                + TimeText.duration(paid)
                + (waiters.size() == 1 ? "." : " in all.");
    if (hold.task() <= Task.UNKNOWN) {
      return "The holder is not known. " + cost;
    }
    if (off.isEmpty()) {
      return "The holder was on a CPU all the time. " + cost;
    }
    long length = Math.max(1, hold.endNs() - hold.startNs());
    String share = TimeText.percent((double) (readyNs + blockedNs) / length);
    String why =
        readyNs >= blockedNs
            ? preemptions() > 0
                ? "it lost the CPU involuntarily " + times(preemptions())
                : "it was woken but had no CPU"
            : "it slept or blocked itself";
    return "The holder was off the CPU for " + share + " of the hold: " + why + ". " + cost;
  }

  private long preemptions() {
    return off.stream()
        .filter(s -> s.kind() == StateKind.RUNNABLE_PREEMPTED && s.startNs() >= hold.startNs())
        .count();
  }

  private static String times(long count) {
    return count == 1 ? "once" : String.format(Locale.ROOT, "%d times", count);
  }

  private List<Inspection.Row> waiterRows(List<LockQueries.Waiter> waiters) {
    List<Inspection.Row> rows = new ArrayList<>();
    for (LockQueries.Waiter w : waiters.subList(0, Math.min(MOST_ROWS, waiters.size()))) {
      rows.add(
          row(
              SliceText.task(timeline, w.facts().task(), w.facts().startNs()),
              TimeText.duration(w.overlapNs()),
              new Target.WaitRef(w.row())));
    }
    if (waiters.size() > MOST_ROWS) {
      rows.add(plain("And", TimeText.count(waiters.size() - MOST_ROWS) + " more"));
    }
    return rows;
  }

  private List<Inspection.Row> holdRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    if (hold.lock() >= 0) {
      rows.add(row("Lock", digest.facts().lockName(hold.lock()), new Target.LockRef(hold.lock())));
    }
    rows.add(
        row(
            "Holder",
            SliceText.task(timeline, hold.task(), hold.startNs()),
            FactInspector.sliceAt(timeline, hold.task(), hold.startNs())));
    rows.add(plain("Acquired", Moments.exact(timeline, hold.startNs())));
    rows.add(
        plain(
            "Length",
            TimeText.exact(hold.endNs() - hold.startNs())
                + (hold.endSeen() ? "" : ", release not recorded")));
    rows.add(plain("Mode", LockText.mode(hold.mode())));
    rows.add(plain("On a CPU", TimeText.duration(onCpuNs)));
    rows.add(plain("Run delay", TimeText.duration(readyNs)));
    rows.add(plain("Asleep or blocked", TimeText.duration(blockedNs)));
    if (hold.lock() >= 0) {
      int others = queries.holdsAt(hold.lock(), hold.startNs()).size() - 1;
      if (others > 0) {
        rows.add(plain("Held together with", others + (others == 1 ? " other" : " others")));
      }
    }
    FactInspector.certainty(rows, hold.provenance());
    return rows;
  }

  private static void add(
      List<Inspection.Section> sections, String title, List<Inspection.Row> rows) {
    if (!rows.isEmpty()) {
      sections.add(new Inspection.Section(title, List.copyOf(rows)));
    }
  }
}
