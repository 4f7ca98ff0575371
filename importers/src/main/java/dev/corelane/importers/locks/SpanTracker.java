package dev.corelane.importers.locks;

import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.Task;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Pieces of work that go on while events go by, on stacks of their owners: a task, or a CPU for
/// interrupts.
public final class SpanTracker implements FactTracker {
  /// Deepest nesting that is kept; what is below was never ended.
  private static final int DEEPEST = 64;

  private static final long NOT_ENDED = Long.MAX_VALUE;

  private final FactSink sink;
  private final boolean ownersAreTasks;
  private final Tally unmatched =
      new Tally(LockProblems.SPAN_UNMATCHED, "spans lack a begin or an end");
  private final OwnerStacks stacks = new OwnerStacks();
  private long[] start = new long[64];
  private long[] endAtLatest = new long[64];
  private int[] task = new int[64];
  private int[] sort = new int[64];
  private @Nullable String[] category = new String[64];
  private @Nullable String[] name = new String[64];

  /// @param sink takes the spans
  /// @param ownersAreTasks whether owners are tasks; else they are CPUs, whose spans are left out
  ///   where their end was not seen, and where they belong to the idle task, which all CPUs share
  public SpanTracker(FactSink sink, boolean ownersAreTasks) {
    this.sink = sink;
    this.ownersAreTasks = ownersAreTasks;
  }

  /// A piece of work begins.
  ///
  /// @param timeNs when
  /// @param owner task or CPU
  /// @param spanTask the task it belongs to
  /// @param spanSort number by which its end is found
  /// @param nests whether work of this sort may begin inside work of the same sort; if not, an
  ///   older one is over
  /// @param spanCategory its category
  /// @param spanName its name
  public void begin(
      long timeNs,
      int owner,
      int spanTask,
      int spanSort,
      boolean nests,
      String spanCategory,
      String spanName) {
    int older = nests ? OwnerStacks.NONE : find(owner, spanSort);
    if (older != OwnerStacks.NONE) {
      endUnseen(older, timeNs);
    }
    if (stacks.depth(owner) >= DEEPEST) {
      unmatched.add(timeNs);
      remove(stacks.bottom(owner));
    }
    int span = stacks.push(owner);
    grow();
    start[span] = timeNs;
    endAtLatest[span] = NOT_ENDED;
    task[span] = spanTask;
    sort[span] = spanSort;
    category[span] = spanCategory;
    name[span] = spanName;
  }

  /// A piece of work ends.
  ///
  /// @param timeNs when
  /// @param owner task or CPU
  /// @param spanSort number of its sort
  /// @param outcome how, or ""
  /// @return false when none had begun
  public boolean end(long timeNs, int owner, int spanSort, String outcome) {
    int span = find(owner, spanSort);
    if (span == OwnerStacks.NONE) {
      return false;
    }
    emit(span, timeNs, outcome, sink.seen(start[span], timeNs));
    remove(span);
    return true;
  }

  /// Work ends that began before the trace.
  ///
  /// @param timeNs when
  /// @param spanTask the task
  /// @param spanCategory its category
  /// @param spanName its name
  /// @param outcome how it ended
  public void endOfOlder(
      long timeNs, int spanTask, String spanCategory, String spanName, String outcome) {
    sink.builder()
        .span(
            sink.firstNs(), timeNs, spanTask, spanCategory, spanName, outcome, Provenance.INFERRED);
  }

  /// Work without a begin that cannot have begun before the trace.
  ///
  /// @param timeNs when it ends
  public void unmatched(long timeNs) {
    unmatched.add(timeNs);
  }

  /// The work of a sort has failed: if no end is seen, it was over here.
  ///
  /// @param timeNs when
  /// @param owner task or CPU
  /// @param spanSort number of its sort
  public void failed(long timeNs, int owner, int spanSort) {
    int span = find(owner, spanSort);
    if (span != OwnerStacks.NONE) {
      endAtLatest[span] = timeNs;
    }
  }

  @Override
  public void taskEnded(int endedTask, long timeNs) {
    while (ownersAreTasks && stacks.top(endedTask) != OwnerStacks.NONE) {
      endUnseen(stacks.top(endedTask), timeNs);
    }
  }

  @Override
  public void finish(long lastNs) {
    for (int span = 0; span < stacks.used(); span++) {
      if (stacks.isOpen(span)) {
        endUnseen(span, lastNs);
      }
    }
    unmatched.report(sink);
  }

  private int find(int owner, int spanSort) {
    int span = stacks.top(owner);
    while (span != OwnerStacks.NONE && sort[span] != spanSort) {
      span = stacks.below(span);
    }
    return span;
  }

  private void endUnseen(int span, long timeNs) {
    if (ownersAreTasks) {
      boolean failed = endAtLatest[span] != NOT_ENDED;
      long end = failed ? Math.min(timeNs, endAtLatest[span]) : timeNs;
      emit(span, sink.unseenEnd(start[span], end), failed ? "error" : "", Provenance.INFERRED);
    }
    remove(span);
  }

  private void emit(int span, long end, String outcome, Provenance provenance) {
    if (task[span] > Task.UNKNOWN) {
      sink.builder()
          .span(
              start[span],
              end,
              task[span],
              Objects.requireNonNull(category[span]),
              Objects.requireNonNull(name[span]),
              outcome,
              provenance);
    }
  }

  private void remove(int span) {
    name[span] = null;
    stacks.remove(span);
  }

  private void grow() {
    int size = stacks.capacity();
    if (size > start.length) {
      start = Arrays.copyOf(start, size);
      endAtLatest = Arrays.copyOf(endAtLatest, size);
      task = Arrays.copyOf(task, size);
      sort = Arrays.copyOf(sort, size);
      category = Arrays.copyOf(category, size);
      name = Arrays.copyOf(name, size);
    }
  }
}
