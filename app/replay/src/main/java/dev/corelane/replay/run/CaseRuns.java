package dev.corelane.replay.run;

import dev.corelane.replay.record.TimelineRecorder;
import dev.corelane.replay.scenario.Plan;
import dev.corelane.replay.scenario.Scenario;
import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.userspace.UserspaceObserver;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// Cases that are held against each other: every one runs with the same seeds, so that they are
/// compared under the same luck. All cases run with the first seed before any runs with the second:
/// a first answer comes early and its bands grow.
public final class CaseRuns {
  private final List<Planned> cases;
  private final int seeds;

  CaseRuns(List<Planned> cases, int seeds) {
    this.cases = List.copyOf(cases);
    this.seeds = seeds;
  }

  /// One of them.
  ///
  /// @param name what it is called in results
  /// @param settings values of parameters by name, instead of the scenario's
  /// @param variant name of a preemption model or policy
  public record Case(String name, Map<String, Double> settings, String variant) {
    /// Copies the values.
    public Case {
      settings = Map.copyOf(settings);
    }
  }

  record Planned(String name, Plan plan, Variant variant) {
    List<String> hypothetical() {
      return plan instanceof Plan.Threads threads && variant instanceof Variant.Model model
          ? under(threads, model).machine().hypothetical()
          : List.of();
    }
  }

  /// @param scenario what is run
  /// @param cases in the order of the results
  /// @param seeds how many, from 1 on, at least 1
  /// @return the runs, not begun
  /// @throws ScenarioException if a setting or variant does not fit the scenario
  public static CaseRuns of(Scenario scenario, List<Case> cases, int seeds)
      throws ScenarioException {
    if (seeds < 1) {
      throw new IllegalArgumentException("at least one seed is needed, not " + seeds);
    }
    var planned = new ArrayList<Planned>();
    for (Case one : cases) {
      Plan plan = scenario.plan(one.settings());
      Variant variant = Variant.of(plan, List.of(one.variant())).getFirst();
      planned.add(new Planned(one.name(), plan, variant));
    }
    return new CaseRuns(planned, seeds);
  }

  /// @return by case, why no such kernel can be had; empty where it can
  public List<List<String>> hypothetical() {
    return cases.stream().map(Planned::hypothetical).toList();
  }

  /// Runs all.
  ///
  /// @param executor does the work, several runs at a time if it has several threads
  /// @param monitor told of the progress and asked whether to go on, from any thread
  /// @param news told, by the thread of a run, what is known after it: results by case, over the
  ///   seeds that are through; a case without any is missing
  /// @return the results by case
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public List<VariantResult> run(
      Executor executor, ProgressMonitor monitor, Consumer<List<Optional<VariantResult>>> news) {
    var jobs = new ArrayList<Function<ProgressMonitor, Measured>>();
    for (int seed = 1; seed <= seeds; seed++) {
      int number = seed;
      for (Planned one : cases) {
        jobs.add(inside -> once(one, number, inside));
      }
    }
    var known =
        new ArrayList<Optional<Measured>>(Collections.nCopies(jobs.size(), Optional.empty()));
    Jobs.run(
        jobs,
        executor,
        monitor,
        "replaying",
        (job, measured) -> {
          known.set(job, Optional.of(measured));
          news.accept(results(known));
        });
    return results(known).stream().map(Optional::orElseThrow).toList();
  }

  private List<Optional<VariantResult>> results(List<Optional<Measured>> known) {
    var results = new ArrayList<Optional<VariantResult>>();
    for (int i = 0; i < cases.size(); i++) {
      var runs = new ArrayList<Measured>();
      for (int job = i; job < known.size(); job += cases.size()) {
        known.get(job).ifPresent(runs::add);
      }
      Planned one = cases.get(i);
      results.add(
          runs.isEmpty()
              ? Optional.empty()
              : Optional.of(VariantResult.of(one.name(), one.hypothetical(), runs)));
    }
    return results;
  }

  /// Writes the run of one case with the first seed down as a timeline, its warm-up included.
  ///
  /// @param index which case
  /// @param monitor asked whether to go on
  /// @return the timeline, for the caller to close
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public Timeline timeline(int index, ProgressMonitor monitor) {
    Planned one = cases.get(index);
    return switch (one.plan()) {
      case Plan.Threads threads when one.variant() instanceof Variant.Model model -> {
        try (var recorder = new TimelineRecorder()) {
          new ThreadsRun(under(threads, model), 1).measure(recorder, monitor);
          yield recorder.timeline(monitor);
        }
      }
      case Plan.Policies policies when one.variant() instanceof Variant.Urgent urgent ->
          new PoliciesRun(policies, urgent.policy(), 1).timeline(monitor);
      default -> throw misfit(one);
    };
  }

  private static Measured once(Planned one, long seed, ProgressMonitor monitor) {
    return switch (one.plan()) {
      case Plan.Threads threads when one.variant() instanceof Variant.Model model ->
          new ThreadsRun(under(threads, model), seed).measure(new Observer() {}, monitor);
      case Plan.Policies policies when one.variant() instanceof Variant.Urgent urgent ->
          new PoliciesRun(policies, urgent.policy(), seed).measure(UserspaceObserver.NONE, monitor);
      default -> throw misfit(one);
    };
  }

  private static IllegalStateException misfit(Planned one) {
    return new IllegalStateException(one.variant().name() + " does not fit the plan");
  }

  private static Plan.Threads under(Plan.Threads plan, Variant.Model model) {
    return new Plan.Threads(
        plan.machine().with(model.model()),
        plan.locks(),
        plan.groups(),
        plan.warmUpNs(),
        plan.durationNs());
  }
}
