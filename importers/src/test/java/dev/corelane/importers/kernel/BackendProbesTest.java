package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.kernel.testing.EventWriter;
import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// PostgreSQL's probes of heavyweight locks, transactions and queries.
class BackendProbesTest {
  private static final String SDT = "sdt_postgresql:";
  private static final String IP = "unsigned long __probe_ip";
  private static final String START = SDT + "lock__wait__start";
  private static final String DONE = SDT + "lock__wait__done";
  private static final String BEGIN = SDT + "transaction__start";
  private static final String COMMIT = SDT + "transaction__commit";
  private static final String ABORT = SDT + "transaction__abort";
  private static final String QUERY = SDT + "query__start";
  private static final String QUERY_DONE = SDT + "query__done";

  private static EventWriter trace() {
    String[] wait = {IP, "u32 f1", "u32 f2", "u32 f3", "u16 f4", "u8 locktype", "s32 mode"};
    return new EventWriter()
        .event(START, wait)
        .event(DONE, wait)
        .event(BEGIN, IP, "u32 lxid")
        .event(COMMIT, IP, "u32 lxid")
        .event(ABORT, IP, "u32 lxid")
        .event(SDT + "deadlock__found", IP)
        .event(QUERY, IP, "__data_loc char[] query")
        .event(QUERY_DONE, IP, "__data_loc char[] query");
  }

  @Test
  void aHeavyweightWaitIsForTheLockOfItsTag() {
    String[] wait = {IP, "u32 arg1", "u32 arg2", "u32 arg3", "u16 arg4", "u8 arg5", "s32 arg6"};
    try (EventWriter trace = new EventWriter().event(START, wait).event(DONE, wait);
        Timeline timeline =
            trace
                .at(100, 7, START, 1, 5, 16390, 4_000_000_000L, 12, 4, 7)
                .at(110, 8, START, 1, 7654, 0, 0, 0, 5, 5)
                .at(120, 7, DONE, 1, 5, 16390, 4_000_000_000L, 12, 4, 7)
                .end(200)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "tuple (4000000000,12) of relation 16390 of database 5 7 100-120 heavy_exclusive"
                  + " had recorded",
              "transaction 7654 8 110-200 share not inferred");
      assertThat(Facts.locks(timeline)).allMatch(l -> l.startsWith("heavyweight"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0  | relation 2 of database 1",
        "1  | extension of relation 2 of database 1",
        "2  | pg_database.datfrozenxid of database 1",
        "3  | page 3 of relation 2 of database 1",
        "4  | tuple (3,4) of relation 2 of database 1",
        "5  | transaction 1",
        "6  | virtual transaction 1/2",
        "7  | speculative token 2 of transaction 1",
        "8  | object 3 of class 2 of database 1",
        "9  | user lock [1,2,3]",
        "10 | advisory lock [1,2,3,4]",
        "11 | remote transaction 3 of subscription 2 of database 1",
        "12 | lock tag type 12 [1,2,3,4]"
      })
  void tagsAreNamedAsInTheLog(int type, String name) {
    try (EventWriter trace = trace();
        Timeline timeline = trace.at(100, 7, START, 1, 1, 2, 3, 4, type, 1).end(200)) {
      assertThat(timeline.locks().getFirst().name()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1  | extension of relation 2 of database 1",
        "2  | page 3 of relation 2 of database 1",
        "3  | tuple (3,4) of relation 2 of database 1",
        "9  | advisory lock [1,2,3,4]",
        "10 | pg_database.datfrozenxid of database 1"
      })
  void tagsOfOldServersAreNumberedOtherwise(int type, String name) {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .program("/usr/lib/postgresql/12/bin/postgres")
                .at(100, 7, START, 1, 1, 2, 3, 4, type, 1)
                .end(200)) {
      assertThat(timeline.locks().getFirst().name()).isEqualTo(name);
    }
  }

  @Test
  void aWaitThatEndsByDeadlockHasNoDone() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(90, 7, BEGIN, 1, 5)
                .at(100, 7, START, 1, 7654, 0, 0, 0, 5, 5)
                .at(130, 7, SDT + "deadlock__found", 1)
                .at(140, 7, ABORT, 1, 5)
                .at(150, 7, BEGIN, 1, 6)
                .at(160, 7, START, 1, 7655, 0, 0, 0, 5, 5)
                .at(170, 7, DONE, 1, 7655, 0, 0, 0, 5, 5)
                .end(200)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "transaction 7654 7 100-140 share not inferred",
              "transaction 7655 7 160-170 share had recorded");
      assertThat(Facts.marks(timeline)).containsExactly("deadlock 'deadlock found' 7 130");
      assertThat(Facts.spans(timeline))
          .containsExactly(
              "transaction 'transaction' 7 90-140 abort recorded",
              "transaction 'transaction' 7 150-200 inferred");
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void aTransactionThatBeganBeforeTheTraceIsInferred() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(90, 7, BEGIN, 1, 5)
                .at(100, 8, COMMIT, 1, 9)
                .at(110, 8, COMMIT, 1, 9)
                .at(120, 7, COMMIT, 1, 5)
                .end(200)) {
      assertThat(Facts.spans(timeline))
          .containsExactlyInAnyOrder(
              "transaction 'transaction' 8 90-100 commit inferred",
              "transaction 'transaction' 7 90-120 commit recorded");
      assertThat(Traces.problems(timeline)).isEqualTo("span.unmatched=1");
    }
  }

  @Test
  void queriesAreSpansWithTheirText() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(80, 7, QUERY_DONE, 1, "SELECT 0")
                .at(90, 7, QUERY, 1, "SELECT 1")
                .at(95, 7, BEGIN, 1, 5)
                .at(98, 7, COMMIT, 1, 5)
                .at(100, 7, QUERY_DONE, 1, "SELECT 1")
                .end(200)) {
      assertThat(Facts.spans(timeline))
          .containsExactly(
              "query 'SELECT 1' 7 90-100 recorded",
              "transaction 'transaction' 7 95-98 commit recorded");
      assertThat(timeline.spans().get(1).parent()).isZero();
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void aQueryThatFailsEndsWithItsTransaction() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(90, 7, QUERY, 1, "SELECT 1/0")
                .at(100, 7, ABORT, 1, 5)
                .at(150, 7, QUERY, 1, "ROLLBACK")
                .at(155, 7, ABORT, 1, 5)
                .at(160, 7, QUERY_DONE, 1, "ROLLBACK")
                .end(200)) {
      assertThat(Facts.spans(timeline))
          .contains(
              "query 'SELECT 1/0' 7 90-100 error inferred", "query 'ROLLBACK' 7 150-160 recorded");
    }
  }

  @Test
  void phasesOfAQueryNest() {
    try (EventWriter trace =
            new EventWriter()
                .event(SDT + "query__execute__start", IP)
                .event(SDT + "query__execute__done", IP)
                .event(SDT + "sort__start", IP, "s32 arg1")
                .event(SDT + "sort__done", IP, "u8 arg1");
        Timeline timeline =
            trace
                .at(100, 7, SDT + "query__execute__start", 1)
                .at(110, 7, SDT + "query__execute__start", 1)
                .at(112, 7, SDT + "sort__start", 1, 0)
                .at(118, 7, SDT + "sort__done", 1, 0)
                .at(120, 7, SDT + "query__execute__done", 1)
                .at(130, 7, SDT + "query__execute__done", 1)
                .end(200)) {
      assertThat(Facts.spans(timeline))
          .containsExactly(
              "query execute '' 7 100-130 recorded",
              "query execute '' 7 110-120 recorded",
              "postgresql 'sort' 7 112-118 recorded");
    }
  }

  @Test
  void statusTellsTheStatement() {
    String status = SDT + "statement__status";
    try (EventWriter trace = new EventWriter().event(status, IP, "__data_loc char[] arg1");
        Timeline timeline =
            trace
                .at(100, 7, status, 1, "SELECT 1")
                .at(110, 7, status, 1, "SELECT 2")
                .at(120, 7, status, 1, "(fault)")
                .at(130, 7, status, 1, "")
                .end(200)) {
      assertThat(Facts.spans(timeline))
          .containsExactly(
              "statement 'SELECT 1' 7 100-110 recorded", "statement 'SELECT 2' 7 110-120 recorded");
    }
  }

  @Test
  void statusByPointerTellsThatThereIsOne() {
    String status = SDT + "statement__status";
    try (EventWriter trace = new EventWriter().event(status, IP, "u64 arg1");
        Timeline timeline = trace.at(100, 7, status, 1, 0x77).at(110, 7, status, 1, 0).end(200)) {
      assertThat(Facts.spans(timeline)).containsExactly("statement '' 7 100-110 recorded");
    }
  }
}
