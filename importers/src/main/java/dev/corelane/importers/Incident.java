package dev.corelane.importers;

import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What the sources of one timeline share: its clock and its tasks.
///
/// The timeline's own clock is that of the kernel recording, which is read first. Files with
/// wall-clock times are placed by what the recording tells of wall-clock time; without a recording
/// the timeline's clock is wall-clock time itself, in nanoseconds since 1970-01-01 UTC.
public final class Incident {
  private final TimelineBuilder builder;
  private final Neighbours neighbours;
  private final PlacedTimes placed = new PlacedTimes();
  private final List<String> untimed = new ArrayList<>();
  private OptionalLong corrected = OptionalLong.empty();
  private OptionalLong wallClock = OptionalLong.empty();

  /// @param builder takes the facts of all sources
  public Incident(TimelineBuilder builder) {
    this(builder, Neighbours.NONE);
  }

  /// @param builder takes the facts of all sources
  /// @param neighbours what the sources may know of each other
  public Incident(TimelineBuilder builder, Neighbours neighbours) {
    this.builder = builder;
    this.neighbours = neighbours;
  }

  /// @return what the sources may know of each other
  public Neighbours neighbours() {
    return neighbours;
  }

  /// Whether wall-clock times can be placed on the timeline. Asking settles it: on a timeline that
  /// is empty so far, wall-clock time becomes the timeline's own clock.
  ///
  /// @return false if a recording is on the timeline that does not tell its wall-clock time
  public boolean wallClockKnown() {
    return wallClockOffset().isPresent();
  }

  /// Places a wall-clock time.
  ///
  /// @param unixNs nanoseconds since 1970-01-01 UTC
  /// @return timeline time, ns
  /// @throws java.util.NoSuchElementException if the wall clock is not known
  public long fromWallClock(long unixNs) {
    if (wallClock.isEmpty()) {
      wallClock = OptionalLong.of(wallClockOffset().orElseThrow());
    }
    long ns = unixNs + wallClock.getAsLong();
    placed.add(ns);
    return ns;
  }

  /// @return where the wall-clock times of a source were placed; to be begun anew for each
  PlacedTimes placed() {
    return placed;
  }

  /// Whether times of CLOCK_MONOTONIC can be placed on the timeline. Asking settles it: on a
  /// timeline that is empty so far, it becomes the timeline's own clock.
  ///
  /// @return false if a recording is on the timeline that runs on another clock
  public boolean monotonicKnown() {
    return monotonicOffset().isPresent();
  }

  /// Where CLOCK_MONOTONIC stands.
  ///
  /// @return what is added to it to get timeline time, ns
  /// @throws java.util.NoSuchElementException if it is not known
  public long monotonic() {
    return monotonicOffset().orElseThrow();
  }

  /// Tells of a file that it holds nothing with a time. What it told is kept beside other files; of
  /// such files alone there is no timeline.
  ///
  /// @param sentence for the user: what the file is, and what to open instead
  public void untimed(String sentence) {
    untimed.add(sentence);
  }

  /// @return what was told of the files that hold nothing with a time
  List<String> untimed() {
    return List.copyOf(untimed);
  }

  /// Has the next sources placed as the user says.
  ///
  /// @param offset what is added to their times, empty for what is known
  void correct(OptionalLong offset) {
    corrected = offset;
    wallClock = OptionalLong.empty();
  }

  /// Where wall-clock time stands, as [#wallClockKnown()] settles it.
  ///
  /// @return what is added to it to get timeline time, empty if it is not known
  OptionalLong wallClockOffset() {
    return offset(ClockDomain.REALTIME);
  }

  /// Where CLOCK_MONOTONIC stands, as [#monotonicKnown()] settles it.
  ///
  /// @return what is added to it to get timeline time, empty if it is not known
  OptionalLong monotonicOffset() {
    return offset(ClockDomain.MONOTONIC);
  }

  private OptionalLong offset(String clock) {
    return corrected.isPresent() ? corrected : known(clock);
  }

  private OptionalLong known(String clock) {
    OptionalLong known = builder.clockOffset(clock);
    if (known.isPresent() || builder.covered()) {
      return known;
    }
    builder.clock(clock, 0, 0);
    return OptionalLong.of(0);
  }

  /// The process that had an id at a time; new if no source has told of it.
  ///
  /// @param pid process id, 1 or more
  /// @param timeNs timeline time
  /// @param name what to call it when it has no name yet
  /// @return internal task id of its main thread
  public int process(int pid, long timeNs, String name) {
    if (pid <= 0) {
      return Task.UNKNOWN;
    }
    int known = builder.taskAt(pid, timeNs);
    return known >= 0 ? known : builder.task(pid, pid, name, timeNs, false);
  }
}
