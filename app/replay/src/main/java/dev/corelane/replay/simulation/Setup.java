package dev.corelane.replay.simulation;

import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.machine.Machine;
import java.util.List;

/// What runs on what: the inputs of a run besides the programs.
///
/// @param machine machine and kernel
/// @param seed seed of the run
/// @param threads the threads, by number
/// @param locks the locks, by number
public record Setup(Machine machine, long seed, List<ThreadSpec> threads, List<LockSpec> locks) {
  /// Copies the lists.
  public Setup {
    threads = List.copyOf(threads);
    locks = List.copyOf(locks);
  }
}
