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
