package dev.corelane.desktop.session.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.analysis.comparison.Comparison;
import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.analysis.comparison.TimelineComparison;
import dev.corelane.analysis.knowledge.WaitEventLibrary;
import dev.corelane.desktop.session.ManualThreads;
import dev.corelane.desktop.session.SharedTrace;
import dev.corelane.desktop.session.TestTimelines;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.task.ProgressMonitor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DifferenceModelTest {
  private final ManualThreads threads = new ManualThreads();
  private CompareModel compare;
  private DifferenceModel model;
  private Comparison expected;

  @BeforeEach
  void open() {
    List<ComparedPart> parts =
        List.of(
            part("few", TestTimelines.random(1, 2, 2000, 0.1)),
            part("many", TestTimelines.random(2, 2, 2000, 0.6)),
            part("more", TestTimelines.random(3, 2, 2000, 0.9)));
    expected =
        TimelineComparison.compare(
            parts.get(0).trace().digest().timeline(),
            parts.get(1).trace().digest().timeline(),
            ProgressMonitor.NONE);
    compare = new CompareModel(parts, threads.threads(), WaitEventLibrary.load());
    model = compare.differences();
  }

  @AfterEach
  void close() {
    compare.dispose();
    compare.release();
  }

  private static ComparedPart part(String title, dev.corelane.trace.timeline.Timeline timeline) {
    return ComparedPart.all(new SharedTrace(title, TraceDigest.of(timeline)));
  }

  private List<MetricDifference> rows() {
    return model.rows().get();
  }

  @Test
  void showsWhatTheAnalysisFindsInItsOrder() {
    assertThat(rows()).isEmpty();
    model.start();
    threads.runAll();
    assertThat(rows()).hasSizeGreaterThan(3).isEqualTo(expected.differences());
    assertThat(Objects.requireNonNull(model.comparison().get()).findings())
        .isEqualTo(expected.findings());
  }

  @Test
  void filtersAndSorts() {
    model.start();
    threads.runAll();
    model.filter("PREEMPTED");
    assertThat(rows())
        .isNotEmpty()
        .hasSizeLessThan(expected.differences().size())
        .allSatisfy(
            d ->
                assertThat(Difference.text(d, Difference.Column.METRIC).toLowerCase(Locale.ROOT))
                    .contains("preempted"));
    model.filter("");
    model.sort(Optional.of(new DifferenceModel.Sorting(Difference.Column.RATIO, false)));
    List<Double> ratios = rows().stream().map(MetricDifference::ratio).toList();
    assertThat(ratios.stream().filter(r -> !r.isNaN()))
        .isSortedAccordingTo((x, y) -> Double.compare(y, x));
    assertThat(ratios.subList(0, (int) ratios.stream().filter(r -> !r.isNaN()).count()))
        .as("rows without a ratio come last")
        .noneMatch(r -> r.isNaN());
    model.sort(Optional.empty());
    assertThat(rows()).isEqualTo(expected.differences());
  }

  @Test
  void comparesOtherSides() {
    model.start();
    model.compare(new DifferenceModel.Pair(2, 0));
    threads.runAll();
    assertThat(model.base().title()).isEqualTo("more");
    assertThat(model.other().title()).isEqualTo("few");
    assertThat(rows()).isNotEmpty().isNotEqualTo(expected.differences());
    assertThatThrownBy(() -> model.compare(new DifferenceModel.Pair(1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isCancelledAndBegunAgain() {
    model.start();
    model.cancel();
    threads.runAll();
    assertThat(model.comparison().get()).isNull();
    model.start();
    threads.runAll();
    assertThat(rows()).isEqualTo(expected.differences());
  }
}
