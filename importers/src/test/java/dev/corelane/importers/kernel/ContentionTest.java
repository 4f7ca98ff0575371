package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.kernel.testing.EventWriter;
import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Waits for kernel locks, by `lock:contention_*`.
class ContentionTest {
  private static final String BEGIN = "lock:contention_begin";
  private static final String END = "lock:contention_end";
  private static final String RELEASE = "lock:contended_release";
  private static final int SPIN = 1;
  private static final int MUTEX = 32;

  private static EventWriter trace() {
    return new EventWriter()
        .printed(BEGIN, "{ 0x20, \"MUTEX\" }", "void * lock_addr", "unsigned int flags")
        .event(END, "void * lock_addr", "int ret")
        .event(RELEASE, "void * lock_addr");
  }

  @Test
  void aMutexWaitThatSpinsThenSleepsIsOneWait() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(100, 7, BEGIN, 0xa0, SPIN | MUTEX)
                .at(130, 7, BEGIN, 0xa0, MUTEX)
                .at(500, 7, BEGIN, 0xa0, SPIN | MUTEX)
                .at(512, 7, END, 0xa0, 0)
                .end(600)) {
      assertThat(Facts.waits(timeline))
          .containsExactly("a0 7 100-512 exclusive spin 42 had recorded");
      assertThat(Facts.locks(timeline)).containsExactly("kernel_mutex '' a0 one");
    }
  }

  @Test
  void aWaitThatOnlySpinsDidNotSleep() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(100, 7, BEGIN, 0xa0, SPIN | MUTEX)
                .at(130, 7, END, 0xa0, 0)
                .at(200, 7, BEGIN, 0xb0, SPIN)
                .at(205, 7, END, 0xb0, 0)
                .end(600)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "a0 7 100-130 exclusive spin 30 sleep 0 had recorded",
              "b0 7 200-205 exclusive spin 5 sleep 0 had recorded");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, kernel_spin, exclusive",
    "3, kernel_spin, shared",
    "5, kernel_spin, exclusive",
    "2, kernel_rwsem, shared",
    "4, kernel_rwsem, exclusive",
    "8, kernel_rtmutex, exclusive",
    "10, kernel_rtmutex, shared",
    "18, kernel_percpu, shared",
    "20, kernel_percpu, exclusive",
    "32, kernel_mutex, exclusive",
    "33, kernel_mutex, exclusive",
    "0, other, exclusive"
  })
  void flagsTellTheKind(int flags, String kind, String mode) {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace.at(100, 7, BEGIN, 0xa0, flags).at(130, 7, END, 0xa0, 0).end(600)) {
      assertThat(Facts.locks(timeline)).containsExactly(kind + " '' a0 one");
      assertThat(Facts.waits(timeline).getFirst()).contains("100-130 " + mode);
    }
  }

  @Test
  void withoutAMutexFlagNoFlagIsAMutex() {
    try (EventWriter trace =
            trace().printed(BEGIN, "{ 0x1, \"SPIN\" }", "void * lock_addr", "unsigned int flags");
        Timeline timeline = trace.at(100, 7, BEGIN, 0xa0, 0).at(130, 7, END, 0xa0, 0).end(600)) {
      assertThat(Facts.locks(timeline)).containsExactly("kernel_mutex '' a0 one");
      assertThat(Facts.waits(timeline)).containsExactly("a0 7 100-130 exclusive had recorded");
    }
  }

  @Test
  void waitsNest() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(100, 7, BEGIN, 0xa0, MUTEX)
                .at(110, 7, BEGIN, 0xb0, SPIN)
                .at(115, 7, END, 0xb0, 0)
                .at(120, 8, BEGIN, 0xa0, MUTEX)
                .at(150, 7, END, 0xa0, 0)
                .at(160, 8, END, 0xa0, -4)
                .end(600)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "a0 7 100-150 exclusive spin 0 had recorded",
              "b0 7 110-115 exclusive spin 5 sleep 0 had recorded",
              "a0 8 120-160 exclusive spin 0 not recorded");
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void whatTheTraceCutsOffIsInferred() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(100, 9, BEGIN, 0xc0, MUTEX)
                .at(110, 7, END, 0xa0, 0)
                .at(120, 8, BEGIN, 0xa0, MUTEX)
                .end(600)) {
      assertThat(Facts.waits(timeline))
          .containsExactlyInAnyOrder(
              "c0 9 100-600 exclusive not inferred",
              "a0 7 100-110 unknown had inferred",
              "a0 8 120-600 exclusive not inferred");
      assertThat(Facts.locks(timeline))
          .containsExactly("kernel_mutex '' c0 one", "kernel_mutex '' a0 one");
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void anEndThatNothingExplainsIsCounted() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(100, 7, BEGIN, 0xa0, MUTEX)
                .at(110, 7, END, 0xa0, 0)
                .at(120, 7, END, 0xa0, 0)
                .at(130, 7, BEGIN, 0xa0, MUTEX)
                .at(140, 7, BEGIN, 0xb0, MUTEX)
                .at(150, 7, END, 0xa0, 0)
                .end(600)) {
      assertThat(Facts.waits(timeline)).hasSize(2);
      assertThat(Traces.problems(timeline)).isEqualTo("lock.contention-unmatched=2");
    }
  }

  @Test
  void aWaitEndsWithItsTaskOrBeforeLostRecords() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(100, 7, BEGIN, 0xa0, MUTEX)
                .dies(150, 7)
                .at(160, 8, BEGIN, 0xa0, MUTEX)
                .lost(170)
                .at(180, 9, BEGIN, 0xa0, MUTEX)
                .end(600)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "a0 7 100-150 exclusive not inferred",
              "a0 8 160-170 exclusive not inferred",
              "a0 9 180-600 exclusive not inferred");
    }
  }

  @Test
  void aContendedReleaseNamesTheHolder() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(100, 7, BEGIN, 0xa0, MUTEX)
                .at(110, 8, BEGIN, 0xb0, MUTEX)
                .at(120, 5, RELEASE, 0xa0)
                .at(130, 7, END, 0xa0, 0)
                .at(140, 6, RELEASE, 0xa0)
                .at(150, 8, END, 0xb0, 0)
                .end(600)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "a0 7 100-130 exclusive spin 0 held by 5 had recorded",
              "b0 8 110-150 exclusive spin 0 had recorded");
    }
  }

  @Test
  void begunWaitsWithoutAnyEndStayFew() {
    try (EventWriter trace = trace()) {
      for (int i = 0; i < 1000; i++) {
        trace.at(100 + i, 7, BEGIN, 0x1000 + i, SPIN);
      }
      try (Timeline timeline = trace.end(5000)) {
        assertThat(timeline.waits().size()).isEqualTo(16);
        assertThat(Traces.count(timeline, "lock.contention-unmatched")).isEqualTo(984);
      }
    }
  }
}
