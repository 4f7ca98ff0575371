package dev.corelane.analysis;

import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.StateRun;
import dev.corelane.trace.timeline.TableSchema;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Visits the states of all threads, a short piece of time after the other and in it one thread
/// after the other.
///
/// The states of a thread lie scattered among those of all others, so that a walk through one
/// thread from its first state to its last fetches nearly every cache line of the recording for a
/// few bytes. Pieces whose facts fit into the processor's cache are fetched once, for all who want
/// to know something of them ([#add]).
public final class StateWalk {
  private static final long STATES_PER_PIECE = 1 << 13;
  private static final int BEFORE = 2;
  private static final int BEHIND = 2;
  private static final long LEAST_STATES_PER_THREAD = 8;

  /// Takes a run of states.
  public interface Visitor {
    /// Every state is handed over once, and those of a thread in order.
    ///
    /// @param task internal task id, of a thread
    /// @param states all its states
    /// @param from the first to look at; what lies before may be looked back at
    /// @param to one past the last
    void visit(int task, StateRun states, long from, long to);
  }

  private final Timeline timeline;
  private final long startNs;
  private final long endNs;
  private final int parts;
  private final ProgressMonitor monitor;
  private final String what;
  private final List<List<? extends Visitor>> visitors = new ArrayList<>();

  /// @param timeline holds the states
  /// @param window what to visit: all states that reach into it, and of a wait for a CPU that is
  ///   not over at its end also the state that ends it
  /// @param parts of equal time, which know nothing of each other
  /// @param monitor asked whether to go on
  /// @param what the work in a few words, for a person
  public StateWalk(
      Timeline timeline, Window window, int parts, ProgressMonitor monitor, String what) {
    this.timeline = timeline;
    this.startNs = window.startNs();
    this.endNs = window.endNs();
    this.parts = parts;
    this.monitor = monitor;
    this.what = what;
  }

  /// A walk that keeps all processors busy.
  ///
  /// @param timeline holds the states
  /// @param range what to visit
  /// @param monitor told of the progress, asked whether to go on
  /// @param what told as the name of the work
  /// @return the walk
  public static StateWalk through(
      Timeline timeline, TimeRange range, ProgressMonitor monitor, String what) {
    int parts = Runtime.getRuntime().availableProcessors();
    return new StateWalk(timeline, Window.of(timeline, range), parts, monitor, what);
  }

  /// @return where the states are from
  public Timeline timeline() {
    return timeline;
  }

  /// Adds who wants to know something of the states. To be called before the walk.
  ///
  /// @param maker makes what visits a part
  /// @param <V> collects what it wants to know
  /// @return one visitor for each part, in order of time; of use after the walk
  public <V extends Visitor> List<V> add(Supplier<V> maker) {
    List<V> made = Stream.generate(maker).limit(parts).toList();
    visitors.add(made);
    return made;
  }

  /// Walks, once, with all that were added.
  ///
  /// @throws dev.corelane.trace.task.TaskCancelledException if it was cancelled
  public void walk() {
    int tasks = timeline.taskCount();
    var states = new ArrayList<TaskStates>(tasks);
    var bounds = new long[parts + 1][tasks];
    for (int task = 0; task < tasks; task++) {
      TaskStates all = timeline.states(task);
      states.add(all);
      for (int part = 0; part <= parts && task > Task.UNKNOWN; part++) {
        long least = part == 0 ? 0 : bounds[part - 1][task];
        bounds[part][task] = Math.max(least, bound(all, part));
      }
    }
    InParallel.map(
        parts,
        monitor,
        what,
        part -> {
          walk(states, bounds[part].clone(), bounds[part + 1], part);
          return part;
        });
  }

  /// The first state of a part.
  private long bound(TaskStates all, int part) {
    if (part == 0) {
      long first = all.at(startNs);
      while (first > 0 && all.startNs(first) >= startNs) {
        first--;
      }
      return first;
    }
    long count = all.count();
    long next = all.at(cut(part)) + 1;
    while (part == parts && next < count && all.kind(next - 1).runnable()) {
      next++;
    }
    return next;
  }

  private void walk(List<TaskStates> states, long[] next, long[] last, int part) {
    List<? extends Visitor> all = visitors.stream().map(made -> made.get(part)).toList();
    long rows = timeline.tables().table(TableSchema.TASK_STATES).rows() / parts;
    long each = Math.max(STATES_PER_PIECE, LEAST_STATES_PER_THREAD * states.size());
    long pieces = rows / each + 1;
    long from = cut(part);
    var run = new StateRun(timeline.states(Task.UNKNOWN));
    long length = (cut(part + 1) - from) / pieces;
    for (long piece = 1; piece <= pieces; piece++) {
      monitor.checkCancelled();
      long untilNs = piece == pieces ? Long.MAX_VALUE : from + piece * length;
      for (int task = Task.UNKNOWN + 1; task < next.length; task++) {
        long first = next[task];
        if (first < last[task]) {
          long back = Math.max(0, first - BEFORE);
          long to = states.get(task).read(back, last[task], untilNs, BEHIND, run);
          if (to > first) {
            for (Visitor visitor : all) {
              visitor.visit(task, run, first, to);
            }
            next[task] = to;
          }
        }
      }
    }
  }

  private long cut(int part) {
    return part == parts ? endNs : startNs + part * ((endNs - startNs) / parts);
  }
}
