package dev.corelane.analysis.all;

import dev.corelane.analysis.incident.Incident;
import dev.corelane.analysis.latency.ThreadTimes;
import dev.corelane.analysis.load.Load;
import dev.corelane.analysis.postgres.Cliff;
import dev.corelane.analysis.postgres.IncidentPattern;
import dev.corelane.analysis.postgres.WaitProfile;
import dev.corelane.analysis.preemption.Preemptions;
import java.util.List;

/// What all analyses tell of a recording. Each result is the one that its analysis gives alone.
///
/// @param incident what was worst; holds the summary, the use of the locks, lock-holder
///   preemptions, run delays, who waited for whom, priority inversions and the recorder's effect
/// @param threadTimes run time, run delay and sleep of every thread
/// @param preemptions every involuntary switch
/// @param load run queues and CPUs
/// @param waitProfile wait samples
/// @param patterns known sorts of incident
/// @param cliffs when rates changed
public record AllResults(
    Incident incident,
    ThreadTimes threadTimes,
    Preemptions preemptions,
    Load load,
    WaitProfile waitProfile,
    List<IncidentPattern> patterns,
    List<Cliff> cliffs) {
  /// Keeps copies of the lists.
  public AllResults {
    patterns = List.copyOf(patterns);
    cliffs = List.copyOf(cliffs);
  }
}
