package dev.corelane.analysis.load;

/// How busy a CPU was. All times ns.
///
/// @param cpu index of the CPU
/// @param busyNs a thread ran
/// @param idleNs it was idle
/// @param unknownNs the recording tells nothing of it
/// @param waiting threads that waited for this CPU, over the time of which something is known,
///   without the one that ran
/// @param runnable the same with the one that ran
public record CpuLoad(
    int cpu,
    long busyNs,
    long idleNs,
    long unknownNs,
    DepthProfile waiting,
    DepthProfile runnable) {
  /// @return share of the known time in which a thread ran, 0 to 1; 0 if nothing is known
  public double utilisation() {
    long known = busyNs + idleNs;
    return known == 0 ? 0 : (double) busyNs / known;
  }

  CpuLoad plus(CpuLoad that) {
    return new CpuLoad(
        cpu,
        busyNs + that.busyNs,
        idleNs + that.idleNs,
        unknownNs + that.unknownNs,
        waiting.plus(that.waiting),
        runnable.plus(that.runnable));
  }
}
