package dev.corelane.replay.extract;

import dev.corelane.analysis.RecordedRange;
import dev.corelane.analysis.Window;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes programs of the threads of a recording, over the time in which scheduling was recorded:
/// what other files tell of before and after has no work between it.
public final class ProgramExtractor {
  private final Timeline timeline;
  private final Arrivals arrivals;
  private final TimeRange recorded;
  private final Window window;
  private final Probes probes;
  private final ModelledLocks locks;
  private final BlockFinder blocks;
  private final List<ProgramWriter> writers = new ArrayList<>();
  private final Knowledge knowledge = new Knowledge();

  private ProgramExtractor(Timeline timeline, Arrivals arrivals, ProgressMonitor monitor) {
    this.timeline = timeline;
    this.arrivals = arrivals;
    this.recorded = RecordedRange.orAll(timeline);
    this.window = Window.of(timeline, recorded);
    this.probes = Probes.of(timeline, monitor);
    this.locks = new ModelledLocks(timeline, window, probes);
    this.blocks = new BlockFinder(timeline, recorded.startNs(), locks);
    for (int task = 0; task < timeline.taskCount(); task++) {
      writers.add(new ProgramWriter(recorded.startNs()));
    }
  }

  /// Reads a whole recording.
  ///
  /// @param timeline the recording
  /// @param arrivals what becomes of blocks that something outside ended
  /// @param monitor told of the progress
  /// @return a program of every thread that was seen on a CPU
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public static Extraction extract(Timeline timeline, Arrivals arrivals, ProgressMonitor monitor) {
    return new ProgramExtractor(timeline, arrivals, monitor).extract(monitor);
  }

  private Extraction extract(ProgressMonitor monitor) {
    int tasks = timeline.taskCount();
    TaskStates[] states = new TaskStates[tasks];
    boolean[] ran = new boolean[tasks];
    for (int task = Task.UNKNOWN + 1; task < tasks; task++) {
      states[task] = timeline.states(task);
      ran[task] = ran(states[task]);
    }
    for (int task = Task.UNKNOWN + 1; task < tasks; task++) {
      if (ran[task]) {
        monitor.checkCancelled();
        monitor.progress(task, tasks * 2L, "Reading what threads did");
        collect(task, states[task], ran);
      }
    }
    sliceEnds();
    spans(ran);
    long halfHitNs = halfHitNs(states, ran);
    List<ThreadProgram> programs = new ArrayList<>();
    for (int task = Task.UNKNOWN + 1; task < tasks; task++) {
      if (ran[task]) {
        monitor.checkCancelled();
        monitor.progress(tasks + task, tasks * 2L, "Writing programs");
        WorkTime work = new WorkTime(states[task], locks.waits(task));
        programs.add(writers.get(task).write(task, work, halfHitNs));
      }
    }
    return new Extraction(
        recorded,
        programs,
        locks.ids(),
        Optional.ofNullable(probes.cost()),
        knowledge.missing(timeline, locks, arrivals));
  }

  /// @return the most that half a hit of a probe takes, 0 without probes
  private long halfHitNs(TaskStates[] states, boolean[] ran) {
    @Nullable ProbeCost probe = probes.cost();
    if (probe == null) {
      return 0;
    }
    knowledge.hits(probes.hits(writers::get), probe);
    var handlers = new HandlerTime();
    for (int task = Task.UNKNOWN + 1; task < states.length; task++) {
      if (ran[task]) {
        writers.get(task).stretches(new WorkTime(states[task], locks.waits(task)), handlers);
      }
    }
    return handlers.halfNs(probe.holdNs());
  }

  private void collect(int task, TaskStates states, boolean[] ran) {
    ProgramWriter writer = writers.get(task);
    for (LockHold hold : locks.holds(task)) {
      writer.hold(hold);
    }
    for (LockWait wait : locks.waits(task)) {
      if (!probes.mutex(wait.lock())) {
        writer.wait(wait);
      }
    }
    for (Block block : blocks.of(task, states)) {
      boolean edge = block.waker() >= 0 && ran[block.waker()];
      Block kept = edge ? block : block.endedFromOutside();
      writer.block(kept, arrivals);
      knowledge.block(kept);
      if (edge) {
        writers.get(block.waker()).wake(block.endNs(), task);
      }
    }
  }

  private void sliceEnds() {
    for (int cpu = 0; cpu < timeline.cpus().size(); cpu++) {
      CpuSlices slices = timeline.slices(cpu);
      for (long i = 0; i < slices.count(); i++) {
        int task = slices.task(i);
        if (task > Task.UNKNOWN) {
          SliceEnd end = slices.end(i);
          knowledge.sliceEnd(end);
          writers.get(task).sliceEnd(slices.endNs(i), end);
        }
      }
    }
  }

  private void spans(boolean[] ran) {
    for (long row = 0; row < timeline.spans().size(); row++) {
      Span span = timeline.spans().get(row);
      if (Work.is(span, recorded)
          && span.task() > Task.UNKNOWN
          && ran[span.task()]
          && window.meets(span.startNs(), span.endNs())) {
        writers.get(span.task()).span(span.startNs(), span.endNs(), Math.toIntExact(row));
      }
    }
  }

  private static boolean ran(TaskStates states) {
    for (long i = 0; i < states.count(); i++) {
      if (states.kind(i) == StateKind.RUNNING) {
        return true;
      }
    }
    return false;
  }
}
