package dev.corelane.desktop.session.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.desktop.session.Sample;
import dev.corelane.samples.SampleTraces;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplePairsTest {
  private static Sample sample(String id) {
    return new Sample(id, "Title of " + id, "");
  }

  @Test
  void findsTheOtherRecordingOfAWorkload() {
    List<SamplePairs.Pair> pairs =
        SamplePairs.of(
            List.of(
                sample("disk-7.2-lazy-full"),
                sample("net-6.12-none-wait"),
                sample("disk-6.12-none-sched"),
                sample("disk-6.12-none-full")));
    assertThat(pairs)
        .containsExactly(
            new SamplePairs.Pair(sample("disk-6.12-none-full"), sample("disk-7.2-lazy-full")));
    assertThat(pairs.getFirst().title())
        .isEqualTo("disk, all locks probed: no preemption and lazy");
    assertThat(pairs.getFirst().sources())
        .extracting(CompareSource::title)
        .containsExactly("Title of disk-6.12-none-full", "Title of disk-7.2-lazy-full");
  }

  @Test
  void theProgramBringsAPairOfEachWorkloadAndWayToRecordIt() {
    List<Sample> bundled =
        SampleTraces.all().stream()
            .map(s -> new Sample(s.id(), s.title(), s.description()))
            .toList();
    assertThat(SamplePairs.of(bundled))
        .extracting(pair -> pair.without().id() + " " + pair.lazy().id())
        .containsExactly(
            "spinlock-6.12-none-full spinlock-7.2-lazy-full",
            "spinlock-6.12-none-sched spinlock-7.2-lazy-sched",
            "multixact-6.12-none-wait multixact-7.2-lazy-wait");
  }
}
