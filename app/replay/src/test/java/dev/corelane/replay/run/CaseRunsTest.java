package dev.corelane.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.replay.run.CaseRuns.Case;
import dev.corelane.replay.scenario.Range;
import dev.corelane.replay.scenario.Scenario;
import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.replay.scenario.ScenarioLibrary;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaseRunsTest {
  private static final Map<String, Double> FEW = Map.of("clients", 6.0);

  @Test
  void everyCaseRunsOnceBeforeAnyRunsTwice() throws ScenarioException {
    Scenario scenario = ScenarioLibrary.scenario("lock-convoy");
    var cases =
        List.of(new Case("six", FEW, "full"), new Case("two", Map.of("clients", 2.0), "lazy"));
    var told = new ArrayList<List<Integer>>();

    List<VariantResult> results =
        CaseRuns.of(scenario, cases, 2)
            .run(
                Runnable::run,
                ProgressMonitor.NONE,
                news -> told.add(news.stream().map(CaseRunsTest::runs).toList()));

    assertThat(told).containsExactly(List.of(1, 0), List.of(1, 1), List.of(2, 1), List.of(2, 2));
    assertThat(results).extracting(VariantResult::name).containsExactly("six", "two");
    assertThat(results.getLast().hypothetical()).hasSize(1);
    Campaign alone = new Campaign(scenario, FEW, List.of("full"), 2);
    assertThat(results.getFirst().metrics())
        .isEqualTo(
            alone.run(false, Runnable::run, ProgressMonitor.NONE).variants().getFirst().metrics());
  }

  @Test
  void aCaseCanBeLookedAt() throws ScenarioException {
    Scenario scenario = ScenarioLibrary.scenario("lock-convoy");
    CaseRuns runs = CaseRuns.of(scenario, List.of(new Case("six", FEW, "full")), 1);
    try (Timeline timeline = runs.timeline(0, ProgressMonitor.NONE)) {
      assertThat(timeline.spans().size()).isPositive();
    }
  }

  @Test
  void aCurveGrowsByWholePoints() throws ScenarioException {
    Scenario scenario = ScenarioLibrary.scenario("lock-convoy");
    var told = new ArrayList<Integer>();
    SweepResult result =
        new Campaign(scenario, Map.of(), List.of("full", "none"), 1)
            .sweep(
                "clients",
                List.of(2.0, 4.0),
                Runnable::run,
                ProgressMonitor.NONE,
                news -> told.add(news.points().size()));

    assertThat(told).containsExactly(0, 1, 1, 2);
    assertThat(result.points()).hasSize(2);
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingRuns() throws ScenarioException {
    Scenario scenario = ScenarioLibrary.scenario("lock-convoy");
    assertThatThrownBy(
            () -> CaseRuns.of(scenario, List.of(new Case("x", Map.of("y", 1.0), "full")), 1))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("no parameter \"y\"");
    assertThatThrownBy(() -> CaseRuns.of(scenario, List.of(new Case("x", FEW, "soft")), 1))
        .isInstanceOf(ScenarioException.class);
  }

  /// What a form asks for is what the reader of the file allows.
  @Test
  void rangesOfParametersAreThoseOfThePlacesThatUseThem() throws ScenarioException {
    Scenario scenario = ScenarioLibrary.scenario("pg-spinlock-7.0");
    assertThat(scenario.range("cpus")).isEqualTo(new Range(1, 1_024, true));
    assertThat(scenario.range("kernelShare")).isEqualTo(new Range(0, 1, false));
    assertThat(scenario.range("pops").has(1.5)).isFalse();
    for (String name : ScenarioLibrary.names()) {
      Scenario one = ScenarioLibrary.scenario(name);
      one.parameters()
          .forEach(p -> assertThat(one.range(p.name()).has(p.value())).as(p.name()).isTrue());
    }
    double many = scenario.range("clients").most() + 1;
    assertThatThrownBy(() -> scenario.plan(Map.of("clients", many)))
        .isInstanceOf(ScenarioException.class);
  }

  private static int runs(Optional<VariantResult> result) {
    return result.map(r -> r.metrics().get(Metric.THROUGHPUT).n()).orElse(0);
  }
}
