package dev.corelane.importers.postgres;

import static dev.corelane.importers.postgres.PostgresFiles.marks;
import static dev.corelane.importers.postgres.PostgresFiles.spans;
import static dev.corelane.importers.postgres.PostgresFiles.waits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Facts that the probes of a recording tell and files of PostgreSQL tell again. Times of the
/// recording are in ns since 09:00:00, which is how 1970-01-01T00:00:00 is printed here.
class FactsToldTwiceTest {
  private static final long MS = 1_000_000;
  private static final String XID = "transaction 887";

  private final ToldIncident incident = new ToldIncident(0);

  @AfterEach
  void close() {
    incident.close();
  }

  private static String acquired(String time, int pid, String tag, String ms) {
    return "2026-11-21 %s UTC [%d] LOG:  process %d acquired ShareLock on %s after %s ms\n"
        .formatted(time, pid, pid, tag, ms);
  }

  private static String waiting(String time, int pid, String tag, String ms, int holder) {
    return ("2026-11-21 %s UTC [%d] LOG:  process %d still waiting for ShareLock on %s after %s"
            + " ms\n"
            + "2026-11-21 %s UTC [%d] DETAIL:  Process holding the lock: %d. Wait queue: %d.\n")
        .formatted(time, pid, pid, tag, ms, time, pid, holder, pid);
  }

  @Test
  void aWaitOfTheLogIsTheRecordedOneAndTellsItsHolder() throws IOException {
    incident.probed(21, XID, 100 * MS + 7, 150 * MS + 9);
    incident.read(
        "pg.log",
        waiting("09:00:00.110", 21, XID, "10.250", 20)
            + acquired("09:00:00.149", 21, XID, "49.500"));
    try (Timeline timeline = incident.build()) {
      assertThat(waits(timeline))
          .containsExactly(
              "1970-01-01T00:00:00.100000007Z 1970-01-01T00:00:00.150000009Z 21 SHARE on"
                  + " transaction 887 after 20 acquired RECORDED");
      assertThat(timeline.locks()).extracting(Lock::name).containsExactly(XID);
      assertThat(incident.told())
          .containsExactly(
              "postgres.told-twice told by another source: lock waits; only told here, and"
                  + " added there: holders (1)");
    }
  }

  @Test
  void whatTheProbesDidNotSeeStays() throws IOException {
    incident.probed(21, XID, 100 * MS, 150 * MS);
    incident.read(
        "pg.log",
        acquired("09:00:00.149", 21, "transaction 888", "49.000")
            + acquired("09:00:00.149", 22, XID, "49.000")
            + acquired("09:00:00.349", 21, XID, "49.000"));
    try (Timeline timeline = incident.build()) {
      assertThat(waits(timeline)).hasSize(4).filteredOn(w -> w.endsWith("DERIVED")).hasSize(3);
      assertThat(incident.told()).isEmpty();
    }
  }

  @Test
  void aShortWaitNextToALongOneIsNotTheLongOne() throws IOException {
    incident.probed(21, XID, 99_000_000, 99_700_000);
    incident.probed(21, XID, 99_800_000, 100_000_000);
    incident.read("pg.log", acquired("09:00:00.111", 21, XID, "11.100"));
    try (Timeline timeline = incident.build()) {
      assertThat(waits(timeline)).hasSize(3);
    }
  }

  @Test
  void twoWaitsThatTheLogTellsAreTwoRecordedOnes() throws IOException {
    incident.probed(21, XID, 100_100_000, 111_200_000);
    incident.probed(21, XID, 111_300_000, 124_800_000);
    incident.read(
        "pg.log",
        acquired("09:00:00.111", 21, XID, "11.000") + acquired("09:00:00.124", 21, XID, "13.400"));
    try (Timeline timeline = incident.build()) {
      assertThat(waits(timeline)).hasSize(2).allMatch(w -> w.endsWith("RECORDED"));
      assertThat(incident.told().getFirst()).endsWith("told by another source: lock waits");
    }
  }

  @Test
  void aLogOfWholeSecondsFindsItsWaits() throws IOException {
    incident.probed(21, XID, 5_100 * MS, 5_130 * MS);
    incident.probed(21, XID, 5_200 * MS, 6_900 * MS);
    incident.read("pg.log", acquired("09:00:06", 21, XID, "1699.000"));
    try (Timeline timeline = incident.build()) {
      assertThat(waits(timeline)).hasSize(2).allMatch(w -> w.endsWith("RECORDED"));
    }
  }

  @Test
  void theLogTellsWhereACutWaitBeganAndEnded() throws IOException {
    incident.cut(21, XID, 50 * MS, 80 * MS, true);
    incident.cut(22, XID, 900 * MS, 950 * MS, false);
    incident.read(
        "pg.log",
        acquired("09:00:00.080", 21, XID, "60.000") + acquired("09:00:01.000", 22, XID, "99.000"));
    try (Timeline timeline = incident.build()) {
      assertThat(waits(timeline))
          .containsExactly(
              "1970-01-01T00:00:00.020Z 1970-01-01T00:00:00.080Z 21 SHARE on transaction 887 after"
                  + " -1 acquired DERIVED",
              "1970-01-01T00:00:00.900Z 1970-01-01T00:00:01Z 22 SHARE on transaction 887 after"
                  + " -1 acquired DERIVED");
    }
  }

  @Test
  void theClockMayBeOffByWhatItSays() throws IOException {
    try (var unsure = new ToldIncident(3 * MS)) {
      unsure.probed(21, XID, 100 * MS, 150 * MS);
      unsure.read("pg.log", acquired("09:00:00.152", 21, XID, "49.500"));
      try (Timeline timeline = unsure.build()) {
        assertThat(waits(timeline)).hasSize(1);
      }
    }
    incident.probed(21, XID, 100 * MS, 150 * MS);
    incident.read("pg.log", acquired("09:00:00.152", 21, XID, "49.500"));
    try (Timeline timeline = incident.build()) {
      assertThat(waits(timeline)).hasSize(2);
    }
  }

  @Test
  void samplesOfLocksAreRecordedWaitsWhateverTheyCallTheRelation() throws IOException {
    incident.probed(21, "tuple (0,2) of relation 16493 of database 5", 100 * MS, 250 * MS);
    incident.probed(21, "transaction 900", 251 * MS, 290 * MS);
    incident.read(
        "pg_locks.csv",
        """
        at,locktype,database,relation,page,tuple,transactionid,pid,mode,granted,blocked_by
        2026-11-21 09:00:00.120+00,tuple,5,hot,0,2,,21,ExclusiveLock,f,{20}
        2026-11-21 09:00:00.120+00,tuple,5,hot,0,2,,20,ExclusiveLock,t,
        2026-11-21 09:00:00.220+00,tuple,5,hot,0,2,,21,ExclusiveLock,f,{20}
        2026-11-21 09:00:00.220+00,tuple,5,hot,0,2,,20,ExclusiveLock,t,
        2026-11-21 09:00:00.320+00,relation,5,hot,,,,22,ExclusiveLock,f,{20}
        """);
    try (Timeline timeline = incident.build()) {
      assertThat(waits(timeline))
          .containsExactly(
              "1970-01-01T00:00:00.100Z 1970-01-01T00:00:00.250Z 21 SHARE on tuple (0,2) of"
                  + " relation 16493 of database 5 after 20 acquired RECORDED",
              "1970-01-01T00:00:00.251Z 1970-01-01T00:00:00.290Z 21 SHARE on transaction 900 after"
                  + " -1 acquired RECORDED",
              "1970-01-01T00:00:00.320Z 1970-01-01T00:00:00.320Z 22 HEAVY_EXCLUSIVE on relation"
                  + " 16493 of database 5 after 20 given-up INFERRED");
      assertThat(timeline.holds().get(0).lock())
          .as("the holder stands on the lane of the waiter's lock")
          .isEqualTo(timeline.waits().get(0).lock());
      assertThat(timeline.properties())
          .containsEntry("postgres.relation 16493 of database 5", "hot");
    }
  }

  @Test
  void aSampleThatIsStampedLateIsTheWaitItBeganIn() throws IOException {
    incident.probed(21, XID, 100 * MS, 115 * MS);
    incident.read(
        "pg_locks.csv",
        """
        at,locktype,transactionid,pid,mode,granted,waitstart
        2026-11-21 09:00:00.140+00,transactionid,887,21,ShareLock,f,2026-11-21 09:00:00.100006+00
        2026-11-21 09:00:00.540+00,transactionid,887,21,ShareLock,f,2026-11-21 09:00:00.500+00
        """);
    try (Timeline timeline = incident.build()) {
      assertThat(waits(timeline))
          .hasSize(2)
          .anyMatch(w -> w.startsWith("1970-01-01T00:00:00.500Z") && w.endsWith("INFERRED"));
    }
  }

  @Test
  void aSweepThatMissesAWaitDoesNotMakeItTwo() throws IOException {
    incident.read(
        "pg_locks.csv",
        """
        at,locktype,transactionid,pid,mode,granted,waitstart
        2026-11-21 09:00:00.000+00,transactionid,887,21,ShareLock,f,2026-11-21 09:00:00+00
        2026-11-21 09:00:00.100+00,transactionid,887,21,ShareLock,f,2026-11-21 09:00:00+00
        2026-11-21 09:00:00.200+00,transactionid,888,22,ShareLock,f,2026-11-21 09:00:00+00
        2026-11-21 09:00:00.300+00,transactionid,888,22,ShareLock,f,2026-11-21 09:00:00+00
        2026-11-21 09:00:00.400+00,transactionid,888,22,ShareLock,f,2026-11-21 09:00:00+00
        2026-11-21 09:00:00.400+00,transactionid,887,21,ShareLock,f,2026-11-21 09:00:00+00
        """);
    try (Timeline timeline = incident.build()) {
      assertThat(waits(timeline))
          .containsExactlyInAnyOrder(
              "1970-01-01T00:00:00Z 1970-01-01T00:00:00.400Z 21 SHARE on transaction 887 after -1"
                  + " given-up INFERRED",
              "1970-01-01T00:00:00Z 1970-01-01T00:00:00.400Z 22 SHARE on transaction 888 after -1"
                  + " given-up INFERRED");
    }
  }

  @Test
  void transactionsAndQueriesOfSamplesAreTheRecordedOnes() throws IOException {
    int task = incident.task(21);
    incident
        .builder()
        .span(
            100 * MS, 300 * MS, task, "transaction", "transaction", "commit", Provenance.RECORDED);
    incident.builder().span(150 * MS, 280 * MS, task, "query", "", "", Provenance.RECORDED);
    incident.read(
        "activity.csv",
        """
        at,pid,state,wait_event_type,wait_event,xact_start,query_start,state_change,query
        2026-11-21 09:00:00.200+00,21,active,,,2026-11-21 09:00:00.0995+00,2026-11-21 09:00:00.1495+00,2026-11-21 09:00:00.15+00,SELECT 1
        2026-11-21 09:00:00.250+00,21,active,,,2026-11-21 09:00:00.0995+00,2026-11-21 09:00:00.1495+00,2026-11-21 09:00:00.15+00,SELECT 1
        2026-11-21 09:00:00.500+00,21,active,,,2026-11-21 09:00:00.400+00,2026-11-21 09:00:00.400+00,2026-11-21 09:00:00.400+00,SELECT 2
        """);
    try (Timeline timeline = incident.build()) {
      assertThat(spans(timeline))
          .containsExactly(
              "1970-01-01T00:00:00.100Z 1970-01-01T00:00:00.300Z 21 transaction 'transaction'"
                  + " commit RECORDED",
              "1970-01-01T00:00:00.150Z 1970-01-01T00:00:00.280Z 21 query 'SELECT ?' RECORDED",
              "1970-01-01T00:00:00.400Z 1970-01-01T00:00:00.500Z 21 query 'SELECT ?' INFERRED",
              "1970-01-01T00:00:00.400Z 1970-01-01T00:00:00.500Z 21 transaction 'transaction'"
                  + " INFERRED");
      assertThat(incident.told())
          .containsExactly(
              "postgres.told-twice told by another source: queries (1), transactions (1); only"
                  + " told here, and added there: statements (1)");
    }
  }

  @Test
  void queriesOfTheLogAreTheRecordedOnesAndNameThem() throws IOException {
    int task = incident.task(21);
    for (int query = 0; query < 3; query++) {
      long start = (100 + 4 * query) * MS;
      incident.builder().span(start, start + 3 * MS, task, "query", "", "", Provenance.RECORDED);
    }
    incident.read(
        "pg.log",
        """
        2026-11-21 09:00:00.102 UTC [21] LOG:  duration: 2.990 ms  statement: SELECT a
        2026-11-21 09:00:00.110 UTC [21] LOG:  duration: 2.990 ms  statement: SELECT c
        2026-11-21 09:00:00.900 UTC [21] LOG:  duration: 2.990 ms  statement: SELECT d
        2026-11-21 09:00:00.911 UTC [21] LOG:  duration: 2.990 ms  parse x: SELECT e
        """);
    try (Timeline timeline = incident.build()) {
      assertThat(spans(timeline))
          .extracting(s -> s.substring(s.indexOf("21 ")))
          .containsExactly(
              "21 query 'SELECT a' RECORDED",
              "21 query '' RECORDED",
              "21 query 'SELECT c' RECORDED",
              "21 query 'SELECT d' DERIVED",
              "21 parse 'SELECT e' DERIVED");
    }
  }

  @Test
  void aDeadlockOfProbeAndLogIsOneMark() throws IOException {
    int cpu = incident.builder().cpu(6);
    incident.builder().mark(100 * MS, cpu, incident.task(21), "deadlock", "deadlock found");
    incident.read(
        "pg.log",
        """
        2026-11-21 09:00:00.099 UTC [21] ERROR:  deadlock detected
        2026-11-21 09:00:00.099 UTC [21] DETAIL:  Process 21 waits for ShareLock on transaction 887; blocked by process 20.
        2026-11-21 09:00:07.099 UTC [21] ERROR:  deadlock detected
        """);
    try (Timeline timeline = incident.build()) {
      assertThat(marks(timeline))
          .containsExactly(
              "1970-01-01T00:00:00.100Z 21 deadlock deadlock: 21 waits for 20 (ShareLock on"
                  + " transaction 887)",
              "1970-01-01T00:00:07.099Z 21 deadlock deadlock detected");
      assertThat(timeline.marks().get(0).cpu()).isEqualTo(cpu);
    }
  }
}
