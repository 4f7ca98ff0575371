package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.kernel.testing.EventWriter;
import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The futex system call.
class FutexTest {
  private static final String ENTER = "syscalls:sys_enter_futex";
  private static final String EXIT = "syscalls:sys_exit_futex";
  private static final String RAW_ENTER = "raw_syscalls:sys_enter";
  private static final String RAW_EXIT = "raw_syscalls:sys_exit";
  private static final int PRIVATE = 128;
  private static final int WAIT = 0;
  private static final int WAKE = 1;
  private static final int LOCK_PI = 6;
  private static final int UNLOCK_PI = 7;
  private static final int ETIMEDOUT = -110;
  private static final int EAGAIN = -11;

  private static EventWriter trace(String architecture) {
    return new EventWriter(architecture)
        .event(ENTER, "int __syscall_nr", "u32 * uaddr", "long op", "long val")
        .event(EXIT, "int __syscall_nr", "long ret")
        .event(RAW_ENTER, "long id", "unsigned long args[6]")
        .event(RAW_EXIT, "long id", "long ret");
  }

  @Test
  void aWaitIsFromTheCallToItsReturn() {
    try (EventWriter trace = trace("x86_64");
        Timeline timeline =
            trace
                .inProcess(50)
                .at(100, 51, ENTER, 202, 0xf0, WAIT | PRIVATE, 2)
                .at(110, 52, ENTER, 202, 0xf0, WAIT | PRIVATE, 2)
                .at(120, 53, ENTER, 202, 0xf0, WAKE | PRIVATE, 1)
                .at(121, 53, EXIT, 202, 1)
                .at(130, 51, EXIT, 202, 0)
                .at(140, 52, EXIT, 202, ETIMEDOUT)
                .end(200)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "f0 51 100-130 unknown had recorded", "f0 52 110-140 unknown not recorded");
      assertThat(Facts.locks(timeline)).containsExactly("futex '' f0 one");
      assertThat(Facts.holds(timeline)).isEmpty();
    }
  }

  @Test
  void aCallThatReturnsAtOnceDidNotWait() {
    try (EventWriter trace = trace("x86_64");
        Timeline timeline =
            trace.at(100, 51, ENTER, 202, 0xf0, WAIT, 2).at(101, 51, EXIT, 202, EAGAIN).end(200)) {
      assertThat(Facts.waits(timeline)).isEmpty();
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void privateFutexesBelongToTheirProcess() {
    try (EventWriter trace = trace("x86_64");
        Timeline timeline =
            trace
                .inProcess(50)
                .at(100, 51, ENTER, 202, 0xf0, WAIT | PRIVATE, 2)
                .at(101, 52, ENTER, 202, 0xf0, WAIT, 2)
                .inProcess(60)
                .at(102, 61, ENTER, 202, 0xf0, WAIT | PRIVATE, 2)
                .at(103, 62, ENTER, 202, 0xf0, WAIT, 2)
                .end(200)) {
      assertThat(Facts.locks(timeline))
          .containsExactly("futex '' f0 one", "futex '' f0 class", "futex '' f0 one");
      assertThat(timeline.waits().get(1).lock()).isEqualTo(timeline.waits().get(3).lock());
      assertThat(Facts.waits(timeline)).allMatch(w -> w.endsWith("-200 unknown not inferred"));
    }
  }

  @Test
  void priorityInheritingLocksAreHeld() {
    try (EventWriter trace = trace("x86_64");
        Timeline timeline =
            trace
                .inProcess(50)
                .at(100, 51, ENTER, 202, 0xf0, LOCK_PI | PRIVATE, 0)
                .at(110, 51, EXIT, 202, 0)
                .at(115, 52, ENTER, 202, 0xf0, LOCK_PI | PRIVATE, 0)
                .at(120, 51, ENTER, 202, 0xf0, UNLOCK_PI | PRIVATE, 0)
                .at(121, 51, EXIT, 202, 0)
                .at(125, 52, EXIT, 202, EAGAIN)
                .end(200)) {
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "f0 51 100-110 exclusive had recorded",
              "f0 52 115-125 exclusive held by 51 not recorded");
      assertThat(Facts.holds(timeline)).containsExactly("f0 51 110-120 exclusive inferred");
    }
  }

  @ParameterizedTest
  @CsvSource({"x86_64, 202", "aarch64, 98", "riscv64, 98", "i686, 240", "s390x, 238"})
  void rawCallsAreKnownByTheMachinesNumber(String architecture, int number) {
    try (EventWriter trace = trace(architecture);
        Timeline timeline =
            trace
                .at(100, 51, RAW_ENTER, number, new long[] {0xf0, 0x109, 0, 0, 0, 0})
                .at(105, 52, RAW_ENTER, number + 1, new long[] {0xf0, 0x109, 0, 0, 0, 0})
                .at(110, 51, RAW_EXIT, number + 1, 0)
                .at(120, 51, RAW_EXIT, number, 0)
                .end(200)) {
      assertThat(Facts.waits(timeline)).containsExactly("f0 51 100-120 unknown had recorded");
    }
  }

  @Test
  void onAnUnknownMachineRawCallsSayNothing() {
    try (EventWriter trace = trace("vax")) {
      assertThat(trace.handled(RAW_ENTER)).isFalse();
      assertThat(trace.handled(RAW_EXIT)).isFalse();
    }
  }

  @Test
  void returnsOfCallsBeforeTheTraceSayNothing() {
    try (EventWriter trace = trace("x86_64");
        Timeline timeline = trace.at(100, 51, EXIT, 202, 0).end(200)) {
      assertThat(Facts.waits(timeline)).isEmpty();
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }
}
