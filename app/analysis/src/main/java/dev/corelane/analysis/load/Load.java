package dev.corelane.analysis.load;

import dev.corelane.analysis.Confidence;
import java.util.List;

/// How busy the CPUs of a recording were.
///
/// @param cpus each CPU, by index
/// @param waiting threads that waited for any CPU, over the time in which something is known of a
///   CPU, without those that ran
/// @param runnable the same with those that ran
/// @param idleWhileRunnable CPUs that were idle while threads waited for others
/// @param migrations moves between run queues
/// @param confidence whether all of it was recorded
public record Load(
    List<CpuLoad> cpus,
    DepthProfile waiting,
    DepthProfile runnable,
    IdleWhileRunnable idleWhileRunnable,
    Migrations migrations,
    Confidence confidence) {
  /// Keeps a copy of the list.
  public Load {
    cpus = List.copyOf(cpus);
  }

  /// @return share of the known CPU time in which threads ran, 0 to 1; 0 if nothing is known
  public double utilisation() {
    long busy = cpus.stream().mapToLong(CpuLoad::busyNs).sum();
    long known = busy + cpus.stream().mapToLong(CpuLoad::idleNs).sum();
    return known == 0 ? 0 : (double) busy / known;
  }
}
