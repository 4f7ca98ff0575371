package dev.corelane.analysis.all;

import dev.corelane.analysis.InParallel;
import dev.corelane.analysis.RequiredData;
import dev.corelane.analysis.StateWalk;
import dev.corelane.analysis.TraceAnalysis;
import dev.corelane.analysis.incident.Incident;
import dev.corelane.analysis.incident.IncidentAnalysis;
import dev.corelane.analysis.latency.ThreadTimes;
import dev.corelane.analysis.latency.ThreadTimesAnalysis;
import dev.corelane.analysis.load.Load;
import dev.corelane.analysis.load.LoadAnalysis;
import dev.corelane.analysis.postgres.Cliff;
import dev.corelane.analysis.postgres.CliffAnalysis;
import dev.corelane.analysis.postgres.IncidentPattern;
import dev.corelane.analysis.postgres.IncidentPatternsAnalysis;
import dev.corelane.analysis.postgres.WaitProfile;
import dev.corelane.analysis.postgres.WaitProfileAnalysis;
import dev.corelane.analysis.preemption.PreemptionAnalysis;
import dev.corelane.analysis.preemption.Preemptions;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Runs all analyses of a recording as one piece of work, on all processors. Analyses that look at
/// the states of all threads share one walk through them; what one finds and another needs is found
/// once. What comes out is what each gives alone.
///
/// Critical paths are not among them: they are of one piece of work, not of a recording. The
/// incident has those of the longest ones.
public final class AllAnalyses implements TraceAnalysis<AllResults> {
  /// Creates it.
  public AllAnalyses() {}

  @Override
  public String id() {
    return "all";
  }

  /// @return nothing: an analysis for which data is missing gives an empty result
  @Override
  public Set<RequiredData> requires() {
    return Set.of();
  }

  @Override
  public AllResults run(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    return InParallel.onAllProcessors(() -> all(timeline, range, monitor));
  }

  private static AllResults all(Timeline timeline, TimeRange range, ProgressMonitor monitor) {
    try (var together = new InParallel.Together()) {
      Supplier<Load> load = together.begin(() -> new LoadAnalysis().run(timeline, range, monitor));
      Supplier<List<Cliff>> cliffs =
          together.begin(() -> new CliffAnalysis().run(timeline, range, monitor));
      Supplier<WaitProfile> profile =
          together.begin(() -> new WaitProfileAnalysis().run(timeline, range, monitor));

      var walk = StateWalk.through(timeline, range, monitor, "looking at what threads did");
      Supplier<ThreadTimes> times = new ThreadTimesAnalysis().ask(walk, range, monitor);
      Supplier<Preemptions> preemptions = new PreemptionAnalysis().ask(walk, range, monitor);
      Supplier<Incident> incidentAsked = new IncidentAnalysis().ask(walk, range, together, monitor);
      walk.walk();

      Supplier<ThreadTimes> timesFound = together.begin(times);
      Supplier<Preemptions> preemptionsFound = together.begin(preemptions);
      Incident incident = incidentAsked.get();
      List<IncidentPattern> patterns =
          new IncidentPatternsAnalysis().run(timeline, range, incident.observer().locks(), monitor);
      return new AllResults(
          incident,
          timesFound.get(),
          preemptionsFound.get(),
          load.get(),
          profile.get(),
          patterns,
          cliffs.get());
    }
  }
}
