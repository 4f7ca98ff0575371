package dev.corelane.importers.postgres;

import static dev.corelane.importers.postgres.PostgresFiles.label;
import static dev.corelane.importers.postgres.PostgresFiles.marks;
import static dev.corelane.importers.postgres.PostgresFiles.open;
import static dev.corelane.importers.postgres.PostgresFiles.spans;
import static dev.corelane.importers.postgres.PostgresFiles.waits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One log in the three ways in which a server writes it.
class ServerLogTest {
  private record Message(
      String time, int pid, String severity, String text, String detail, String query) {
    Message(String time, int pid, String text) {
      this(time, pid, "LOG", text, "", "");
    }
  }

  private static final List<Message> LOG =
      List.of(
          new Message("09:00:00.000", 10, "starting PostgreSQL 17.11"),
          new Message("09:00:01.000", 11, "checkpoint starting: time"),
          new Message(
              "09:00:02.000",
              20,
              "duration: 250.500 ms  statement: SELECT *\n  FROM \"t\" WHERE id = 7;"),
          new Message("09:00:02.100", 20, "duration: 0.250 ms  parse s1: SELECT $1"),
          new Message(
              "09:00:03.000",
              11,
              "checkpoint complete: wrote 3 buffers (0.0%); write=1.9 s, sync=0.0 s, total=1.950 s;"
                  + " sync files=2"),
          new Message(
              "09:00:04.000",
              21,
              "LOG",
              "process 21 still waiting for ShareLock on transaction 887 after 1000.125 ms",
              "Process holding the lock: 20. Wait queue: 21.",
              "UPDATE t SET a = 1"),
          new Message(
              "09:00:05.000",
              21,
              "process 21 acquired ShareLock on transaction 887 after 2000.250 ms"),
          new Message(
              "09:00:06.000",
              22,
              "LOG",
              "process 22 detected deadlock while waiting for ExclusiveLock on tuple (0,1) of"
                  + " relation 16384 of database 5 after 10.500 ms",
              "Processes holding the lock: 20, 23. Wait queue: .",
              ""),
          new Message(
              "09:00:06.001",
              22,
              "ERROR",
              "deadlock detected",
              "Process 22 waits for ExclusiveLock on tuple (0,1) of relation 16384 of database 5;"
                  + " blocked by process 20.\n"
                  + "Process 20 waits for ShareLock on transaction 9; blocked by process 22.\n"
                  + "Process 22: SELECT 1",
              "SELECT 1"),
          new Message(
              "09:00:07.000",
              23,
              "process 23 still waiting for AccessExclusiveLock on relation 16384 of database 5"
                  + " after 1000.000 ms"),
          new Message(
              "09:00:08.000", 23, "ERROR", "canceling statement due to user request", "", "LOCK t"),
          new Message(
              "09:00:09.000",
              24,
              "process 24 still waiting for ShareLock on transaction 9 after 1000.000 ms"),
          new Message(
              "09:00:10.000",
              25,
              "automatic vacuum of table \"db.public.t\": index scans: 0\n"
                  + "system usage: CPU: user: 0.00 s, system: 0.00 s, elapsed: 0.50 s"),
          new Message(
              "09:00:11.000",
              20,
              "disconnection: session time: 0:00:10.500 user=u database=d host=[local]"),
          new Message("09:00:12.000", 26, "FATAL", "role \"x\" does not exist", "", ""));

  private static final List<String> SPANS =
      List.of(
          "09:00:00.500Z 09:00:11Z 20 session 'session' DERIVED",
          "09:00:01.050Z 09:00:03Z 11 checkpoint 'checkpoint: time' DERIVED",
          "09:00:01.749500Z 09:00:02Z 20 query 'SELECT * FROM \"t\" WHERE id = ?' DERIVED",
          "09:00:02.099750Z 09:00:02.100Z 20 parse 'SELECT $1' DERIVED",
          "09:00:09.500Z 09:00:10Z 25 autovacuum 'vacuum db.public.t' DERIVED");

  private static final List<String> WAITS =
      List.of(
          "09:00:02.999750Z 09:00:05Z 21 SHARE on transaction 887 after 20 acquired DERIVED",
          "09:00:05.989500Z 09:00:06.001Z 22 HEAVY_EXCLUSIVE on tuple (0,1) of relation 16384 of"
              + " database 5 after 20 given-up DERIVED",
          "09:00:06Z 09:00:08Z 23 ACCESS_EXCLUSIVE on relation 16384 of database 5 after -1"
              + " given-up DERIVED",
          "09:00:08Z 09:00:09Z 24 SHARE on transaction 9 after -1 given-up INFERRED");

  @TempDir Path folder;

  private static String quoted(String value) {
    return value.isEmpty() ? "" : '"' + value.replace("\"", "\"\"") + '"';
  }

  static String csv(int columns) {
    return LOG.stream()
        .map(
            m -> {
              String[] field = new String[26];
              Arrays.fill(field, "");
              field[0] = "2026-11-21 " + m.time() + " UTC";
              field[3] = "" + m.pid();
              field[5] = "6b0165a6." + Integer.toHexString(m.pid());
              field[11] = m.severity();
              field[12] = m.severity().equals("LOG") ? "00000" : "40P01";
              field[13] = quoted(m.text());
              field[14] = quoted(m.detail());
              field[19] = quoted(m.query());
              field[22] = "\"oltp\"";
              field[23] = "\"client backend\"";
              field[25] = "0";
              return String.join(",", List.of(field).subList(0, columns));
            })
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static String json() {
    return LOG.stream()
        .map(
            m ->
                "{\"timestamp\":\"2026-11-21 %s UTC\",\"pid\":%d,\"error_severity\":\"%s\",%s%s\"message\":%s}"
                    .formatted(
                        m.time(),
                        m.pid(),
                        m.severity(),
                        m.detail().isEmpty() ? "" : "\"detail\":" + escaped(m.detail()) + ",",
                        m.query().isEmpty() ? "" : "\"statement\":" + escaped(m.query()) + ",",
                        escaped(m.text())))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String escaped(String text) {
    return '"' + text.replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /// @param prefix log_line_prefix with %m, %t, %n, %p, %c and literals
  static String stderr(String prefix) {
    var out = new StringBuilder();
    for (Message m : LOG) {
      String time = "2026-11-21 " + m.time();
      String filled =
          prefix
              .replace("%m", time + " UTC")
              .replace("%t", time.substring(0, 19) + " UTC")
              .replace(
                  "%n",
                  ""
                      + PostgresFiles.at("2026-11-21T" + m.time() + "Z") / 1_000_000_000L
                      + time.substring(19))
              .replace("%c", "6b0165a6." + Integer.toHexString(m.pid()))
              .replace("%p", "" + m.pid());
      out.append(filled)
          .append(m.severity())
          .append(":  ")
          .append(m.text().replace("\n", "\n\t"))
          .append('\n');
      if (!m.detail().isEmpty()) {
        out.append(filled)
            .append("DETAIL:  ")
            .append(m.detail().replace("\n", "\n\t"))
            .append('\n');
      }
      out.append(filled).append("CONTEXT:  while something\n");
      if (!m.query().isEmpty()) {
        out.append(filled).append("STATEMENT:  ").append(m.query()).append('\n');
      }
    }
    return out.toString();
  }

  private void check(String text, String importer) throws IOException {
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(timeline.sources().getFirst().importer()).isEqualTo(importer);
      assertThat(spans(timeline)).isEqualTo(SPANS);
      assertThat(waits(timeline)).isEqualTo(WAITS);
      assertThat(marks(timeline))
          .contains(
              "09:00:00Z 10 log starting PostgreSQL 17.11",
              "09:00:06.001Z 22 deadlock deadlock: 22 waits for 20 (ExclusiveLock on tuple (0,1) of"
                  + " relation 16384 of database 5), 20 waits for 22 (ShareLock on transaction 9)")
          .anyMatch(
              m ->
                  m.startsWith("09:00:08Z 23 error ERROR")
                      && m.endsWith("canceling statement due to user request | LOCK t"))
          .anyMatch(m -> m.startsWith("09:00:12Z 26 fatal FATAL"))
          .hasSize(4);
      assertThat(Traces.problems(timeline)).isEqualTo("postgres.lock-wait-open=1");
    }
  }

  @Test
  void csvlog() throws IOException {
    check(csv(26), "postgres.csvlog");
    check(csv(23), "postgres.csvlog");
    check(csv(26).replace("\n\"", "\r\n\""), "postgres.csvlog");
    try (Timeline timeline = open(folder, "unknown", csv(26))) {
      assertThat(label(timeline, 20)).isEqualTo("client backend: oltp");
    }
  }

  @Test
  void csvlogWithHeaderInAnyOrder() throws IOException {
    String text =
        """
        message,process_id,error_severity,log_time,sql_state_code,application_name
        "duration: 1.5 ms  statement: SELECT 1",7,LOG,2026-11-21 09:00:00.000 UTC,00000,a
        """;
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(spans(timeline))
          .containsExactly("08:59:59.998500Z 09:00:00Z 7 query 'SELECT ?' DERIVED");
      assertThat(timeline.problems()).isEmpty();
    }
  }

  @Test
  void jsonlog() throws IOException {
    check(json(), "postgres.jsonlog");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "%m [%p] ",
        "%m [%p] u@d ",
        "%m [%p]: [3-1] user=u,db=d,app=oltp ",
        "[%p] %m ",
        "%n [%p] ",
        "<%m %p> ",
        "%m pid=%p,db=x ",
        "%m:10.1.91.65(4711):u@d:[%p]:",
        "%m %c ",
        "host 12 %m [%p-4] ",
        "2026-11-21T07:00:00.123456789Z %m [%p] ",
        "2026-11-21T07:00:00.123456789Z stderr F %m [%p] "
      })
  void stderrLogWithAnyPrefix(String prefix) throws IOException {
    check(stderr(prefix), "postgres.log");
  }

  @ParameterizedTest
  @ValueSource(strings = {"> ", "    ", ">> ", "\t"})
  void stderrLogQuotedInMail(String quote) throws IOException {
    check(
        stderr("%m [%p] ").lines().map(l -> quote + l + "\n").collect(Collectors.joining()),
        "postgres.log");
  }

  /// What collects logs writes its own head before each line, those with a tab included.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres-1  | ",
        "2026-11-21T07:00:00.123456789Z ",
        "2026-11-21T07:00:00.1Z stderr F "
      })
  void stderrLogOfAContainer(String head) throws IOException {
    check(
        stderr("%m [%p] ").lines().map(l -> head + l + "\n").collect(Collectors.joining()),
        "postgres.log");
  }

  @Test
  void linesOfSyslog() throws IOException {
    String text =
        stderr("%m [%p] ")
            .lines()
            .map(
                l ->
                    "Nov 21 09:00:00 db postgres["
                        + l.replaceFirst("[^\\[]*\\[(\\d+)\\].*|.*", "$1")
                        + "7]: ".substring(l.startsWith("\t") ? 0 : 1)
                        + (l.startsWith("\t") ? "[7-2] #011" : "[7-1] ")
                        + l.strip()
                        + "\n")
            .collect(Collectors.joining());
    check(text, "postgres.log");
  }

  @Test
  void linesOfOthersInAStderrLogAreCounted() throws IOException {
    try (Timeline timeline =
        open(
            folder,
            "unknown",
            "2026-11-21 09:00:00 CST [7] LOG:  hello\npg_ctl: could not start server\n")) {
      assertThat(marks(timeline)).containsExactly("15:00:00Z 7 log hello");
      assertThat(Traces.problems(timeline))
          .isEqualTo("postgres.other-lines=1, postgres.zone-ambiguous=1");
    }
  }

  @Test
  void theSameLogInTwoFormsIsToldOnce() throws IOException {
    try (Timeline timeline =
        open(folder, "a.log", stderr("%t [%p] "), "b.csv", csv(26), "c.json", json())) {
      assertThat(spans(timeline)).isEqualTo(SPANS);
      assertThat(waits(timeline)).isEqualTo(WAITS);
      assertThat(marks(timeline)).hasSize(4);
      assertThat(Traces.count(timeline, "postgres.told-twice")).isEqualTo(2L * LOG.size());
    }
  }

  @Test
  void badRecordsOfACsvlogCostOnlyThemselves() throws IOException {
    String good = csv(26);
    String text =
        good + "what is this\n" + "2026-11-21 09:01:00.000 UTC,,,7,,x,1,\"never closed\n" + good;
    try (Timeline timeline = open(folder, "unknown", text)) {
      assertThat(spans(timeline)).hasSize(2 * SPANS.size());
      assertThat(Traces.count(timeline, "postgres.bad-row")).isEqualTo(2);
      assertThat(timeline.problems().getFirst().message())
          .isEqualTo("line 20 is not a csvlog message: \"what is this\"");
    }
  }

  @Test
  void durationWithoutStatementIsNamedByTheOneBefore() throws IOException {
    try (Timeline timeline =
        open(
            folder,
            "unknown",
            """
            2026-11-21 09:00:00.000 UTC [7] LOG:  statement: COMMIT;
            2026-11-21 09:00:00.002 UTC [7] LOG:  duration: 2.000 ms
            2026-11-21 09:00:00.004 UTC [8] LOG:  duration: 2.000 ms
            2026-11-21 09:00:00.006 UTC [7] LOG:  duration: 1.000 ms
            """)) {
      assertThat(spans(timeline))
          .containsExactly(
              "09:00:00Z 09:00:00.002Z 7 query 'COMMIT' DERIVED",
              "09:00:00.002Z 09:00:00.004Z 8 query 'query' DERIVED",
              "09:00:00.005Z 09:00:00.006Z 7 query 'query' DERIVED");
      assertThat(marks(timeline)).containsExactly("09:00:00Z 7 statement COMMIT");
    }
  }

  @Test
  void exactWaitsOfTheLogStandInForInferredOnes() throws IOException {
    String locks =
        """
        at,locktype,transactionid,pid,mode,granted
        2026-11-21 09:00:03.5+00,transactionid,887,21,ShareLock,f
        2026-11-21 09:00:04.5+00,transactionid,887,21,ShareLock,f
        2026-11-21 09:00:30+00,transactionid,999,21,ShareLock,f
        """;
    try (Timeline timeline = open(folder, "a.csv", locks, "b.csv", csv(26))) {
      assertThat(waits(timeline))
          .hasSize(WAITS.size() + 1)
          .containsAll(WAITS)
          .anyMatch(w -> w.contains("transaction 999") && w.endsWith("INFERRED"));
      assertThat(Traces.count(timeline, "postgres.told-twice")).isEqualTo(1);
    }
  }
}
