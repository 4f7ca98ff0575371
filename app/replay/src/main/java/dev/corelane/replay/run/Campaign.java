package dev.corelane.replay.run;

import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.scenario.Parameter;
import dev.corelane.replay.scenario.Plan;
import dev.corelane.replay.scenario.Range;
import dev.corelane.replay.scenario.Scenario;
import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Runs of one scenario: every variant with the same seeds, so that they are compared under the
/// same luck.
public final class Campaign {
  private static final String KERNEL_SHARE = "kernelShare";

  private final Scenario scenario;
  private final Map<String, Double> settings;
  private final List<String> names;
  private final int seeds;

  /// @param scenario what is run
  /// @param settings values of parameters by name, instead of the scenario's
  /// @param names variants, see [Variant#of]
  /// @param seeds how many, from 1 on, at least 1
  public Campaign(Scenario scenario, Map<String, Double> settings, List<String> names, int seeds) {
    if (seeds < 1) {
      throw new IllegalArgumentException("at least one seed is needed, not " + seeds);
    }
    this.scenario = scenario;
    this.settings = Map.copyOf(settings);
    this.names = List.copyOf(names);
    this.seeds = seeds;
  }

  /// Runs all variants, and again under other costs if wanted.
  ///
  /// @param sensitivity whether the assumed costs are varied: a switch at half and twice, cold
  ///   caches not at all and twice, the kernel's share of the work at none and twice
  /// @param executor does the work, several runs at a time if it has several threads
  /// @param monitor told of the progress and asked whether to go on, from any thread
  /// @return what came of it
  /// @throws ScenarioException if settings or variants do not fit the scenario
  /// @throws dev.corelane.trace.task.TaskCancelledException if cancelled
  public CampaignResult run(boolean sensitivity, Executor executor, ProgressMonitor monitor)
      throws ScenarioException {
    Map<String, Plan> plans = new LinkedHashMap<>();
    plans.put("", scenario.plan(settings));
    if (sensitivity) {
      others(plans);
    }
    var cases = new ArrayList<CaseRuns.Planned>();
    for (Plan plan : plans.values()) {
      for (Variant variant : Variant.of(plan, names)) {
        cases.add(new CaseRuns.Planned(variant.name(), plan, variant));
      }
    }
    List<VariantResult> results = new CaseRuns(cases, seeds).run(executor, monitor, news -> {});
    int variants = results.size() / plans.size();
    var changed = new ArrayList<CampaignResult.Changed>();
    int next = variants;
    for (String what : plans.keySet()) {
      if (!what.isEmpty()) {
        changed.add(
            new CampaignResult.Changed(what, List.copyOf(results.subList(next, next + variants))));
        next += variants;
      }
    }
    return new CampaignResult(
        scenario.name(),
        settings,
        seeds,
        results.subList(0, variants),
        changed,
        assumptions(),
        scenario.unknown());
  }

  /// Runs all variants for several values of one parameter.
  ///
  /// @param parameter its name
  /// @param values its values
  /// @param executor does the work
  /// @param monitor told of the progress and asked whether to go on, from any thread
  /// @return the curve, and where it falls
  /// @throws ScenarioException if the parameter, a value, or a variant does not fit the scenario
  public SweepResult sweep(
      String parameter, List<Double> values, Executor executor, ProgressMonitor monitor)
      throws ScenarioException {
    return sweep(parameter, values, executor, monitor, news -> {});
  }

  /// Runs all variants for several values of one parameter.
  ///
  /// @param parameter its name
  /// @param values its values
  /// @param executor does the work
  /// @param monitor told of the progress and asked whether to go on, from any thread
  /// @param news told, by the thread of a run, of the curve as far as it is known after it: only
  ///   points that every variant has
  /// @return the curve, and where it falls
  /// @throws ScenarioException if the parameter, a value, or a variant does not fit the scenario
  public SweepResult sweep(
      String parameter,
      List<Double> values,
      Executor executor,
      ProgressMonitor monitor,
      Consumer<SweepResult> news)
      throws ScenarioException {
    var cases = new ArrayList<CaseRuns.Planned>();
    for (double value : values) {
      Map<String, Double> changed = new LinkedHashMap<>(settings);
      changed.put(parameter, value);
      Plan plan = scenario.plan(changed);
      for (Variant variant : Variant.of(plan, names)) {
        cases.add(new CaseRuns.Planned(variant.name(), plan, variant));
      }
    }
    List<VariantResult> results =
        new CaseRuns(cases, seeds)
            .run(executor, monitor, known -> news.accept(curve(parameter, values, known)));
    return curve(parameter, values, results.stream().map(Optional::of).toList());
  }

  private SweepResult curve(
      String parameter, List<Double> values, List<Optional<VariantResult>> known) {
    int variants = values.isEmpty() ? 0 : known.size() / values.size();
    var points = new ArrayList<SweepResult.Point>();
    for (int i = 0; i < values.size(); i++) {
      List<VariantResult> there =
          known.subList(i * variants, (i + 1) * variants).stream()
              .flatMap(Optional::stream)
              .toList();
      if (there.size() == variants) {
        points.add(new SweepResult.Point(values.get(i), there));
      }
    }
    return new SweepResult(scenario.name(), parameter, settings, seeds, points, assumptions());
  }

  /// Writes the run of one variant with the first seed down as a timeline, its warm-up included.
  ///
  /// @param variant name of the variant
  /// @param monitor asked whether to go on
  /// @return the timeline, for the caller to close
  /// @throws ScenarioException if the variant does not fit the scenario
  public Timeline timeline(String variant, ProgressMonitor monitor) throws ScenarioException {
    return CaseRuns.of(scenario, List.of(new CaseRuns.Case(variant, settings, variant)), 1)
        .timeline(0, monitor);
  }

  private static Plan.Threads on(Plan.Threads plan, Machine machine) {
    return new Plan.Threads(
        machine, plan.locks(), plan.groups(), plan.warmUpNs(), plan.durationNs());
  }

  private void others(Map<String, Plan> plans) throws ScenarioException {
    Plan usual = scenario.plan(settings);
    Costs costs = machine(usual).costs();
    plans.put("switch cost halved", with(usual, costs.withSwitchNs(costs.switchNs() / 2)));
    plans.put("switch cost doubled", with(usual, costs.withSwitchNs(costs.switchNs() * 2)));
    plans.put("no cost of cold caches", with(usual, costs.withRefillTimes(0)));
    plans.put("cost of cold caches doubled", with(usual, costs.withRefillTimes(2)));
    var share = scenario.parameter(KERNEL_SHARE);
    if (share.isPresent()) {
      double value = settings.getOrDefault(KERNEL_SHARE, share.get().value());
      plans.put("no work in the kernel", changed(KERNEL_SHARE, 0));
      plans.put("twice the work in the kernel", changed(KERNEL_SHARE, Math.min(1, 2 * value)));
    }
  }

  private Plan changed(String parameter, double value) throws ScenarioException {
    Map<String, Double> changed = new LinkedHashMap<>(settings);
    changed.put(parameter, value);
    return scenario.plan(changed);
  }

  private static Machine machine(Plan plan) {
    return switch (plan) {
      case Plan.Threads threads -> threads.machine();
      case Plan.Policies policies -> policies.machine();
    };
  }

  private static Plan with(Plan plan, Costs costs) {
    Machine machine = machine(plan).with(costs);
    return switch (plan) {
      case Plan.Threads threads -> on(threads, machine);
      case Plan.Policies policies ->
          new Plan.Policies(
              policies.workload(),
              policies.drawnCosts(),
              machine,
              policies.warmUpNs(),
              policies.durationNs());
    };
  }

  private List<String> assumptions() {
    return assumptions(scenario, settings);
  }

  /// The numbers of a scenario that nobody measured, and those that were set.
  ///
  /// @param scenario what is run
  /// @param settings values of parameters by name, instead of the scenario's
  /// @return a sentence each
  public static List<String> assumptions(Scenario scenario, Map<String, Double> settings) {
    var sentences = new ArrayList<String>();
    for (Parameter parameter : scenario.parameters()) {
      boolean set = settings.containsKey(parameter.name());
      if (parameter.assumed() || set) {
        double value = settings.getOrDefault(parameter.name(), parameter.value());
        String number = Range.plain(value);
        String unit = parameter.unit().isEmpty() ? "" : " " + parameter.unit();
        sentences.add(
            "%s = %s%s: %s (%s)"
                .formatted(
                    parameter.name(),
                    number,
                    unit,
                    parameter.about(),
                    set ? "set by the user" : "assumed: " + parameter.source()));
      }
    }
    sentences.add("costs of switches, cold caches, wake-ups and interrupts are assumed");
    return sentences;
  }
}
