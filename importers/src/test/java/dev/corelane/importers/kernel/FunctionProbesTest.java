package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.kernel.testing.EventWriter;
import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;

/// Probes on functions of PostgreSQL.
class FunctionProbesTest {
  private static final String IP = "unsigned long __probe_ip";
  private static final String[] RETURN = {
    "unsigned long __probe_func", "unsigned long __probe_ret_ip"
  };
  private static final String S_LOCK = "pg:s_lock";
  private static final String S_LOCK_RETURN = "pg:s_lock__return";

  private static String[] returning(String value) {
    return new String[] {RETURN[0], RETURN[1], value};
  }

  @Test
  void aCallOfSLockIsAWaitForASpinlock() {
    try (EventWriter trace =
            new EventWriter()
                .event(
                    S_LOCK,
                    IP,
                    "u64 lock",
                    "__data_loc char[] file",
                    "s32 line",
                    "__data_loc char[] func")
                .event(S_LOCK_RETURN, returning("s32 delays"));
        Timeline timeline =
            trace
                .at(
                    100,
                    7,
                    S_LOCK,
                    1,
                    0xa0,
                    "src/backend/storage/buffer/freelist.c",
                    273,
                    "StrategyGetBuffer")
                .at(105, 8, S_LOCK, 1, 0xb0, "dynahash.c", 9, "get_hash_entry")
                .at(110, 7, S_LOCK_RETURN, 1, 1, 0)
                .at(150, 8, S_LOCK_RETURN, 1, 1, 3)
                .at(160, 7, S_LOCK, 1, 0xa0, "freelist.c", 400, "StrategySyncStart")
                .at(170, 9, S_LOCK_RETURN, 1, 1, 3)
                .end(200)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "buffer_strategy_lock@a0 7 100-110 exclusive sleep 0 had recorded",
              "get_hash_entry (dynahash.c)@b0 8 105-150 exclusive had recorded",
              "buffer_strategy_lock@a0 7 160-200 exclusive not inferred");
      assertThat(Facts.locks(timeline))
          .allMatch(l -> l.startsWith("pg_spinlock") && l.endsWith("one"));
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void withoutArgumentsAllSpinlocksAreOneClass() {
    try (EventWriter trace =
            new EventWriter()
                .event("probe_postgres:s_lock", IP)
                .event("probe_postgres:s_lock__return", returning("u64 delays"));
        Timeline timeline =
            trace
                .at(100, 7, "probe_postgres:s_lock", 1)
                .at(110, 7, "probe_postgres:s_lock__return", 1, 1, 1)
                .end(200)) {
      assertThat(Facts.locks(timeline)).containsExactly("pg_spinlock '' 0 class");
      assertThat(Facts.waits(timeline)).containsExactly("0 7 100-110 exclusive had recorded");
    }
  }

  @Test
  void lwlockFunctionsTellTheLock() {
    try (EventWriter trace =
            new EventWriter()
                .event("pg:LWLockAcquire", IP, "u64 arg1", "u32 arg2")
                .event("pg:LWLockAcquire__return", returning("u8 arg1"))
                .event("pg:LWLockConditionalAcquire", IP, "u64 arg1", "u32 arg2")
                .event("pg:LWLockConditionalAcquire__return", returning("u8 arg1"))
                .event("pg:LWLockRelease", IP, "u64 arg1");
        Timeline timeline =
            trace
                .at(100, 7, "pg:LWLockAcquire", 1, 0xa0, 0)
                .at(104, 7, "pg:LWLockAcquire__return", 1, 1, 1)
                .at(105, 8, "pg:LWLockAcquire", 1, 0xa0, 1)
                .at(106, 9, "pg:LWLockConditionalAcquire", 1, 0xa0, 0)
                .at(107, 9, "pg:LWLockConditionalAcquire__return", 1, 1, 0)
                .at(110, 7, "pg:LWLockRelease", 1, 0xa0)
                .at(120, 8, "pg:LWLockAcquire__return", 1, 1, 0)
                .at(130, 8, "pg:LWLockRelease", 1, 0xa0)
                .end(200)) {
      assertThat(Facts.holds(timeline))
          .containsExactly("a0 7 104-110 exclusive recorded", "a0 8 120-130 shared recorded");
      assertThat(Facts.locks(timeline)).containsExactly("lwlock '' a0 one");
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void withoutReturnsAHoldFromTheEntryIsInferred() {
    try (EventWriter trace =
            new EventWriter()
                .event("uprobes:LWLockAcquire", IP, "u64 lock", "u32 mode")
                .event("uprobes:LWLockRelease", IP, "u64 lock");
        Timeline timeline =
            trace
                .at(100, 7, "uprobes:LWLockAcquire", 1, 0xa0, 0)
                .at(110, 7, "uprobes:LWLockRelease", 1, 0xa0)
                .end(200)) {
      assertThat(Facts.holds(timeline)).containsExactly("a0 7 100-110 exclusive inferred");
    }
  }

  @Test
  void theServersOwnProbesGoBeforeFunctions() {
    String sdt = "sdt_postgresql:lwlock__acquire";
    try (EventWriter trace =
            new EventWriter()
                .event(sdt, IP, "__data_loc char[] tranche", "u32 mode", "u64 lock")
                .event(
                    "sdt_postgresql:lwlock__release", IP, "__data_loc char[] tranche", "u64 lock")
                .event("pg:LWLockAcquire", IP, "u64 lock", "u32 mode")
                .event("pg:LWLockRelease", IP, "u64 lock");
        Timeline timeline =
            trace
                .at(100, 7, sdt, 1, "XidGen", 0, 0xa0)
                .at(109, 7, "pg:LWLockRelease", 1, 0xa0)
                .at(110, 7, "sdt_postgresql:lwlock__release", 1, "XidGen", 0xa0)
                .at(119, 7, "pg:LWLockAcquire", 1, 0xa0, 0)
                .at(120, 7, sdt, 1, "XidGen", 0, 0xa0)
                .at(130, 7, "sdt_postgresql:lwlock__release", 1, "XidGen", 0xa0)
                .end(200)) {
      assertThat(Facts.holds(timeline))
          .containsExactly(
              "XidGen@a0 7 100-110 exclusive recorded", "XidGen@a0 7 120-130 exclusive recorded");
    }
  }

  @Test
  void anyOtherFunctionIsASpan() {
    try (EventWriter trace =
            new EventWriter()
                .event("pg:StrategyGetBuffer", IP)
                .event("pg:StrategyGetBuffer__return", RETURN);
        Timeline timeline =
            trace
                .at(90, 7, "pg:StrategyGetBuffer__return", 1, 1)
                .at(100, 7, "pg:StrategyGetBuffer", 1)
                .at(110, 7, "pg:StrategyGetBuffer__return", 1, 1)
                .at(120, 7, "pg:StrategyGetBuffer", 1)
                .end(200)) {
      assertThat(Facts.spans(timeline))
          .containsExactly(
              "function 'StrategyGetBuffer' 7 100-110 recorded",
              "function 'StrategyGetBuffer' 7 120-200 inferred");
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void eventsThatAreNoProbesAreNot() {
    try (EventWriter trace = new EventWriter().event("block:s_lock", "u64 lock")) {
      assertThat(trace.handled("block:s_lock")).isFalse();
    }
  }
}
