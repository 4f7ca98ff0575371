package dev.corelane.importers.postgres;

import static dev.corelane.importers.postgres.PostgresFiles.label;
import static dev.corelane.importers.postgres.PostgresFiles.open;
import static dev.corelane.importers.postgres.PostgresFiles.samples;
import static dev.corelane.importers.postgres.PostgresFiles.spans;
import static dev.corelane.importers.postgres.PostgresFiles.waits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Samples of pg_stat_activity, pgsentinel's history, lists of backends.
class ActivityTest {
  private static final String HEADER =
      "at,pid,application_name,backend_type,state,wait_event_type,wait_event,xact_start,query_start,state_change,query\n";

  @TempDir Path folder;

  private static String row(String second, int pid, String rest) {
    return "2026-11-21 09:00:" + second + "+00," + pid + "," + rest + "\n";
  }

  private static String time(String second) {
    return "2026-11-21 09:00:" + second + "+00";
  }

  @Test
  void rowsAreSamplesWithLabelsAndQueries() throws IOException {
    String work = "oltp,client backend,active,LWLock,XactSLRU," + time("00.5") + "," + time("00.6");
    String text =
        HEADER
            + row("01", 7, work + "," + time("00.6") + ",SELECT 1")
            + row("02", 7, work + "," + time("00.6") + ",SELECT 1")
            + row(
                "03",
                7,
                "oltp,client backend,idle,Client,ClientRead,,"
                    + time("00.6")
                    + ","
                    + time("02.25")
                    + ",SELECT 1")
            + row("03", 8, ",checkpointer,,Activity,CheckpointerMain,,,,")
            + row(
                "04",
                7,
                "oltp,client backend,active,,,,"
                    + time("03.5")
                    + ","
                    + time("03.5")
                    + ",\"INSERT\n 2\"")
            + row("04", 8, ",checkpointer,,,,,,,");
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(samples(timeline))
          .containsExactly(
              "09:00:01Z 7 LWLock:XactSLRU query 0",
              "09:00:02Z 7 LWLock:XactSLRU query 0",
              "09:00:03Z 7 Client:ClientRead query 0",
              "09:00:03Z 8 Activity:CheckpointerMain query 0",
              "09:00:04Z 7 - query 0",
              "09:00:04Z 8 - query 0");
      assertThat(spans(timeline))
          .containsExactly(
              "09:00:00.500Z 09:00:02.250Z 7 transaction 'transaction' INFERRED",
              "09:00:00.600Z 09:00:02.250Z 7 query 'SELECT ?' INFERRED",
              "09:00:03.500Z 09:00:04Z 7 query 'INSERT ?' INFERRED");
      assertThat(label(timeline, 7)).isEqualTo("client backend: oltp");
      assertThat(label(timeline, 8)).isEqualTo("checkpointer");
      assertThat(timeline.problems()).isEmpty();
    }
  }

  @Test
  void aBlockerOfPgsentinelIsTheHolder() throws IOException {
    String text =
        """
        ash_time,pid,wait_event_type,wait_event,state,query_start,xact_start,state_change,queryid,blockerpid
        2026-11-21 09:00:01+00,7,Lock,tuple,active,,,,5,9
        2026-11-21 09:00:02+00,7,Lock,tuple,active,,,,5,9
        2026-11-21 09:00:03+00,7,,,active,,,,5,
        2026-11-21 09:00:03+00,8,Lock,relation,active,,,,6,9
        2026-11-21 09:00:04+00,8,Lock,transactionid,active,,,,6,9
        """;
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(timeline.sources())
          .singleElement()
          .satisfies(s -> assertThat(s.importer()).isEqualTo("postgres.session-history"));
      assertThat(waits(timeline))
          .containsExactly(
              "09:00:01Z 09:00:02Z 7 UNKNOWN on tuple after 9 acquired INFERRED",
              "09:00:03Z 09:00:03Z 8 UNKNOWN on relation after 9 given-up INFERRED",
              "09:00:04Z 09:00:04Z 8 UNKNOWN on transactionid after 9 given-up INFERRED");
      assertThat(timeline.locks()).allMatch(lock -> !lock.single());
      assertThat(samples(timeline)).hasSize(5).allMatch(s -> s.contains("query "));
    }
  }

  /// `SELECT *, pg_blocking_pids(pid)` beside the samples, in the words of psql and of JSON.
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        at,pid,state,wait_event_type,wait_event,pg_blocking_pids
        2026-11-21 09:00:01+00,7,active,Lock,tuple,{9}
        2026-11-21 09:00:02+00,7,active,Lock,tuple,"{9,10}"
        2026-11-21 09:00:03+00,7,active,,,{}
        """,
        """
        {"at":"2026-11-21T09:00:01Z","pid":7,"state":"active","wait_event_type":"Lock","wait_event":"tuple","blocked_by":[9]}
        {"at":"2026-11-21T09:00:02Z","pid":7,"state":"active","wait_event_type":"Lock","wait_event":"tuple","blocked_by":[9,10]}
        {"at":"2026-11-21T09:00:03Z","pid":7,"state":"active","wait_event_type":null,"wait_event":null,"blocked_by":[]}
        """
      })
  void blockingPidsOfASampleNameTheHolder(String text) throws IOException {
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(timeline.problems()).isEmpty();
      assertThat(waits(timeline))
          .containsExactly("09:00:01Z 09:00:02Z 7 UNKNOWN on tuple after 9 acquired INFERRED");
    }
  }

  /// psql prints the time above each table of `\\watch`, as its locale writes it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sat Nov 21 09:00:0%d 2026 (every 1s)|postgres.zone-assumed=1",
        "Sat 21 Nov 2026 09:00:0%d AM UTC (every 0.5s)|",
        "Sat 21 Nov 2026 09:00:0%d UTC (every 2s)|",
        "Sat Nov 21 09:00:0%d UTC 2026 (every 2s)|",
      })
  void theTimeAboveATableOfWatch(String title, String problems) throws IOException {
    String table =
        """
                     %s

         pid | state  | wait_event_type | wait_event
        -----+--------+-----------------+------------
           7 | active | Lock            | tuple
        (1 row)

        """;
    String text = table.formatted(title.formatted(1)) + table.formatted(title.formatted(3));
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(samples(timeline))
          .containsExactly("09:00:01Z 7 Lock:tuple query 0", "09:00:03Z 7 Lock:tuple query 0");
      assertThat(Traces.problems(timeline)).isEqualTo(problems == null ? "" : problems);
    }
  }

  @Test
  void jsonWithoutItsNulls() throws IOException {
    String idle = "{\"at\":\"2026-11-21T09:00:01Z\",\"pid\":7,\"state\":\"active\"}\n";
    String waiting =
        "{\"at\":\"2026-11-21T09:00:02Z\",\"pid\":7,\"state\":\"active\",\"wait_event_type\":\"Lock\",\"wait_event\":\"tuple\"}\n";
    try (Timeline timeline = open(folder, "unknown", idle.repeat(50) + waiting)) {
      assertThat(samples(timeline)).hasSize(51).endsWith("09:00:02Z 7 Lock:tuple query 0");
    }
  }

  @Test
  void listsOfBackendsLabelThem() throws IOException {
    String history =
        "pid,ts,event_type,event\n7,2026-11-21 09:00:00+00,Lock,tuple\n8,2026-11-21"
            + " 09:00:00+00,Lock,tuple\n";
    try (Timeline timeline =
        open(
            folder,
            "h.csv",
            history,
            "one.csv",
            "7,oltp,client backend,2026-11-21 08:59:00+00\n9,,walwriter,2026-11-21 08:59:00+00\n",
            "two.csv",
            "application_name,pid\nolap,8\n")) {
      assertThat(label(timeline, 7)).isEqualTo("client backend: oltp");
      assertThat(label(timeline, 8)).isEqualTo("olap");
      assertThat(timeline.tasksOfTid(9)).isEmpty();
      assertThat(timeline.problems()).isEmpty();
    }
  }

  @Test
  void theFinerHistoryTellsTheSamplesAndActivityTheRest() throws IOException {
    String history =
        "pid,ts,event_type,event\n7,2026-11-21 09:00:01+00,Lock,tuple\n7,2026-11-21"
            + " 09:00:01.01+00,Lock,tuple\n7,2026-11-21 09:00:01.02+00,Lock,tuple\n";
    String activity =
        HEADER
            + row("01.005", 7, "oltp,client backend,active,Lock,tuple,,,,")
            + row("02", 7, "oltp,client backend,active,,,,,,");
    try (Timeline timeline = open(folder, "a.csv", activity, "h.csv", history)) {
      assertThat(samples(timeline)).hasSize(4).endsWith("09:00:02Z 7 - query 0");
      assertThat(Traces.problems(timeline)).isEqualTo("postgres.told-twice=1");
      assertThat(label(timeline, 7)).isEqualTo("client backend: oltp");
    }
  }

  @Test
  void activityWithoutTimesStillLabels() throws IOException {
    try (Timeline timeline =
        open(
            folder,
            "a.csv",
            "pid,application_name,backend_type,state,wait_event\n7,oltp,client backend,idle,x\n",
            "h.csv",
            "pid,ts,event_type,event\n7,2026-11-21 09:00:01+00,Lock,tuple\n")) {
      assertThat(label(timeline, 7)).isEqualTo("client backend: oltp");
      assertThat(Traces.problems(timeline)).isEqualTo("postgres.no-time=1");
    }
  }
}
