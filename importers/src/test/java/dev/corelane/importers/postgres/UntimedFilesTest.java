package dev.corelane.importers.postgres;

import static dev.corelane.importers.postgres.PostgresFiles.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.importers.NoEventsException;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files that hold sums or names and no times: alone no timeline, beside others a help.
class UntimedFilesTest {
  private static final String SAMPLES =
      "pid,ts,event_type,event\n7,2026-11-21 09:00:00+00,Lock,tuple\n";

  private enum Untimed {
    REPORT(
        "pgbench_oltp.txt",
        """
        pgbench (17.11)
        transaction type: work.sql
        query mode: simple
        number of clients: 2
        number of transactions actually processed: 360
        latency average = 105.883 ms
        tps = 56.666329 (without initial connection time)
        """,
        "is what pgbench prints: sums without times",
        "postgres.totals-only=1"),
    PROGRESS(
        "progress.txt",
        "progress: 5.0 s, 123.4 tps, lat 5.600 ms stddev 1.000, 0 failed\n",
        "is what pgbench prints: sums without times",
        "postgres.totals-only=1"),
    PROFILE(
        "profile.csv",
        "pid,event_type,event,count\n7,Lock,tuple,12\n",
        "holds totals without times",
        "postgres.totals-only=1"),
    BACKENDS(
        "pids.csv",
        "7,oltp,client backend,2026-11-21 08:59:00+00\n",
        "only tells the names of backends",
        ""),
    PAGES(
        "pages.csv",
        "at,lp,lp_flags,t_xmin,t_xmax,t_infomask2,t_infomask\nbefore,1,1,744,0,3,2306\n",
        "holds pages of a table without a time",
        "postgres.pages-without-time=1");

    private final String file;
    private final String text;
    private final String refusal;
    private final String problems;

    Untimed(String file, String text, String refusal, String problems) {
      this.file = file;
      this.text = text;
      this.refusal = refusal;
      this.problems = problems;
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aloneIsRefusedInASentence(Untimed of) {
    assertThatThrownBy(() -> open(folder, of.file, of.text))
        .isInstanceOf(NoEventsException.class)
        .hasMessageContaining(of.file + " " + of.refusal)
        .hasMessageMatching("[^\\n]*[^.]\\.");
  }

  @ParameterizedTest
  @EnumSource
  void besideTimesIsRead(Untimed of) throws IOException {
    try (Timeline timeline = open(folder, of.file, of.text, "samples.csv", SAMPLES)) {
      assertThat(timeline.waitSamples().size()).isEqualTo(1);
      assertThat(timeline.sources()).hasSize(2);
      assertThat(Traces.problems(timeline)).isEqualTo(of.problems);
    }
  }

  @Test
  void sumsAreProperties() throws IOException {
    try (Timeline timeline =
        open(
            folder,
            Untimed.REPORT.file,
            Untimed.REPORT.text,
            Untimed.PROFILE.file,
            Untimed.PROFILE.text,
            "samples.csv",
            SAMPLES)) {
      assertThat(timeline.properties())
          .containsEntry(
              "pgbench.report.pgbench_oltp.txt",
              "number of transactions actually processed: 360; latency average = 105.883 ms;"
                  + " tps = 56.666329 (without initial connection time)")
          .containsEntry("postgres.wait-profile.profile.csv", "Lock:tuple 12");
    }
  }

  @Test
  void severalWithoutTimesAreNoTimelineEither() {
    assertThatThrownBy(
            () ->
                open(
                    folder,
                    Untimed.REPORT.file,
                    Untimed.REPORT.text,
                    Untimed.BACKENDS.file,
                    Untimed.BACKENDS.text,
                    "notes.txt",
                    "no trace\n"))
        .isInstanceOf(NoEventsException.class)
        .hasMessageContaining("times");
  }

  @Test
  void aRecordingThatCannotBeReadIsNamedFirst() {
    assertThatThrownBy(
            () -> open(folder, "perf.data", "PERFILE2", Untimed.REPORT.file, Untimed.REPORT.text))
        .isInstanceOf(TraceReadException.class)
        .isNotInstanceOf(NoEventsException.class)
        .hasMessageContaining("perf.data");
  }
}
