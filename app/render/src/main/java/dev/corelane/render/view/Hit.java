package dev.corelane.render.view;

import dev.corelane.render.layout.Lane;
import dev.corelane.trace.model.Hole;

/// What stands at a point of the picture.
public sealed interface Hit {
  /// Nothing that can be named.
  Hit NOTHING = new Nothing();

  /// Nothing that can be named.
  record Nothing() implements Hit {}

  /// A sched slice, idle ones and unknown ones included.
  ///
  /// @param cpu CPU index
  /// @param slice row within the CPU
  /// @param timeNs the time at the point
  record Slice(int cpu, long slice, long timeNs) implements Hit {}

  /// The mark of an involuntary switch.
  ///
  /// @param cpu CPU index
  /// @param slice the slice that it ended, row within the CPU
  record SwitchMark(int cpu, long slice) implements Hit {}

  /// Lost data.
  ///
  /// @param hole the range
  /// @param cpu CPU index of the lane
  record LostData(Hole hole, int cpu) implements Hit {}

  /// A hold of a lock.
  ///
  /// @param lock internal lock id of the lane
  /// @param row of HOLDS
  /// @param timeNs the time at the point
  record Hold(int lock, long row, long timeNs) implements Hit {}

  /// A lock at a moment: how many wait for it.
  ///
  /// @param lock internal lock id
  /// @param timeNs the time at the point
  record LockMoment(int lock, long timeNs) implements Hit {}

  /// A wait for a lock.
  ///
  /// @param task internal task id of the lane
  /// @param row of WAITS
  /// @param timeNs the time at the point
  record Wait(int task, long row, long timeNs) implements Hit {}

  /// A state of a thread.
  ///
  /// @param task internal task id
  /// @param index of the state within the task
  /// @param timeNs the time at the point
  record State(int task, long index, long timeNs) implements Hit {}

  /// A span of a thread.
  ///
  /// @param task internal task id of the lane
  /// @param row of SPANS
  /// @param timeNs the time at the point
  record SpanOf(int task, long row, long timeNs) implements Hit {}

  /// A wait sample of a thread.
  ///
  /// @param task internal task id of the lane
  /// @param row of WAIT_SAMPLES
  /// @param timeNs the time at the point
  record Sample(int task, long row, long timeNs) implements Hit {}

  /// Active sessions of a stretch of time.
  ///
  /// @param waitClass index of the type of wait event in
  ///   [dev.corelane.render.digest.SessionFacts#classes()], -1 for all of them
  /// @param fromNs start of the stretch
  /// @param toNs its end
  record Sessions(int waitClass, long fromNs, long toNs) implements Hit {}

  /// The spans of a category that ended in a stretch of time.
  ///
  /// @param category what the spans are
  /// @param fromNs start of the stretch
  /// @param toNs its end
  record SpanCell(String category, long fromNs, long toNs) implements Hit {}

  /// A value of a counter.
  ///
  /// @param track internal track id
  /// @param row of COUNTERS
  /// @param fromNs start of what the point stands for
  /// @param toNs its end
  record Counter(int track, long row, long fromNs, long toNs) implements Hit {}

  /// A mark.
  ///
  /// @param row of MARKS
  /// @param fromNs start of what the point stands for
  /// @param toNs its end; equal to the start where the mark has a flag of its own
  record MarkAt(long row, long fromNs, long toNs) implements Hit {}

  /// The header of a lane.
  ///
  /// @param lane the lane
  record Header(Lane lane) implements Hit {}

  /// The ruler.
  ///
  /// @param timeNs the time at the point
  record Ruler(long timeNs) implements Hit {}

  /// The minimap.
  ///
  /// @param timeNs the time at the point
  record Minimap(long timeNs) implements Hit {}
}
