package dev.corelane.importers.postgres;

import static dev.corelane.importers.postgres.PostgresFiles.look;
import static dev.corelane.importers.postgres.PostgresFiles.open;
import static dev.corelane.importers.postgres.PostgresFiles.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rows of pg_wait_sampling_history in every form in which people keep rows.
class SampleFormsTest {
  private static final List<String> WANTED =
      List.of(
          "09:00:00Z 100 LWLock:WALWrite query -7",
          "09:00:00Z 101 - query 0",
          "09:00:00.010Z 100 Lock:tuple query -7");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        pid,ts,event_type,event,queryid
        100,2026-11-21 09:00:00+00,LWLock,WALWriteLock,-7
        101,2026-11-21 09:00:00+00,,,0
        100,2026-11-21 09:00:00.01+00,Lock,tuple,-7
        """,
        """
        queryid;"event";event_type;TS;pid;"other"
        -7;"WALWriteLock";LWLock;2026-11-21 09:00:00Z;100;"a;""b""
        c"
        0;;;2026-11-21 09:00:00Z;101;
        -7;"tuple";Lock;2026-11-21 10:00:00.01+01;100;
        """,
        "pid\tts\tevent_type\tevent\tqueryid\n"
            + "100\t2026-11-21 09:00:00+00\tLWLock\tWALWriteLock\t-7\n"
            + "101\t2026-11-21 09:00:00+00\t\\N\t\\N\t0\n"
            + "100\t2026-11-21 09:00:00.01+00\tLock\ttuple\t-7\n",
        """
        pid|ts|event_type|event|queryid
        100|2026-11-21 09:00:00+00|LWLock|WALWriteLock|-7
        101|2026-11-21 09:00:00+00|||0
        100|2026-11-21 09:00:00.01+00|Lock|tuple|-7
        (3 rows)
        """,
        """
        Timing is on.
         pid |             ts             | event_type |    event     | queryid
        -----+----------------------------+------------+--------------+---------
         100 | 2026-11-21 09:00:00+00     | LWLock     | WALWriteLock |      -7
         101 | 2026-11-21 09:00:00+00     |            |              |       0
        (2 rows)

         pid |             ts             | event_type |    event     | queryid
        -----+----------------------------+------------+--------------+---------
         100 | 2026-11-21 09:00:00.01+00  | Lock       | tuple        |      -7
        (1 row)

        """,
        """
        +-----+---------------------------+------------+--------------+---------+
        | pid |            ts             | event_type |    event     | queryid |
        +-----+---------------------------+------------+--------------+---------+
        | 100 | 2026-11-21 09:00:00+00    | LWLock     | WALWriteLock |      -7 |
        | 101 | 2026-11-21 09:00:00+00    |            |              |       0 |
        | 100 | 2026-11-21 09:00:00.01+00 | Lock       | tuple        |      -7 |
        +-----+---------------------------+------------+--------------+---------+
        (3 rows)
        """,
        """
        -[ RECORD 1 ]----------------------
        pid        | 100
        ts         | 2026-11-21 09:00:00+00
        event_type | LWLock
        event      | WALWriteLock
        queryid    | -7
        -[ RECORD 2 ]----------------------
        pid        | 101
        ts         | 2026-11-21 09:00:00+00
        event_type |
        event      |
        queryid    | 0
        -[ RECORD 3 ]----------------------
        pid        | 100
        ts         | 2026-11-21 09:00:00.01+00
        event_type | Lock
        event      | tuple
        queryid    | -7
        """,
        """
        {"pid":100,"ts":"2026-11-21T09:00:00+00:00","event_type":"LWLock","event":"WALWriteLock","queryid":-7}
        {"pid":101,"ts":"2026-11-21T09:00:00+00:00","event_type":null,"event":null,"queryid":0}

        {"pid":100,"ts":"2026-11-21T09:00:00.01+00:00","event_type":"Lock","event":"tuple","queryid":-7}
        """,
        """
        [{"pid":100,"ts":"2026-11-21T09:00:00+00:00","event_type":"LWLock","event":"WALWriteLock","queryid":-7},
         {"queryid":0, "pid":101,"ts":"2026-11-21T09:00:00+00:00","event_type":null,"event":null, "more":{"a":[1]}},
         {"pid":100,"ts":"2026-11-21T09:00:00.01+00:00","event_type":"Lock","event":"tuple","queryid":-7}]
        """,
      })
  void everyFormGivesTheSameSamples(String text) throws IOException {
    for (String ends : List.of(text, text.replace("\n", "\r\n"), "\ufeff" + text)) {
      try (Timeline timeline = open(folder, "unknown", ends)) {
        assertThat(samples(timeline)).isEqualTo(WANTED);
        assertThat(timeline.problems()).isEmpty();
        assertThat(timeline.waitSamples().get(0).periodNs()).isEqualTo(10_000_000);
        assertThat(timeline.waitEvents().getFirst().originalName()).isEqualTo("WALWriteLock");
        assertThat(timeline.task(timeline.waitSamples().get(0).task()).name())
            .isEqualTo("postgres");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NULL", "[null]", "(null)", "<NULL>", "∅", "¤", "-", "Ø", "\\N", "None", "NaN", ""
      })
  void anyMarkOfNullIsNoName(String mark) throws IOException {
    String header = "pid | ts | event_type | event | queryid\n----+----+----+----+----\n";
    String row = " 101 | 2026-11-21 09:00:00+00 | %1$s | %1$s | %1$s\n".formatted(mark);
    try (Timeline timeline = open(folder, "unknown", header + row)) {
      assertThat(samples(timeline)).containsExactly("09:00:00Z 101 - query 0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CPU,CPU", "CPU,", "Running,CPU"})
  void aBackendOnTheCpuWaitsForNothing(String names) throws IOException {
    for (String time : List.of("ash_time", "at")) {
      String header = time + ",pid,state,wait_event_type,wait_event\n";
      String row = "2026-11-21 09:00:00+00,101,active," + names + "\n";
      try (Timeline timeline = open(folder, "unknown", header + row)) {
        assertThat(samples(timeline)).containsExactly("09:00:00Z 101 - query 0");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"    ", "> ", ">> ", "\t", " > > "})
  void aTableQuotedInMail(String quote) throws IOException {
    String table =
        """
         pid |          ts            | event_type |    event     | queryid
        -----+------------------------+------------+--------------+---------
         100 | 2026-11-21 09:00:00+00 | LWLock     | WALWriteLock |      -7
         101 | 2026-11-21 09:00:00+00 |            |              |       0
         100 | 2026-11-21 09:00:00.01+00 | Lock    | tuple        |      -7
        (3 rows)

        """;
    String quoted = table.lines().map(l -> quote + l + "\n").collect(Collectors.joining());
    try (Timeline timeline = open(folder, "unknown", quoted)) {
      assertThat(samples(timeline)).isEqualTo(WANTED);
      assertThat(timeline.problems()).isEmpty();
    }
  }

  /// `\\pset linestyle unicode`, with and without a frame.
  @Test
  void aTableDrawnWithLines() throws IOException {
    String plain =
        """
         pid |            ts             | event_type |    event     | queryid | note
        -----+---------------------------+------------+--------------+---------+------
         100 | 2026-11-21 09:00:00+00    | LWLock     | WALWriteLock |      -7 | a   ↵
             |                           |            |              |         | b
         101 | 2026-11-21 09:00:00+00    |            |              |       0 |
         100 | 2026-11-21 09:00:00.01+00 | Lock       | tuple        |      -7 |
        (3 rows)
        """;
    String drawn =
        plain
            .replace('|', '│')
            .replace("-+-", "─┼─")
            .replaceAll("--+", "─────")
            .replace("(3 rows)", "");
    for (String text : List.of(drawn, drawn.replace("─┼─", "═╪═").replace('─', '═'))) {
      try (Timeline timeline = open(folder, "unknown", text)) {
        assertThat(samples(timeline)).as(text).isEqualTo(WANTED);
        assertThat(timeline.problems()).isEmpty();
      }
    }
  }

  /// psql's unaligned output has line ends in values as they are.
  @Test
  void anUnalignedRowOverSeveralLines() throws IOException {
    String text =
        """
        pid|ts|event_type|event|query|queryid
        100|2026-11-21 09:00:00+00|LWLock|WALWriteLock|SELECT
          a, b
        FROM c|-7
        101|2026-11-21 09:00:00+00|||BEGIN|0
        100|2026-11-21 09:00:00.01+00|Lock|tuple|UPDATE
        d|-7
        (3 rows)
        """;
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(samples(timeline)).isEqualTo(WANTED);
      assertThat(timeline.problems()).isEmpty();
    }
    String row = "7|2026-11-21 09:00:00+00|Lock|tuple|UPDATE\nd|-7\n";
    String many = "pid|ts|event_type|event|query|queryid\n" + row.repeat(2000);
    try (Timeline timeline = open(folder, "many", many)) {
      assertThat(timeline.waitSamples().size()).isEqualTo(2000);
    }
  }

  /// `SELECT a.*, l.*` of a join has columns twice.
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        pid,ts,pid,event_type,event,event,queryid
        100,2026-11-21 09:00:00+00,1,LWLock,WALWriteLock,x,-7
        101,2026-11-21 09:00:00+00,1,,,x,0
        100,2026-11-21 09:00:00.01+00,1,Lock,tuple,x,-7
        """,
        """
         pid | ts | pid | event_type | event | event | queryid
        -----+----+-----+------------+-------+-------+---------
         100 | 2026-11-21 09:00:00+00 | 1 | LWLock | WALWriteLock | x | -7
         101 | 2026-11-21 09:00:00+00 | 1 | | | x | 0
         100 | 2026-11-21 09:00:00.01+00 | 1 | Lock | tuple | x | -7
        """
      })
  void ofColumnsOfOneNameTheFirstCounts(String text) throws IOException {
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(samples(timeline)).isEqualTo(WANTED);
      assertThat(timeline.problems()).isEmpty();
    }
  }

  @Test
  void aTableOfWhichNoRowCanBeReadIsRefused() {
    assertThatThrownBy(
            () ->
                open(
                    folder,
                    "h.csv",
                    "pid,ts,event_type,event\n1,21.11.2026 09:00:00 CET,Lock,tuple\n"))
        .hasMessageContaining("h.csv has no row that can be read, the first is line 2: \"1,21.11.")
        .hasMessageContaining("datestyle");
  }

  @Property(tries = 40)
  void anyOrderOfColumnsGivesTheSameSamples(@ForAll int seed) {
    List<List<String>> rows =
        List.of(
            List.of("pid", "ts", "event_type", "event", "queryid", "note"),
            List.of("100", "2026-11-21 09:00:00+00", "LWLock", "WALWriteLock", "-7", "\"a,\n\""),
            List.of("101", "2026-11-21 09:00:00+00", "", "", "0", "\"\"\"\""),
            List.of("100", "2026-11-21 09:00:00.01+00", "Lock", "tuple", "-7", ""));
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
    Collections.shuffle(order, new Random(seed));
    String text =
        rows.stream()
            .map(row -> order.stream().map(row::get).collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    assertThat(look("unknown", text, PostgresFiles::samples)).isEqualTo(WANTED);
  }

  @Test
  void badRowsAreCountedAndTheFirstIsQuoted() throws IOException {
    try (Timeline timeline =
        open(
            folder,
            "history.csv",
            """
            pid,ts,event_type,event,queryid
            100,2026-11-21 09:00:00+00,LWLock,WALWrite,1
            100,yesterday,LWLock,WALWrite,1
            minus,2026-11-21 09:00:00+00,LWLock,WALWrite,1
            100,2026-11-21 09:00:00+00
            "100"x,2026-11-21 09:00:00+00,LWLock,WALWrite,1
            100,2026-11-21 09:00:01+00,LWLock,WALWrite,1
            100,2026-11-21 09:00:01+00,LWLock,"WAL
            100,2026-11-21 09:00:02+00,LWLock,WALWrite,1
            """)) {
      assertThat(samples(timeline))
          .containsExactly(
              "09:00:00Z 100 LWLock:WALWrite query 1",
              "09:00:01Z 100 LWLock:WALWrite query 1",
              "09:00:02Z 100 LWLock:WALWrite query 1");
      assertThat(timeline.problems())
          .singleElement()
          .satisfies(
              p -> {
                assertThat(p.id()).isEqualTo("postgres.bad-row");
                assertThat(p.count()).isEqualTo(5);
                assertThat(p.message())
                    .isEqualTo(
                        "line 3 is not a row of pg_wait_sampling_history:"
                            + " \"100,yesterday,LWLock,WALWrite,1\"");
                assertThat(p.source()).endsWith("history.csv");
                assertThat(p.firstOffset()).isEqualTo(77);
              });
    }
  }

  @Test
  void timesWithoutZoneAreTakenAsUtcAndThatIsSaid() throws IOException {
    try (Timeline timeline =
        open(folder, "h.csv", "pid,ts,event_type,event\n1,2026-11-21 09:00:00,Lock,tuple\n")) {
      assertThat(samples(timeline)).containsExactly("09:00:00Z 1 Lock:tuple query 0");
      assertThat(Traces.problems(timeline)).isEqualTo("postgres.zone-assumed=1");
    }
  }

  @Test
  void aTableWithoutTimesIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> open(folder, "h.csv", "pid,event_type,event\n1,Lock,tuple\n"))
        .hasMessageContaining("add clock_timestamp() AS at");
    assertThatThrownBy(() -> open(folder, "a.csv", "pid,state,wait_event\n1,idle,ClientRead\n"))
        .hasMessageContaining("add clock_timestamp() AS at");
    assertThatThrownBy(() -> open(folder, "p.csv", "pid,event_type,event,count\n1,Lock,tuple,12\n"))
        .hasMessageContaining("totals without times");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pid,comm,voluntary,involuntary\n1,init,2,3\n",
        "1,init,359,126\n10,kworker/0:0H-kblockd,4,0\n",
        "time,event,value\n2026-11-21 09:00:00+00,x,1\n",
        "{\"a\":1}\n",
        "[1,2,3]\n",
        "a|b\n-+-\n1|2\n",
        "2026-11-21 09:00:00 some other program: LOG without what is needed\n",
        "1 2 3 4 5 6\n",
        "{\"at\":\"rec-start\",\"realtime_ns\":1795253679748326828}\n",
        "<html>\n",
      })
  void filesOfOthersAreNotClaimed(String text) {
    assertThatThrownBy(() -> open(folder, "pids.csv", text))
        .hasMessageContaining("is in no format that Corelane reads");
  }

  @Test
  void secondExportOfTheSameHistoryIsNotToldTwice() throws IOException {
    String header = "pid,ts,event_type,event\n";
    String one = "1,2026-11-21 09:00:00+00,Lock,tuple\n1,2026-11-21 09:00:01+00,Lock,tuple\n";
    String more = "1,2026-11-21 09:00:02+00,Lock,tuple\n";
    try (Timeline timeline =
        open(
            folder,
            "a.csv",
            header + one,
            "b.csv",
            header + one + more + "# more to be larger\n")) {
      assertThat(timeline.waitSamples().size()).isEqualTo(3);
      assertThat(Traces.count(timeline, "postgres.told-twice")).isEqualTo(2);
      assertThat(PostgresFiles.all(timeline.waitSamples()))
          .extracting(WaitSample::periodNs)
          .containsOnly(1_000_000_000L);
    }
  }
}
