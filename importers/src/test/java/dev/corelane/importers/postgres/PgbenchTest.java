package dev.corelane.importers.postgres;

import static dev.corelane.importers.postgres.PostgresFiles.marks;
import static dev.corelane.importers.postgres.PostgresFiles.open;
import static dev.corelane.importers.postgres.PostgresFiles.spans;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pgbench writes, and heap_page_items.
class PgbenchTest {
  /// 2026-11-21 09:00:00 UTC.
  private static final long NINE = 1_795_251_600L;

  private static final String LOG =
      """
      0 1 250000 0 %1$d 500000
      1 1 1000 1 %1$d 600000
      0 2 skipped 0 %1$d 700000 12
      0 3 deadlock 0 %1$d 800000
      not a transaction
      """
          .formatted(NINE);

  private static final String REPORT =
      """
      pgbench (17.11)
      transaction type: multiple scripts
      scaling factor: 1
      query mode: simple
      number of clients: 2
      SQL script 1: <builtin: select only>
       - weight: 1
      SQL script 2: work.sql
      """;

  @TempDir Path folder;

  @Test
  void transactionsAreSpansOfTheirClients() throws IOException {
    try (Timeline timeline = open(folder, "pgbench_log.4711.1", LOG)) {
      assertThat(spans(timeline))
          .containsExactly(
              "09:00:00.250Z 09:00:00.500Z -1 transaction 'script 0' DERIVED",
              "09:00:00.599Z 09:00:00.600Z -1 transaction 'script 1' DERIVED");
      assertThat(marks(timeline))
          .containsExactly(
              "09:00:00.700Z -1 transaction script 0 skipped",
              "09:00:00.800Z -1 transaction script 0 failed: deadlock");
      assertThat(Traces.problems(timeline)).isEqualTo("postgres.bad-row=1");
      var client = timeline.task(timeline.spans().get(0).task());
      assertThat(client.pid()).isEqualTo(4711);
      assertThat(client.name()).isEqualTo("pgbench log client 0");
      assertThat(client.label()).isEqualTo("pgbench client");
      assertThat(timeline.task(timeline.spans().get(1).task()).id()).isNotEqualTo(client.id());
    }
  }

  @Test
  void theReportOfTheRunNamesTheScripts() throws IOException {
    try (Timeline timeline = open(folder, "pgbench_oltp.log", LOG, "pgbench_oltp.txt", REPORT)) {
      assertThat(spans(timeline))
          .anyMatch(s -> s.contains("'<builtin: select only>'"))
          .anyMatch(s -> s.contains("'work.sql'"));
      assertThat(timeline.tasksOfTid(-1)).anyMatch(t -> t.name().equals("pgbench oltp client 1"));
    }
  }

  @Test
  void intervalsAreCounters() throws IOException {
    String old = NINE + " 10 50000 300000000 1000 9000\n";
    String newest = (NINE + 1) + " 20 80000 400000000 500 7000 0 0 0 0 3 4 5 6 7\n";
    try (Timeline timeline = open(folder, "unknown", old + newest)) {
      List<String> values =
          IntStream.range(0, (int) timeline.counters().size())
              .mapToObj(i -> timeline.counters().get(i))
              .map(c -> timeline.counterTracks().get(c.track()).name() + " " + c.value())
              .toList();
      assertThat(values)
          .contains(
              "pgbench unknown transactions 10.0",
              "pgbench unknown mean latency 5000.0",
              "pgbench unknown transactions 20.0",
              "pgbench unknown mean latency 4000.0",
              "pgbench unknown shortest latency 500.0",
              "pgbench unknown longest latency 7000.0",
              "pgbench unknown skipped 3.0",
              "pgbench unknown failures 13.0");
      assertThat(timeline.problems()).isEmpty();
    }
  }

  @Test
  void progressWithTimesIsACounterAndWithoutIsNot() throws IOException {
    String line = "progress: %s s, 123.4 tps, lat 5.600 ms stddev 1.000, 0 failed\n";
    try (Timeline timeline = open(folder, "unknown", line.formatted(NINE + ".000"))) {
      assertThat(timeline.counters().size()).isEqualTo(2);
      assertThat(timeline.counters().get(0).timeNs()).isEqualTo(NINE * 1_000_000_000L);
      assertThat(timeline.counters().get(0).value()).isEqualTo(123.4);
    }
    try (Timeline timeline = open(folder, "unknown", line.formatted("5.0"), "p.log", LOG)) {
      assertThat(timeline.counters().size()).isZero();
      assertThat(Traces.problems(timeline)).isEqualTo("postgres.bad-row=1, postgres.totals-only=1");
    }
  }

  @Test
  void pagesTellHowManyTuplesHaveAMultiXact() throws IOException {
    String rows =
        """
        at,lp,lp_flags,t_xmin,t_xmax,t_infomask2,t_infomask
        %1$s,1,1,744,0,3,2306
        %1$s,2,1,744,9,3,4305
        %1$s,3,1,744,9,3,0x1902
        %1$s,4,2,,,,
        %1$s,5,1,744,9,3,many
        """;
    try (Timeline timeline = open(folder, "pages.csv", rows.formatted("2026-11-21 09:00:00+00"))) {
      assertThat(IntStream.range(0, 3).mapToObj(i -> timeline.counters().get(i).value()).toList())
          .containsExactly(3.0, 2.0, 1.0);
      assertThat(Traces.problems(timeline)).isEqualTo("postgres.bad-row=1");
    }
    try (Timeline timeline = open(folder, "pages.csv", rows.formatted("before"), "unknown", LOG)) {
      assertThat(timeline.properties())
          .containsEntry(
              "postgres.heap.pages.csv.before",
              "3 tuples, 2 with a MultiXact in t_xmax (infomask 0x1000), 1 of them not marked"
                  + " invalid, 1 only locked");
    }
  }
}
