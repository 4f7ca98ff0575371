package dev.corelane.replay.scenario;

import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.multixact.SlruVersion;
import dev.corelane.replay.multixact.StormLoad;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.userspace.UserspaceWorkload;
import java.util.List;

/// What a scenario runs, all parameters put in.
public sealed interface Plan {
  /// @return how long is simulated before anything is counted, ns
  long warmUpNs();

  /// @return how long is counted, ns
  long durationNs();

  /// Threads on a machine.
  ///
  /// @param machine machine and kernel
  /// @param locks the locks by index
  /// @param groups the threads
  /// @param warmUpNs before anything is counted
  /// @param durationNs what is counted
  record Threads(
      Machine machine, List<LockSpec> locks, List<Group> groups, long warmUpNs, long durationNs)
      implements Plan {}

  /// A database that schedules its own transactions.
  ///
  /// @param workload what there is to do
  /// @param drawnCosts whether delivery and switches are drawn from what was measured, instead of
  ///   always the mean
  /// @param machine what its threads run on when they are threads of the operating system
  /// @param warmUpNs always 0: a run begins in the middle of queries
  /// @param durationNs what is counted
  record Policies(
      UserspaceWorkload workload,
      boolean drawnCosts,
      Machine machine,
      long warmUpNs,
      long durationNs)
      implements Plan {}

  /// Threads that are alike.
  ///
  /// @param name their name
  /// @param count how many
  /// @param params how they are scheduled
  /// @param spread whether the CPUs below are dealt out one each, in turn
  /// @param cpus the CPUs they may run on, empty for all
  /// @param behaviour what they do, again and again
  record Group(
      String name,
      int count,
      SchedParams params,
      boolean spread,
      List<Integer> cpus,
      Behaviour behaviour) {}

  /// What a thread does.
  sealed interface Behaviour {
    /// Actions one after the other, for ever.
    ///
    /// @param actions not empty
    record Loop(List<Action> actions) implements Behaviour {}

    /// A PostgreSQL backend that looks MultiXacts up and makes them.
    ///
    /// @param version rules of the caches
    /// @param offsetBuffers buffers for pages of offsets
    /// @param memberBuffers buffers for pages of members
    /// @param load what a transaction does
    record Storm(SlruVersion version, int offsetBuffers, int memberBuffers, StormLoad load)
        implements Behaviour {}
  }
}
