package dev.corelane.importers.incident;

import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/// Places a second recording of a run on the clock of the first.
public final class RecordingClocks {
  /// Two recorders of one machine read a clock of this name alike; clocks of other names may be
  /// anything.
  private static final String SHARED_PREFIX = "CLOCK_";

  /// The wall clock is set by so much at most while a machine runs; two boots lie farther apart.
  private static final long SAME_BOOT_NS = 1_000_000_000;

  private static final long SAME_CLOCK_NS = 10_000_000;

  private RecordingClocks() {}

  /// Finds the place.
  ///
  /// @param base gives the timeline its clock
  /// @param other is to be placed on it
  /// @return the shift of the other's times; empty if the two do not overlap, or nothing tells how
  ///   their clocks stand to each other
  public static Optional<Placement> place(Timeline base, Timeline other) {
    if (differ(base, other, Properties.HOST_NAME)) {
      return Optional.empty();
    }
    return told(base, other)
        .or(() -> SwitchEvidence.find(base, other))
        .filter(placement -> overlap(base, other, placement.shiftNs()));
  }

  private static Optional<Placement> told(Timeline base, Timeline other) {
    Optional<Placement> byWallClock = byWallClock(base, other);
    for (ClockDomain clock : base.clocks()) {
      boolean shared =
          clock.name().startsWith(SHARED_PREFIX)
              && !clock.name().equals(ClockDomain.REALTIME)
              && other.clocks().stream().anyMatch(c -> c.name().equals(clock.name()));
      if (shared && sameBoot(base, other, byWallClock)) {
        return Optional.of(new Placement(0, 0, "the clock of both, " + clock.name()));
      }
    }
    return byWallClock;
  }

  private static Optional<Placement> byWallClock(Timeline base, Timeline other) {
    Optional<ClockDomain> here = wallClock(base);
    Optional<ClockDomain> there = wallClock(other);
    if (here.isEmpty() || there.isEmpty()) {
      return Optional.empty();
    }
    boolean known = here.get().uncertaintyNs() >= 0 && there.get().uncertaintyNs() >= 0;
    return Optional.of(
        new Placement(
            here.get().offsetNs() - there.get().offsetNs(),
            known ? here.get().uncertaintyNs() + there.get().uncertaintyNs() : -1,
            "the wall clock, which both files tell"));
  }

  /// Clocks of the kernel begin anew with every boot: that two have one name says nothing by
  /// itself.
  private static boolean sameBoot(Timeline base, Timeline other, Optional<Placement> byWallClock) {
    if (byWallClock.isPresent()) {
      return Math.abs(byWallClock.get().shiftNs()) <= SAME_BOOT_NS;
    }
    if (!hasSwitches(base) || !hasSwitches(other)) {
      return namesAgree(base, other);
    }
    return SwitchEvidence.find(base, other)
        .filter(found -> Math.abs(found.shiftNs()) <= SAME_CLOCK_NS + found.uncertaintyNs())
        .isPresent();
  }

  private static boolean hasSwitches(Timeline timeline) {
    return timeline.cpus().stream().anyMatch(cpu -> timeline.slices(cpu.index()).count() > 1);
  }

  /// Whether most threads that both name have the same names in both.
  private static boolean namesAgree(Timeline base, Timeline other) {
    int same = 0;
    int named = 0;
    for (int id = Task.UNKNOWN + 1; id < other.taskCount(); id++) {
      Task task = other.task(id);
      List<Task> there = base.tasksOfTid(task.tid());
      if (!task.name().isEmpty() && !there.isEmpty()) {
        named++;
        same += there.stream().anyMatch(t -> t.name().equals(task.name())) ? 1 : 0;
      }
    }
    return named > 0 && same * 10 >= named * 9;
  }

  private static Optional<ClockDomain> wallClock(Timeline timeline) {
    return timeline.clocks().stream()
        .filter(clock -> clock.name().equals(ClockDomain.REALTIME))
        .findFirst();
  }

  private static boolean differ(Timeline base, Timeline other, String property) {
    String here = base.properties().get(property);
    String there = other.properties().get(property);
    return here != null && there != null && !here.equals(there);
  }

  private static boolean overlap(Timeline base, Timeline other, long shiftNs) {
    return other.range().startNs() + shiftNs <= base.range().endNs()
        && other.range().endNs() + shiftNs >= base.range().startNs();
  }
}
