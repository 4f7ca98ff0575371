package dev.corelane.desktop.session;

import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TaskName;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out what there is to say about one slice: how it came about, how it ended and what came of
/// it.
final class Inspector {
  private final Timeline timeline;
  private final SchedSlice slice;
  private final CpuSlices lane;
  private final @Nullable TaskStates states;
  private final long state;

  private Inspector(Timeline timeline, SliceRef ref) {
    this.timeline = timeline;
    lane = timeline.slices(ref.cpu());
    slice = lane.get(ref.index());
    boolean thread = slice.task() > Task.UNKNOWN;
    states = thread ? timeline.states(slice.task()) : null;
    state =
        states == null ? -1 : runningState(states, lane.firstRow() + ref.index(), slice.startNs());
  }

  /// @param timeline the timeline
  /// @param ref a slice of it
  /// @return what to say about it
  static Inspection inspect(Timeline timeline, SliceRef ref) {
    return new Inspector(timeline, ref).inspect();
  }

  private Inspection inspect() {
    List<Inspection.Section> sections = new ArrayList<>();
    sections.add(new Inspection.Section("Slice", sliceRows()));
    add(sections, "How it came to run", beforeRows());
    add(sections, "What came next", afterRows());
    if (slice.task() > Task.UNKNOWN) {
      add(sections, "Thread", threadRows());
    }
    return new Inspection(
        new SliceRef(slice.cpu(), slice.index()),
        slice.task(),
        title(),
        "CPU " + number(slice.cpu()) + " for " + TimeText.duration(slice.durationNs()),
        List.copyOf(sections),
        runningBefore(),
        runningAfter());
  }

  private String title() {
    return switch (slice.task()) {
      case Task.IDLE -> "Idle";
      case Task.UNKNOWN -> "Not known";
      default -> SliceText.task(timeline, slice.task(), slice.startNs());
    };
  }

  private List<Inspection.Row> sliceRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(plain("Start", sinceStart(slice.startNs())));
    rows.add(plain("Length", TimeText.exact(slice.durationNs())));
    if (slice.task() != Task.UNKNOWN) {
      rows.add(plain("Ended", SliceText.endedInFull(slice.end(), slice.stateLetter())));
    }
    int priority = lane.priority(slice.index());
    if (priority != Task.PRIORITY_UNKNOWN && slice.task() > Task.UNKNOWN) {
      rows.add(plain("Priority", SliceText.priority(priority)));
    }
    if (slice.startClipped() || slice.endClipped()) {
      rows.add(plain("Not whole", clipped()));
    }
    if (slice.provenance() != Provenance.RECORDED) {
      rows.add(plain("Certainty", SliceText.provenance(slice.provenance())));
    }
    for (Hole hole : timeline.holes()) {
      boolean here = hole.cpu() < 0 || hole.cpu() == slice.cpu();
      if (here && hole.startNs() < slice.endNs() && hole.endNs() > slice.startNs()) {
        rows.add(plain("Lost data", lost(hole)));
        break;
      }
    }
    return rows;
  }

  private String clipped() {
    if (slice.startClipped() && slice.endClipped()) {
      return "it began before the recording and was still running at its end";
    }
    return slice.startClipped()
        ? "it began before the recording of this CPU"
        : "it was still running when the recording of this CPU ended";
  }

  private static String lost(Hole hole) {
    return hole.lostEvents() > 0
        ? TimeText.count(hole.lostEvents()) + " records (" + hole.reason() + ")"
        : hole.reason();
  }

  private List<Inspection.Row> beforeRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    long before = state - 1;
    if (states != null && before >= 0) {
      long delay = 0;
      while (before >= 0 && states.kind(before).runnable()) {
        ThreadState waited = states.get(before);
        delay += waited.durationNs();
        wakeupRows(rows, waited);
        before--;
      }
      if (before < state - 1) {
        rows.add(plain("Run delay", TimeText.exact(delay)));
      }
      if (before >= 0 && states.kind(before).blocked()) {
        rows.add(
            plain(
                "Before that",
                SliceText.state(states.kind(before))
                    + " for "
                    + TimeText.duration(states.endNs(before) - states.startNs(before))));
      }
    }
    if (slice.index() > 0) {
      long previous = slice.index() - 1;
      rows.add(
          new Inspection.Row(
              "Previous on CPU " + number(slice.cpu()),
              SliceText.task(timeline, lane.task(previous), lane.startNs(previous)),
              new SliceRef(slice.cpu(), previous)));
    }
    return rows;
  }

  private void wakeupRows(List<Inspection.Row> rows, ThreadState waited) {
    if (waited.kind() == StateKind.RUNNABLE_PREEMPTED) {
      if (waited.other() != Task.UNKNOWN) {
        rows.add(
            new Inspection.Row(
                "Lost the CPU to",
                SliceText.task(timeline, waited.other(), waited.startNs()),
                sliceOf(waited.other(), waited.startNs())));
      }
      return;
    }
    if (waited.wakeup() < 0) {
      return;
    }
    Wakeup wakeup = timeline.wakeups().get(waited.wakeup());
    String waker =
        wakeup.waker() == Task.IDLE
            ? "CPU " + number(wakeup.wakerCpu()) + " while idle"
            : SliceText.task(timeline, wakeup.waker(), wakeup.timeNs());
    rows.add(
        new Inspection.Row(
            wakeup.kind() == Wakeup.Kind.NEW ? "Created by" : "Woken by",
            wakeup.inInterrupt() ? "an interrupt that hit " + waker : waker,
            onCpu(wakeup.wakerCpu(), wakeup.timeNs())));
    rows.add(plain("Wake-up latency", TimeText.exact(slice.startNs() - wakeup.timeNs())));
  }

  private List<Inspection.Row> afterRows() {
    List<Inspection.Row> rows = new ArrayList<>();
    if (slice.index() + 1 < lane.count()) {
      long next = slice.index() + 1;
      String label =
          slice.end().involuntary() ? "Preempted by" : "Next on CPU " + number(slice.cpu());
      rows.add(
          new Inspection.Row(
              label,
              SliceText.task(timeline, lane.task(next), lane.startNs(next)),
              new SliceRef(slice.cpu(), next)));
    }
    SliceRef after = runningAfter();
    if (after != null) {
      long off = timeline.slices(after.cpu()).startNs(after.index()) - slice.endNs();
      rows.add(
          new Inspection.Row(
              "Back on a CPU",
              "after " + TimeText.duration(off) + ", on CPU " + number(after.cpu()),
              after));
      if (states != null && state + 1 < states.count() && states.kind(state + 1).blocked()) {
        rows.add(
            plain(
                SliceText.state(states.kind(state + 1)),
                TimeText.duration(states.endNs(state + 1) - states.startNs(state + 1))));
      }
    }
    return rows;
  }

  private List<Inspection.Row> threadRows() {
    Task task = timeline.task(slice.task());
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(plain("Thread id", Integer.toString(task.tid())));
    if (task.pid() >= 0) {
      rows.add(plain("Process id", Integer.toString(task.pid())));
    }
    if (task.kernelThread()) {
      rows.add(plain("Kind", "kernel thread"));
    }
    if (!task.label().isEmpty()) {
      rows.add(plain("Class", task.label()));
    }
    List<TaskName> names = timeline.taskNames(slice.task());
    if (names.size() > 1) {
      rows.add(
          plain("Names", String.join(" \u2192 ", names.stream().map(TaskName::name).toList())));
    }
    if (task.startRecorded() && task.startNs() > timeline.range().startNs()) {
      rows.add(plain("Created", sinceStart(task.startNs())));
    }
    if (task.exitRecorded()) {
      rows.add(plain("Exited", sinceStart(task.endNs())));
    }
    return rows;
  }

  private @Nullable SliceRef runningBefore() {
    for (long i = state - 1; states != null && i >= 0; i--) {
      if (states.kind(i) == StateKind.RUNNING) {
        return slice(states, i);
      }
    }
    return null;
  }

  private @Nullable SliceRef runningAfter() {
    for (long i = state + 1; states != null && state >= 0 && i < states.count(); i++) {
      if (states.kind(i) == StateKind.RUNNING) {
        return slice(states, i);
      }
    }
    return null;
  }

  private @Nullable SliceRef sliceOf(int task, long timeNs) {
    if (task <= Task.UNKNOWN) {
      return null;
    }
    TaskStates other = timeline.states(task);
    long i = other.at(timeNs);
    return other.kind(i) == StateKind.RUNNING ? slice(other, i) : null;
  }

  private @Nullable SliceRef onCpu(int cpu, long timeNs) {
    if (cpu < 0 || cpu >= timeline.cpus().size()) {
      return null;
    }
    long index = timeline.slices(cpu).at(timeNs);
    return index < 0 ? null : new SliceRef(cpu, index);
  }

  private SliceRef slice(TaskStates of, long i) {
    int cpu = of.cpu(i);
    return new SliceRef(cpu, of.sliceRow(i) - timeline.slices(cpu).firstRow());
  }

  /// The running state behind a row of SLICES; around it, states of no length may start at the same
  /// time.
  private static long runningState(TaskStates states, long row, long startNs) {
    for (long i = states.at(startNs); i >= 0 && states.endNs(i) >= startNs; i--) {
      if (states.sliceRow(i) == row) {
        return i;
      }
    }
    return -1;
  }

  private String sinceStart(long timeNs) {
    return Moments.exact(timeline, timeNs);
  }

  private String number(int cpu) {
    return cpu < 0 || cpu >= timeline.cpus().size()
        ? "?"
        : Integer.toString(timeline.cpus().get(cpu).number());
  }

  private static Inspection.Row plain(String label, String value) {
    return new Inspection.Row(label, value, null);
  }

  private static void add(
      List<Inspection.Section> sections, String title, List<Inspection.Row> rows) {
    if (!rows.isEmpty()) {
      sections.add(new Inspection.Section(title, rows));
    }
  }
}
