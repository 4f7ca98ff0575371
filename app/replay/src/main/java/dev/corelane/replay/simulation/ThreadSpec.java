package dev.corelane.replay.simulation;

import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.work.Program;
import java.util.List;

/// A thread of a simulation.
///
/// @param name its name, shown on timelines
/// @param label its class, "" if none
/// @param process number of its process, for timelines; threads of one process share it
/// @param params how it is scheduled
/// @param cpus the CPUs it may run on, empty for all
/// @param startNs when it becomes runnable for the first time, at least 0
/// @param program what it does
public record ThreadSpec(
    String name,
    String label,
    int process,
    SchedParams params,
    List<Integer> cpus,
    long startNs,
    Program program) {
  /// Checks and copies.
  public ThreadSpec {
    if (startNs < 0) {
      throw new IllegalArgumentException("A thread starts at 0 ns or later, not at " + startNs);
    }
    cpus = List.copyOf(cpus);
  }

  /// @param name its name
  /// @param program what it does
  /// @return a thread at nice 0 that may run everywhere and starts at once
  public static ThreadSpec of(String name, Program program) {
    return new ThreadSpec(name, "", 1, SchedParams.NORMAL, List.of(), 0, program);
  }

  /// @param other how it is scheduled
  /// @return the same with it
  public ThreadSpec with(SchedParams other) {
    return new ThreadSpec(name, label, process, other, cpus, startNs, program);
  }

  /// @param only the CPUs it may run on
  /// @return the same with them
  public ThreadSpec on(Integer... only) {
    return new ThreadSpec(name, label, process, params, List.of(only), startNs, program);
  }

  /// @param ns when it starts
  /// @return the same with it
  public ThreadSpec startingAt(long ns) {
    return new ThreadSpec(name, label, process, params, cpus, ns, program);
  }

  /// @param text its class
  /// @param number number of its process
  /// @return the same with them
  public ThreadSpec labelled(String text, int number) {
    return new ThreadSpec(name, text, number, params, cpus, startNs, program);
  }
}
