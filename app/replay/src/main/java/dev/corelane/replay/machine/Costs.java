package dev.corelane.replay.machine;

/// What the kernel's work costs. All defaults are assumptions that a report states, with the range
/// they are varied over; a recording may give better ones.
///
/// @param switchNs a context switch, charged to the thread that comes: 1.5 µs, 0.5 to 5 µs; pipe
///   hand-overs on a small virtual machine gave 4.3 to 6.0 µs
/// @param refillPerOffCpu caches that went cold: CPU time lost per time off the CPU, 0.002, 0 to
///   0.01
/// @param refillCapNs the most a return costs on the same cache: 5 µs, 0 to 20 µs
/// @param migrationNs what a return on a CPU of another cache costs: 20 µs, 0 to 100 µs
/// @param ipiNs from sending an interrupt to another CPU to its handler: 1 µs, 0.5 to 3 µs
/// @param wakeNs CPU time of the one that wakes another: 1 µs, 0.3 to 3 µs
/// @param idleExitNs from an interrupt to the scheduler of an idle CPU: 2 µs, 0.2 to 100 µs
/// @param tickNs a tick's handler: 1 µs, 0.5 to 10 µs; the running thread is not charged for it
/// @param balanceNs the longest that looking for work on other CPUs has taken of late, 20 µs, 5 to
///   500 µs: a CPU that idles for a shorter time in the mean does not look (`max_newidle_lb_cost`);
///   no time is charged for it
public record Costs(
    long switchNs,
    double refillPerOffCpu,
    long refillCapNs,
    long migrationNs,
    long ipiNs,
    long wakeNs,
    long idleExitNs,
    long tickNs,
    long balanceNs) {

  /// Nothing costs anything: the scheduler's rules alone.
  public static final Costs NONE = new Costs(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /// The assumptions.
  public static final Costs DEFAULT =
      new Costs(1_500, 0.002, 5_000, 20_000, 1_000, 1_000, 2_000, 1_000, 20_000);

  /// Checks that nothing is negative.
  public Costs {
    if (Math.min(
                Math.min(Math.min(switchNs, refillCapNs), Math.min(migrationNs, ipiNs)),
                Math.min(Math.min(wakeNs, idleExitNs), Math.min(tickNs, balanceNs)))
            < 0
        || !(refillPerOffCpu >= 0)) {
      throw new IllegalArgumentException("A cost is at least 0: " + switchNs + " ns and so on");
    }
  }

  /// @param ns a switch
  /// @return the same with it
  public Costs withSwitchNs(long ns) {
    return new Costs(
        ns,
        refillPerOffCpu,
        refillCapNs,
        migrationNs,
        ipiNs,
        wakeNs,
        idleExitNs,
        tickNs,
        balanceNs);
  }

  /// @param factor 0 for none, 2 for twice as much
  /// @return the same with other costs of cold caches
  public Costs withRefillTimes(double factor) {
    return new Costs(
        switchNs,
        refillPerOffCpu * factor,
        Math.round(refillCapNs * factor),
        Math.round(migrationNs * factor),
        ipiNs,
        wakeNs,
        idleExitNs,
        tickNs,
        balanceNs);
  }

  /// @param ns a tick's handler
  /// @return the same with it
  public Costs withTickNs(long ns) {
    return new Costs(
        switchNs,
        refillPerOffCpu,
        refillCapNs,
        migrationNs,
        ipiNs,
        wakeNs,
        idleExitNs,
        ns,
        balanceNs);
  }

  /// @param ns from an interrupt to the scheduler of an idle CPU
  /// @return the same with it
  public Costs withIdleExitNs(long ns) {
    return new Costs(
        switchNs, refillPerOffCpu, refillCapNs, migrationNs, ipiNs, wakeNs, ns, tickNs, balanceNs);
  }

  /// @param ns from sending an interrupt to its handler
  /// @return the same with it
  public Costs withIpiNs(long ns) {
    return new Costs(
        switchNs,
        refillPerOffCpu,
        refillCapNs,
        migrationNs,
        ns,
        wakeNs,
        idleExitNs,
        tickNs,
        balanceNs);
  }

  /// @param ns the longest that looking for work on other CPUs has taken
  /// @return the same with it
  public Costs withBalanceNs(long ns) {
    return new Costs(
        switchNs, refillPerOffCpu, refillCapNs, migrationNs, ipiNs, wakeNs, idleExitNs, tickNs, ns);
  }
}
