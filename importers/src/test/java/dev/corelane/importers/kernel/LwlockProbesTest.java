package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.kernel.testing.EventWriter;
import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;

/// PostgreSQL's LWLock probes, in the forms in which recordings have them.
class LwlockProbesTest {
  private static final String SDT = "sdt_postgresql:lwlock__";
  private static final String ACQUIRE = SDT + "acquire";
  private static final String COND = SDT + "condacquire";
  private static final String COND_FAIL = SDT + "condacquire__fail";
  private static final String OR_WAIT = SDT + "acquire__or__wait";
  private static final String OR_WAIT_FAIL = SDT + "acquire__or__wait__fail";
  private static final String START = SDT + "wait__start";
  private static final String DONE = SDT + "wait__done";
  private static final String RELEASE = SDT + "release";
  private static final int EXCLUSIVE = 0;
  private static final int SHARED = 1;
  private static final int UNTIL_FREE = 2;
  private static final long IP = 0x5555;

  /// Probes with a text, the mode and the lock's address, as defined by hand.
  private static EventWriter withAddress() {
    String[] fields = {
      "unsigned long __probe_ip", "__data_loc char[] tranche", "u32 mode", "u64 lock"
    };
    EventWriter trace = new EventWriter();
    for (String name :
        new String[] {ACQUIRE, COND, COND_FAIL, OR_WAIT, OR_WAIT_FAIL, START, DONE}) {
      trace.event(name, fields);
    }
    trace.event(START + "_1", fields).event(DONE + "_1", fields);
    return trace.event(
        RELEASE, "unsigned long __probe_ip", "__data_loc char[] tranche", "u64 lock");
  }

  /// Probes as perf defines them itself: the tranche is a pointer, and nothing tells the lock.
  private static EventWriter byPerf() {
    String[] fields = {"unsigned long __probe_ip", "u64 arg1", "u32 arg2"};
    EventWriter trace = new EventWriter();
    for (String name : new String[] {ACQUIRE, COND, START, DONE}) {
      trace.event(name, fields);
    }
    return trace.event(RELEASE, "unsigned long __probe_ip", "u64 arg1");
  }

  @Test
  void aHoldIsFromAcquireToRelease() {
    try (EventWriter trace = withAddress();
        Timeline timeline =
            trace
                .at(100, 7, ACQUIRE, IP, "ProcArray", SHARED, 0xa0)
                .at(105, 8, ACQUIRE, IP, "ProcArray", SHARED, 0xa0)
                .at(110, 7, COND, IP, "XidGen", EXCLUSIVE, 0xb0)
                .at(120, 7, RELEASE, IP, "ProcArray", 0xa0)
                .at(125, 8, RELEASE, IP, "ProcArray", 0xa0)
                .at(130, 7, RELEASE, IP, "XidGen", 0xb0)
                .end(200)) {
      assertThat(Facts.holds(timeline))
          .containsExactly(
              "ProcArray@a0 7 100-120 shared recorded",
              "ProcArray@a0 8 105-125 shared recorded",
              "XidGen@b0 7 110-130 exclusive recorded");
      assertThat(Facts.locks(timeline))
          .containsExactly("lwlock 'ProcArray' a0 one", "lwlock 'XidGen' b0 one");
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void aWokenWaiterThatMustWaitAgainHasTheLockOnlyAfterTheLastWait() {
    try (EventWriter trace = withAddress();
        Timeline timeline =
            trace
                .at(90, 8, ACQUIRE, IP, "WALInsert", EXCLUSIVE, 0xa0)
                .at(100, 7, START, IP, "WALInsert", EXCLUSIVE, 0xa0)
                .at(120, 8, RELEASE, IP, "WALInsert", 0xa0)
                .at(121, 9, ACQUIRE, IP, "WALInsert", EXCLUSIVE, 0xa0)
                .at(130, 7, DONE, IP, "WALInsert", EXCLUSIVE, 0xa0)
                .at(131, 7, START, IP, "WALInsert", EXCLUSIVE, 0xa0)
                .at(140, 9, RELEASE, IP, "WALInsert", 0xa0)
                .at(150, 7, DONE, IP, "WALInsert", EXCLUSIVE, 0xa0)
                .at(151, 7, ACQUIRE, IP, "WALInsert", EXCLUSIVE, 0xa0)
                .at(160, 7, RELEASE, IP, "WALInsert", 0xa0)
                .end(200)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "WALInsert@a0 7 100-130 exclusive held by 8 not recorded",
              "WALInsert@a0 7 131-150 exclusive held by 9 had recorded");
      assertThat(Facts.holds(timeline)).contains("WALInsert@a0 7 151-160 exclusive recorded");
    }
  }

  @Test
  void aReleaseToldAfterTheNextAcquisitionDoesNotOverlapIt() {
    try (EventWriter trace = withAddress();
        Timeline timeline =
            trace
                .at(100, 7, ACQUIRE, IP, "WALWrite", EXCLUSIVE, 0xa0)
                .at(110, 8, ACQUIRE, IP, "WALWrite", EXCLUSIVE, 0xa0)
                .at(115, 7, RELEASE, IP, "WALWrite", 0xa0)
                .at(120, 9, ACQUIRE, IP, "WALWrite", SHARED, 0xa0)
                .at(121, 5, ACQUIRE, IP, "WALWrite", SHARED, 0xa0)
                .at(122, 8, RELEASE, IP, "WALWrite", 0xa0)
                .at(130, 9, RELEASE, IP, "WALWrite", 0xa0)
                .at(131, 5, RELEASE, IP, "WALWrite", 0xa0)
                .end(200)) {
      assertThat(Facts.holds(timeline))
          .containsExactly(
              "WALWrite@a0 7 100-110 exclusive derived",
              "WALWrite@a0 8 110-120 exclusive derived",
              "WALWrite@a0 9 120-130 shared recorded",
              "WALWrite@a0 5 121-131 shared recorded");
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void aTrancheKnownByPointerIsAClassOfLocks() {
    try (EventWriter trace = byPerf();
        Timeline timeline =
            trace
                .at(100, 7, ACQUIRE, IP, 0x55c9L, SHARED)
                .at(105, 7, ACQUIRE, IP, 0x55c9L, EXCLUSIVE)
                .at(106, 8, ACQUIRE, IP, 0x55c9L, EXCLUSIVE)
                .at(110, 7, RELEASE, IP, 0x55c9L)
                .at(120, 7, RELEASE, IP, 0x55c9L)
                .at(130, 8, RELEASE, IP, 0x55c9L)
                .end(200)) {
      assertThat(Facts.holds(timeline))
          .containsExactly(
              "tranche @0x55c9 7 100-120 shared recorded",
              "tranche @0x55c9 7 105-110 exclusive recorded",
              "tranche @0x55c9 8 106-130 exclusive recorded");
      assertThat(Facts.locks(timeline)).containsExactly("lwlock 'tranche @0x55c9' 0 class");
    }
  }

  @Test
  void withoutAddressOnlyTranchesOfOneLockNameALock() {
    String[] fields = {"unsigned long __probe_ip", "__data_loc char[] arg1", "s32 arg2"};
    try (EventWriter trace = new EventWriter().event(ACQUIRE, fields);
        Timeline timeline =
            trace
                .at(100, 7, ACQUIRE, IP, "ProcArray", EXCLUSIVE)
                .at(101, 7, ACQUIRE, IP, "MultiXactMemberSLRU", EXCLUSIVE)
                .at(102, 7, ACQUIRE, IP, "XidGenLock", EXCLUSIVE)
                .end(200)) {
      assertThat(Facts.locks(timeline))
          .containsExactly(
              "lwlock 'ProcArray' 0 one",
              "lwlock 'MultiXactMemberSLRU' 0 class",
              "lwlock 'XidGenLock' 0 one");
    }
  }

  @Test
  void failedAttemptsHoldNothing() {
    try (EventWriter trace = withAddress();
        Timeline timeline =
            trace
                .at(100, 7, COND_FAIL, IP, "ProcArray", EXCLUSIVE, 0xa0)
                .at(110, 7, START + "_1", IP, "WALWrite", EXCLUSIVE, 0xb0)
                .at(120, 7, DONE + "_1", IP, "WALWrite", EXCLUSIVE, 0xb0)
                .at(121, 7, OR_WAIT_FAIL, IP, "WALWrite", EXCLUSIVE, 0xb0)
                .at(130, 7, OR_WAIT, IP, "WALWrite", EXCLUSIVE, 0xb0)
                .at(140, 7, RELEASE, IP, "WALWrite", 0xb0)
                .end(200)) {
      assertThat(Facts.waits(timeline))
          .containsExactly("WALWrite@b0 7 110-120 exclusive not recorded");
      assertThat(Facts.holds(timeline)).containsExactly("WALWrite@b0 7 130-140 exclusive recorded");
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void withoutAcquisitionsTheProbesPlaceTellsTheOutcome() {
    try (EventWriter trace = withAddress();
        Timeline timeline =
            trace
                .at(100, 7, START, IP, "WALInsert", EXCLUSIVE, 0xa0)
                .at(110, 7, DONE, IP, "WALInsert", EXCLUSIVE, 0xa0)
                .at(120, 7, START, IP, "WALInsert", UNTIL_FREE, 0xa0)
                .at(130, 7, DONE, IP, "WALInsert", UNTIL_FREE, 0xa0)
                .at(140, 7, START + "_1", IP, "WALWrite", EXCLUSIVE, 0xb0)
                .at(150, 7, DONE + "_1", IP, "WALWrite", EXCLUSIVE, 0xb0)
                .end(200)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "WALInsert@a0 7 100-110 exclusive had recorded",
              "WALInsert@a0 7 120-130 wait_until_free not recorded",
              "WALWrite@b0 7 140-150 exclusive not recorded");
      assertThat(Facts.holds(timeline)).isEmpty();
    }
  }

  @Test
  void whatTheTraceCutsOffIsInferred() {
    try (EventWriter trace = withAddress();
        Timeline timeline =
            trace
                .at(100, 5, ACQUIRE, IP, "ProcArray", SHARED, 0xa0)
                .at(105, 6, DONE, IP, "WALWrite", EXCLUSIVE, 0xb0)
                .at(106, 6, ACQUIRE, IP, "WALWrite", EXCLUSIVE, 0xb0)
                .at(110, 7, RELEASE, IP, "XidGen", 0xc0)
                .at(120, 8, START, IP, "WALWrite", EXCLUSIVE, 0xb0)
                .end(200)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "WALWrite@b0 6 100-105 exclusive had inferred",
              "WALWrite@b0 8 120-200 exclusive held by 6 not inferred");
      assertThat(Facts.holds(timeline))
          .containsExactlyInAnyOrder(
              "XidGen@c0 7 100-110 unknown inferred",
              "ProcArray@a0 5 100-200 shared unseen recorded",
              "WALWrite@b0 6 106-200 exclusive unseen recorded");
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void contradictionsAreCounted() {
    try (EventWriter trace = withAddress();
        Timeline timeline =
            trace
                .at(100, 7, ACQUIRE, IP, "XidGen", EXCLUSIVE, 0xa0)
                .at(110, 7, RELEASE, IP, "XidGen", 0xa0)
                .at(120, 7, RELEASE, IP, "XidGen", 0xa0)
                .at(130, 7, ACQUIRE, IP, "XidGen", EXCLUSIVE, 0xa0)
                .at(140, 7, ACQUIRE, IP, "XidGen", EXCLUSIVE, 0xa0)
                .at(150, 7, RELEASE, IP, "XidGen", 0xa0)
                .at(160, 7, START, IP, "XidGen", EXCLUSIVE, 0xa0)
                .at(170, 7, START, IP, "XidGen", EXCLUSIVE, 0xa0)
                .at(175, 7, DONE, IP, "XidGen", EXCLUSIVE, 0xa0)
                .at(180, 7, DONE, IP, "XidGen", EXCLUSIVE, 0xa0)
                .end(200)) {
      assertThat(Facts.holds(timeline))
          .containsExactly(
              "XidGen@a0 7 100-110 exclusive recorded",
              "XidGen@a0 7 130-140 exclusive unseen inferred",
              "XidGen@a0 7 140-150 exclusive recorded");
      assertThat(Facts.waits(timeline))
          .containsExactly("XidGen@a0 7 170-175 exclusive not recorded");
      assertThat(Traces.problems(timeline))
          .isEqualTo("pg.release-missing=1, pg.release-unmatched=1, pg.wait-unmatched=2");
    }
  }

  @Test
  void acrossLostRecordsNothingIsCertain() {
    try (EventWriter trace = byPerf();
        Timeline timeline =
            trace
                .at(100, 7, ACQUIRE, IP, 0x1L, EXCLUSIVE)
                .at(101, 8, ACQUIRE, IP, 0x1L, EXCLUSIVE)
                .lost(120)
                .at(150, 7, RELEASE, IP, 0x1L)
                .at(160, 9, ACQUIRE, IP, 0x1L, EXCLUSIVE)
                .at(170, 9, RELEASE, IP, 0x1L)
                .end(200)) {
      assertThat(Facts.holds(timeline))
          .containsExactly(
              "tranche @0x1 7 100-150 exclusive inferred",
              "tranche @0x1 8 101-120 exclusive unseen inferred",
              "tranche @0x1 9 160-170 exclusive recorded");
    }
  }

  @Test
  void aBackendsHoldsAndWaitsEndWithIt() {
    try (EventWriter trace = withAddress();
        Timeline timeline =
            trace
                .at(90, 8, ACQUIRE, IP, "ProcArray", SHARED, 0xa0)
                .at(95, 8, RELEASE, IP, "ProcArray", 0xa0)
                .at(100, 7, ACQUIRE, IP, "ProcArray", SHARED, 0xa0)
                .at(110, 7, START, IP, "WALWrite", EXCLUSIVE, 0xb0)
                .dies(150, 7)
                .end(200)) {
      assertThat(Facts.holds(timeline)).contains("ProcArray@a0 7 100-150 shared unseen recorded");
      assertThat(Facts.waits(timeline))
          .containsExactly("WALWrite@b0 7 110-150 exclusive not inferred");
    }
  }

  @Test
  void acquisitionsWithoutAnyReleaseMakeNoHoldsAndTakeLittleMemory() {
    try (EventWriter trace = byPerf()) {
      for (int i = 0; i < 5000; i++) {
        trace.at(100 + i, 7, ACQUIRE, IP, 0x1L, EXCLUSIVE);
      }
      try (Timeline timeline = trace.end(9000)) {
        assertThat(Facts.holds(timeline)).isEmpty();
        assertThat(Traces.problems(timeline)).isEmpty();
      }
    }
  }
}
