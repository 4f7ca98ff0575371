package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.FactInspector.plain;
import static dev.corelane.desktop.session.FactInspector.row;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// What there is to say about a state of a thread: why it was off the CPU, by whom, what it held.
final class StateInspector {
  private static final int MOST_LOCKS = 8;

  private final TraceDigest digest;
  private final Timeline timeline;
  private final Target.StateRef ref;
  private final TaskStates states;
  private final ThreadState state;
  private final LockQueries queries;

  StateInspector(TraceDigest digest, Target.StateRef ref) {
    this.digest = digest;
    this.ref = ref;
    timeline = digest.timeline();
    states = timeline.states(ref.task());
    state = states.get(ref.index());
    queries = new LockQueries(digest);
  }

  Inspection inspect() {
    List<Inspection.Section> sections = new ArrayList<>();
    sections.add(new Inspection.Section("Cause", List.copyOf(causeRows())));
    List<Inspection.Row> locks = lockRows();
    if (!locks.isEmpty()) {
      sections.add(new Inspection.Section("Locks at that time", List.copyOf(locks)));
    }
    sections.add(new Inspection.Section("State", List.copyOf(stateRows())));
    SliceRef before = running(-1);
    SliceRef after = running(1);
    return new Inspection(
        ref,
        ref.task(),
        SliceText.task(timeline, ref.task(), state.startNs()),
        FactText.lower(SliceText.state(state.kind()))
            + " for "
            + TimeText.duration(state.durationNs()),
        sections,
        before,
        after);
  }

  private List<Inspection.Row> causeRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    switch (state.kind()) {
      case RUNNABLE_PREEMPTED -> {
        rows.add(
            row(
                "Lost the CPU to",
                state.other() > Task.UNKNOWN
                    ? SliceText.task(timeline, state.other(), state.startNs())
                    : "not told",
                FactInspector.sliceAt(timeline, state.other(), state.startNs())));
        lastSlice(rows);
      }
      case RUNNABLE_WAKEUP -> woken(rows, state);
      case SLEEPING, UNINTERRUPTIBLE, STOPPED -> {
        lastSlice(rows);
        if (ref.index() + 1 < states.count()) {
          ThreadState next = states.get(ref.index() + 1);
          woken(rows, next);
        }
      }
      case RUNNING ->
          rows.add(
              row(
                  "Slice",
                  "on CPU " + cpu(state.cpu()),
                  FactPicker.sliceOf(timeline, ref.task(), ref.index()).orElse(null)));
      case UNKNOWN, DEAD -> rows.add(plain("Known", "Nothing was recorded of that time"));
    }
    return rows;
  }

  /// How the slice before ended.
  private void lastSlice(List<Inspection.Row> rows) {
    if (ref.index() == 0) {
      return;
    }
    FactPicker.sliceOf(timeline, ref.task(), ref.index() - 1)
        .ifPresent(
            slice ->
                rows.add(
                    row(
                        "Ran before",
                        SliceText.ended(timeline.slices(slice.cpu()).end(slice.index()))
                            + " after "
                            + TimeText.duration(
                                timeline.slices(slice.cpu()).endNs(slice.index())
                                    - timeline.slices(slice.cpu()).startNs(slice.index())),
                        slice)));
  }

  private void woken(List<Inspection.Row> rows, ThreadState of) {
    if (of.kind() != StateKind.RUNNABLE_WAKEUP || of.wakeup() < 0) {
      return;
    }
    Wakeup wakeup = timeline.wakeups().get(of.wakeup());
    String who =
        wakeup.waker() == Task.IDLE
            ? "CPU " + cpu(wakeup.wakerCpu()) + " while idle"
            : SliceText.task(timeline, wakeup.waker(), wakeup.timeNs());
    rows.add(
        row(
            "Woken by",
            wakeup.inInterrupt() ? "an interrupt that hit " + who : who,
            FactInspector.sliceAt(timeline, wakeup.waker(), wakeup.timeNs())));
  }

  private List<Inspection.Row> lockRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    List<Long> held = queries.heldBy(ref.task(), state.startNs());
    for (long hold : held.subList(0, Math.min(MOST_LOCKS, held.size()))) {
      LockHold h = timeline.holds().get(hold);
      List<LockQueries.Waiter> waiters =
          h.lock() < 0
              ? List.of()
              : queries.waiters(
                  h.lock(),
                  Math.max(h.startNs(), state.startNs()),
                  Math.min(h.endNs(), state.endNs()));
      long paid = waiters.stream().mapToLong(LockQueries.Waiter::overlapNs).sum();
      String cost =
          waiters.isEmpty()
              ? ", nobody waited"
              : ", " + waiters.size() + " waited " + TimeText.duration(paid);
      rows.add(row("Held", digest.facts().lockName(h.lock()) + cost, new Target.HoldRef(hold)));
    }
    if (held.size() > MOST_LOCKS) {
      rows.add(plain("And", TimeText.count(held.size() - MOST_LOCKS) + " more locks"));
    }
    queries
        .waitOf(ref.task(), state.startNs())
        .ifPresent(
            wait -> {
              LockWait w = timeline.waits().get(wait);
              rows.add(
                  row(
                      "Waited for",
                      digest.facts().lockName(w.lock())
                          + ", "
                          + TimeText.duration(w.endNs() - w.startNs()),
                      new Target.WaitRef(wait)));
            });
    return rows;
  }

  private List<Inspection.Row> stateRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(plain("Start", Moments.exact(timeline, state.startNs())));
    rows.add(plain("Length", TimeText.exact(state.durationNs())));
    if (state.cpu() >= 0) {
      rows.add(plain("CPU", cpu(state.cpu())));
    }
    if (state.stateLetter() != ' ') {
      rows.add(plain("Kernel's letter", String.valueOf(state.stateLetter())));
    }
    if (ref.index() > 0) {
      rows.add(near("Before that", ref.index() - 1));
    }
    if (ref.index() + 1 < states.count()) {
      rows.add(near("After that", ref.index() + 1));
    }
    FactInspector.certainty(rows, state.provenance());
    return rows;
  }

  private Inspection.Row near(String label, long index) {
    return row(
        label,
        FactText.lower(SliceText.state(states.kind(index)))
            + " for "
            + TimeText.duration(states.endNs(index) - states.startNs(index)),
        new Target.StateRef(ref.task(), index));
  }

  private @org.jspecify.annotations.Nullable SliceRef running(int step) {
    for (long i = ref.index() + step; i >= 0 && i < states.count(); i += step) {
      if (states.kind(i) == StateKind.RUNNING) {
        return FactPicker.sliceOf(timeline, ref.task(), i).orElse(null);
      }
    }
    return null;
  }

  private String cpu(int cpu) {
    return cpu < 0 || cpu >= timeline.cpus().size()
        ? "?"
        : Integer.toString(timeline.cpus().get(cpu).number());
  }
}
