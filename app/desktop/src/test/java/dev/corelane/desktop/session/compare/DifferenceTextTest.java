package dev.corelane.desktop.session.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.comparison.MetricDifference;
import dev.corelane.analysis.comparison.MetricId;
import dev.corelane.analysis.comparison.Quantity;
import dev.corelane.analysis.comparison.SubjectKind;
import dev.corelane.desktop.session.compare.Difference.Column;
import dev.corelane.render.time.NumberStyle;
import dev.corelane.render.time.TimeText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DifferenceTextTest {
  private static final MetricDifference HOLD =
      new MetricDifference(
          new MetricId(SubjectKind.LOCK, "LWLock \"WAL\", insert", Quantity.HOLD),
          1_240_000,
          840_000,
          -600_000,
          -200_000,
          0.52,
          0.83,
          12_345,
          200,
          0.001,
          true);
  private static final MetricDifference NEW =
      new MetricDifference(
          new MetricId(SubjectKind.WHOLE, "", Quantity.KERNEL_PREEMPTIONS),
          0,
          310.52,
          200,
          400,
          Double.NaN,
          Double.NaN,
          0,
          1200,
          0.2,
          false);

  private static List<String> cells(MetricDifference d) {
    return Stream.of(Column.values()).map(c -> Difference.text(d, c)).toList();
  }

  @Test
  void showsValuesWithUnits() {
    assertThat(cells(HOLD))
        .containsExactly(
            "\u25CF",
            "mean hold",
            "LWLock \"WAL\", insert",
            "1.24\u00A0ms",
            "840\u00A0\u00B5s",
            "\u2212400\u00A0\u00B5s",
            "\u2212600\u00A0\u00B5s to \u2212200\u00A0\u00B5s",
            "0.68",
            "0.52 to 0.83",
            "12\u00A0345",
            "200");
    assertThat(cells(NEW))
        .containsExactly(
            "",
            "preempted inside the kernel",
            "whole recording",
            "0.0\u00A0/s",
            "310.5\u00A0/s",
            "+310.5\u00A0/s",
            "+200.0\u00A0/s to +400.0\u00A0/s",
            "",
            "",
            "0",
            "1200");
  }

  @Test
  void numbersFollowTheReadersLanguageButNotInFiles() throws IOException {
    TimeText.use(NumberStyle.of(Locale.GERMANY));
    try {
      assertThat(cells(NEW)).contains("310,5\u00A0/s", "+200,0\u00A0/s to +400,0\u00A0/s");
      assertThat(Difference.text(HOLD, Column.RATIO)).isEqualTo("0,68");
      var out = new StringBuilder();
      DifferenceCsv.write(List.of(HOLD), out);
      assertThat(out.toString()).contains("1240000.0,840000.0");
    } finally {
      TimeText.use(NumberStyle.PLAIN);
    }
  }

  @Test
  void sortsByTheSurePartOfAnInterval() {
    // At least 200 more, at least 200 000 less.
    assertThat(Stream.of(NEW, HOLD).sorted(Difference.order(Column.INTERVAL, true)))
        .containsExactly(HOLD, NEW);
    assertThat(Stream.of(NEW, HOLD).sorted(Difference.order(Column.RATIO, true)))
        .containsExactly(HOLD, NEW);
    assertThat(Stream.of(NEW, HOLD).sorted(Difference.order(Column.RATIO, false)))
        .as("without a ratio last")
        .containsExactly(HOLD, NEW);
    assertThat(Stream.of(NEW, HOLD).sorted(Difference.order(Column.METRIC, true)))
        .containsExactly(HOLD, NEW);
  }

  @Test
  void exportsNumbersForOtherPrograms() throws IOException {
    var out = new StringBuilder();
    DifferenceCsv.write(List.of(HOLD, NEW), out);
    assertThat(out.toString().split("\r\n"))
        .containsExactly(
            "kind,subject,quantity,unit,a,b,difference,differenceLow,differenceHigh,ratio,ratioLow,"
                + "ratioHigh,countA,countB,probability,certain",
            "lock,\"LWLock \"\"WAL\"\", insert\",hold,nanoseconds,1240000.0,840000.0,-400000.0,"
                + "-600000.0,-200000.0,0.6774193548387096,0.52,0.83,12345,200,0.001,true",
            "whole,,kernel-preemptions,per-second,0.0,310.52,310.52,200.0,400.0,,,,0,1200,0.2,"
                + "false");
  }
}
