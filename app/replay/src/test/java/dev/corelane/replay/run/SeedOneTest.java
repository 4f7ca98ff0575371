package dev.corelane.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.corelane.replay.scenario.ScenarioException;
import dev.corelane.replay.scenario.ScenarioLibrary;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// I1 to I7: the spinlock of PostgreSQL's freelist on 96 CPUs with 1,024 clients.
class SeedOneTest {
  private static final double BAD_TPS = 50_752;
  private static final double GOOD_TPS = 98_566;
  private static final double SPIN_SHARE = 0.556;
  private static final double CPUS = 96;

  @Test
  void i1i2TheReportedNumbersFitTogether() {
    double spinPerTransaction = SPIN_SHARE * CPUS / BAD_TPS;
    assertThat(spinPerTransaction * 1e3).isCloseTo(1.05, withPercentage(2));
    assertThat(1_024 / BAD_TPS * 1e3).isCloseTo(20.2, withPercentage(1));
    assertThat(1_024 / GOOD_TPS * 1e3).isCloseTo(10.4, withPercentage(1));

    double otherBad = (1 - SPIN_SHARE) * CPUS / BAD_TPS;
    double allGood = CPUS / GOOD_TPS;
    assertThat(otherBad).isLessThan(allGood);
    assertThat(otherBad / allGood).isCloseTo(1, within(0.15));
  }

  /// Pops per page of a table, over the backends that touch it for the first time.
  @Test
  void i3FaultsPerPopFollowFromThePageSize() {
    assertThat(faults(1_024, 64)).isCloseTo(0.97, within(0.005));
    assertThat(faults(1_024, 1_024)).isCloseTo(0.63, within(0.005));
    assertThat(faults(1_024, 32_768)).isCloseTo(0.031, within(0.0005));
    assertThat(faults(1_024, 16_777_216)).isLessThan(0.0001);
  }

  @Test
  void i3bTheSameFormulaFitsTheTestBed() {
    assertThat(faults(256, 1_024)).isCloseTo(0.245, within(0.003));
    assertThat(faults(256, 64)).isCloseTo(0.886, within(0.003));
  }

  @Test
  void i4HugePagesMakeNoneAndLazyAlike() throws ScenarioException {
    CampaignResult result = run(Map.of("faultProbability", 0.031));

    assertThat(throughput(result, 0) / throughput(result, 1)).isCloseTo(1, within(0.05));
    assertThat(metric(result, 0, Metric.SPIN)).isLessThan(0.02);
    assertThat(metric(result, 1, Metric.SPIN)).isLessThan(0.02);
    assertThat(result.variants().getFirst().hypothetical()).isNotEmpty();
  }

  @Test
  void i5i6WithoutTheFreelistThereIsNoHotLock() throws ScenarioException {
    CampaignResult result = run(Map.of("pops", 0.0));

    assertThat(throughput(result, 0) / throughput(result, 1)).isCloseTo(1, within(0.05));
    assertThat(metric(result, 0, Metric.SPIN)).isZero();
  }

  @Test
  void i7FewerClientsThanCpusAreNotPreempted() throws ScenarioException {
    CampaignResult result = run(Map.of("clients", 64.0));

    for (int variant = 0; variant < 2; variant++) {
      assertThat(metric(result, variant, Metric.HOLDER_PREEMPTIONS)).isZero();
      assertThat(metric(result, variant, Metric.SPIN)).isLessThan(0.001);
    }
    assertThat(throughput(result, 0) / throughput(result, 1)).isCloseTo(1, within(0.01));
  }

  private static double faults(double processes, double popsPerPage) {
    return processes * (1 - Math.pow(1 - 1 / processes, popsPerPage)) / popsPerPage;
  }

  private static CampaignResult run(Map<String, Double> settings) throws ScenarioException {
    var all = new HashMap<>(settings);
    all.put("warmUpNs", 20e6);
    all.put("durationNs", 40e6);
    var scenario = ScenarioLibrary.scenario("pg-spinlock-7.0");
    CampaignResult result =
        new Campaign(scenario, all, List.of("none", "lazy"), 1)
            .run(false, Runnable::run, ProgressMonitor.NONE);
    assertThat(result.variants()).allSatisfy(one -> assertThat(one.broken()).isEmpty());
    return result;
  }

  private static double throughput(CampaignResult result, int variant) {
    return metric(result, variant, Metric.THROUGHPUT);
  }

  private static double metric(CampaignResult result, int variant, Metric metric) {
    return result.variants().get(variant).metrics().get(metric).median();
  }
}
