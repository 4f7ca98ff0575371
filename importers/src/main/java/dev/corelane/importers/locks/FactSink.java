package dev.corelane.importers.locks;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/// Where the state machines write, and what they all must know of the trace: where it begins, and
/// when records were lost, since what begins before a loss may have ended in it.
public final class FactSink {
  private final TimelineBuilder builder;
  private final ProblemLog problems;
  private final String source;
  private final LongSupplier firstNs;
  private final Provenance told;
  private long[] losses = new long[8];
  private int lossCount;
  private final List<FactTracker> followers = new ArrayList<>();

  /// @param builder takes the facts
  /// @param problems takes the contradictions
  /// @param source file name for the problems
  /// @param firstNs tells the time of the trace's first event
  public FactSink(
      TimelineBuilder builder, ProblemLog problems, String source, LongSupplier firstNs) {
    this(builder, problems, source, firstNs, Provenance.RECORDED);
  }

  /// @param builder takes the facts
  /// @param problems takes the contradictions
  /// @param source file name for the problems
  /// @param firstNs tells the time of the trace's first event
  /// @param told where facts come from whose ends are both told: recorded, or synthetic
  public FactSink(
      TimelineBuilder builder,
      ProblemLog problems,
      String source,
      LongSupplier firstNs,
      Provenance told) {
    this.builder = builder;
    this.problems = problems;
    this.source = source;
    this.firstNs = firstNs;
    this.told = told;
  }

  /// @return takes the facts
  public TimelineBuilder builder() {
    return builder;
  }

  /// @return time of the trace's first event
  public long firstNs() {
    return firstNs.getAsLong();
  }

  /// Has a state machine told of the ends of tasks and of the trace.
  ///
  /// @param follower the state machine
  public void follow(FactTracker follower) {
    followers.add(follower);
  }

  /// A task is dead.
  ///
  /// @param task internal task id
  /// @param timeNs when
  public void taskEnded(int task, long timeNs) {
    for (FactTracker follower : followers) {
      follower.taskEnded(task, timeNs);
    }
  }

  /// The trace is over.
  ///
  /// @param lastNs time of the last event
  public void finish(long lastNs) {
    for (FactTracker follower : followers) {
      follower.finish(lastNs);
    }
  }

  /// Records were lost; times may not go back.
  ///
  /// @param timeNs when the loss was noticed
  public void lost(long timeNs) {
    if (lossCount == losses.length) {
      losses = Arrays.copyOf(losses, lossCount * 2);
    }
    losses[lossCount] = lossCount == 0 ? timeNs : Math.max(timeNs, losses[lossCount - 1]);
    lossCount++;
  }

  /// Whether records were lost between two times.
  ///
  /// @param startNs from
  /// @param endNs to
  /// @return whether a loss was noticed after the first and not after the second
  public boolean lostBetween(long startNs, long endNs) {
    if (lossCount == 0) {
      return false;
    }
    long loss = lossAfter(startNs);
    return loss <= endNs;
  }

  /// How sure a fact is whose ends were both seen: its end may be that of a later one if records
  /// were lost in between.
  ///
  /// @param startNs its begin
  /// @param endNs its end
  /// @return as told, or inferred across a loss
  public Provenance seen(long startNs, long endNs) {
    return lostBetween(startNs, endNs) ? Provenance.INFERRED : told;
  }

  /// @return where facts come from whose ends are both told: recorded, or synthetic
  public Provenance told() {
    return told;
  }

  /// Until when a fact is known to have lasted whose end was not seen.
  ///
  /// @param startNs its begin
  /// @param endNs when it is known not to go on
  /// @return the first loss after its begin, or else the given end
  public long unseenEnd(long startNs, long endNs) {
    return lossCount == 0 ? endNs : Math.max(startNs, Math.min(endNs, lossAfter(startNs)));
  }

  private long lossAfter(long timeNs) {
    int at = Arrays.binarySearch(losses, 0, lossCount, timeNs);
    int next = at < 0 ? -at - 1 : at;
    while (next < lossCount && losses[next] <= timeNs) {
      next++;
    }
    return next < lossCount ? losses[next] : Long.MAX_VALUE;
  }

  /// @param kind what sort of problem
  /// @param message what happened
  /// @param timeNs when it happened first
  /// @param count how often, 1 or more
  public void problem(ProblemKind kind, String message, long timeNs, long count) {
    problems.add(kind, message, source, -1, timeNs, count);
  }
}
