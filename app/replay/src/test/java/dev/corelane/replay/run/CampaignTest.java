package dev.corelane.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.replay.scenario.ScenarioLibrary;
import dev.corelane.replay.scenario.ScenarioReader;
import dev.corelane.replay.statistics.Band;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.task.TaskCancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CampaignTest {
  private static final String SMALL =
      """
      {
        "format": "corelane-scenario", "version": 1,
        "name": "small", "title": "t", "about": "a", "unknown": ["the weather"],
        "parameters": {
          "clients": {"value": 6, "about": "threads", "source": "s", "assumed": true},
          "kernelShare": {"value": 0.3, "about": "in the kernel", "source": "s"}
        },
        "machine": {"cpus": 2, "kernel": "7.0", "architecture": "x86", "model": "lazy"},
        "locks": [{"name": "l", "kind": "pg-spinlock"}],
        "threads": [
          {"name": "t", "count": "$clients", "program": [
            {"span": "work", "do": [
              {"run": {"exponential": 100000}, "kernelShare": "$kernelShare"},
              {"acquire": "l"}, {"run": 3000}, {"release": "l"}
            ]},
            {"sleep": {"exponential": 50000}}
          ]}
        ],
        "warmUpNs": 5000000,
        "durationNs": 30000000
      }
      """;

  @Test
  void k1k2k4k5ChecksHoldInEveryRunAndBandsHaveAsManyRunsAsSeeds() throws ScenarioException {
    CampaignResult result =
        campaign(List.of("none", "full", "lazy"), 4).run(true, Runnable::run, ProgressMonitor.NONE);

    assertThat(result.variants())
        .extracting(VariantResult::name)
        .containsExactly("none", "full", "lazy");
    assertThat(result.sensitivity())
        .extracting(CampaignResult.Changed::what)
        .containsExactly(
            "switch cost halved",
            "switch cost doubled",
            "no cost of cold caches",
            "cost of cold caches doubled",
            "no work in the kernel",
            "twice the work in the kernel");
    var all = new ArrayList<>(result.variants());
    result.sensitivity().forEach(changed -> all.addAll(changed.variants()));
    for (VariantResult variant : all) {
      assertThat(variant.broken()).isEmpty();
      Band throughput = variant.metrics().get(Metric.THROUGHPUT);
      assertThat(throughput.n()).isEqualTo(4);
      assertThat(throughput.low()).isLessThanOrEqualTo(throughput.median());
      assertThat(throughput.median()).isLessThanOrEqualTo(throughput.high());
      assertThat(variant.metrics().get(Metric.UTILISATION).high()).isLessThanOrEqualTo(1);
    }
    assertThat(result.variants().getFirst().hypothetical()).hasSize(1);
    assertThat(result.variants().getLast().hypothetical()).isEmpty();
    assertThat(result.assumptions()).anyMatch(text -> text.startsWith("clients = 6"));
    assertThat(result.unknown()).containsExactly("the weather");
  }

  @Test
  void k6TheSameSeedsGiveTheSameNumbers() throws ScenarioException {
    CampaignResult one =
        campaign(List.of("full"), 2).run(false, Runnable::run, ProgressMonitor.NONE);
    CampaignResult again =
        campaign(List.of("full"), 2).run(false, Runnable::run, ProgressMonitor.NONE);

    assertThat(again).isEqualTo(one);
  }

  /// A 99th percentile of fewer than 100 values is not told.
  @Test
  void rarePercentilesAreLeftOut() throws ScenarioException {
    var scenario = ScenarioReader.parse(SMALL.replace("30000000", "500000"));
    CampaignResult result =
        new Campaign(scenario, Map.of(), List.of(), 1)
            .run(false, Runnable::run, ProgressMonitor.NONE);

    assertThat(result.variants().getFirst().metrics())
        .containsKey(Metric.LATENCY_P50)
        .doesNotContainKey(Metric.LATENCY_P99);
  }

  @Test
  void everyPolicyRunsAndTheirOrderIsThatOfTheCode() throws ScenarioException {
    var scenario = ScenarioLibrary.scenario("preemptdb-htap");
    CampaignResult result =
        new Campaign(scenario, Map.of(), List.of(), 1)
            .run(false, Runnable::run, ProgressMonitor.NONE);

    assertThat(result.variants())
        .extracting(VariantResult::name)
        .containsExactly(
            "wait", "cooperative", "user-interrupts", "os-nice", "os-fifo", "os-slice", "parallel");
    assertThat(result.variants()).allSatisfy(one -> assertThat(one.broken()).isEmpty());
    double[] p99 =
        result.variants().stream()
            .mapToDouble(one -> one.metrics().get(Metric.LATENCY_P99).median())
            .toArray();
    assertThat(p99[2]).isLessThan(p99[1]).isLessThan(p99[4]);
    assertThat(p99[4]).isLessThan(p99[5]).isLessThan(p99[6]);
    assertThat(p99[6]).isLessThan(p99[0]);
  }

  @Test
  void cancellingStopsAll() {
    var steps = new AtomicInteger();
    var monitor =
        new ProgressMonitor() {
          @Override
          public void progress(long done, long total, String what) {
            steps.incrementAndGet();
          }

          @Override
          public boolean cancelled() {
            return steps.get() > 2;
          }
        };

    assertThatThrownBy(() -> campaign(List.of("full"), 50).run(false, Runnable::run, monitor))
        .isInstanceOf(TaskCancelledException.class);
    assertThat(steps.get()).isLessThan(10);
  }

  @Test
  void aSweepFindsTheCliffAndOnlyThat() throws ScenarioException {
    SweepResult curve =
        campaign(List.of("full"), 2)
            .sweep("clients", List.of(1.0, 2.0), Runnable::run, ProgressMonitor.NONE);
    assertThat(curve.points()).hasSize(2);
    assertThat(
            curve.points().get(1).variants().getFirst().metrics().get(Metric.THROUGHPUT).median())
        .isGreaterThan(
            curve.points().get(0).variants().getFirst().metrics().get(Metric.THROUGHPUT).median());

    assertThat(sweep(100, 98, 99, 40, 39, 38).cliff(0, Metric.THROUGHPUT))
        .hasValueSatisfying(
            cliff -> {
              assertThat(cliff.from()).isEqualTo(2);
              assertThat(cliff.to()).isEqualTo(3);
              assertThat(cliff.after().median()).isEqualTo(40);
            });
    assertThat(sweep(100, 80, 64, 51, 41).cliff(0, Metric.THROUGHPUT)).isEmpty();
    assertThat(sweep(100, 99, 98, 97).cliff(0, Metric.THROUGHPUT)).isEmpty();
  }

  @Test
  void bandsAreNearestRank() {
    assertThat(Band.of(5, 1, 4, 2, 3)).isEqualTo(new Band(3, 1, 5, 5));
    assertThat(Band.of(1, Double.NaN)).isEqualTo(new Band(1, 1, 1, 1));
    assertThat(Band.of(1, 2).apartFrom(Band.of(3, 4))).isTrue();
    assertThat(Band.of(1, 3).apartFrom(Band.of(3, 4))).isFalse();
  }

  @Test
  void variantsMustFit() throws ScenarioException {
    var scenario = ScenarioReader.parse(SMALL);
    assertThatThrownBy(() -> Variant.of(scenario.plan(Map.of()), List.of("wait")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("\"wait\" is none of none, voluntary, full, lazy, rt, rt-lazy");
  }

  private static Campaign campaign(List<String> variants, int seeds) throws ScenarioException {
    return new Campaign(ScenarioReader.parse(SMALL), Map.of(), variants, seeds);
  }

  private static SweepResult sweep(double... throughput) {
    var points = new ArrayList<SweepResult.Point>();
    for (int i = 0; i < throughput.length; i++) {
      Map<Metric, Band> metrics = Map.of(Metric.THROUGHPUT, Band.of(throughput[i]));
      var variant = new VariantResult("v", List.of(), metrics, List.of(), List.of(), 0);
      points.add(new SweepResult.Point(i, List.of(variant)));
    }
    return new SweepResult("s", "p", Map.of(), 1, points, List.of());
  }
}
