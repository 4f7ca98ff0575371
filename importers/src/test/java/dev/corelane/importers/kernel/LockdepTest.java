package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.kernel.testing.EventWriter;
import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.timeline.Timeline;
import org.junit.jupiter.api.Test;

/// Holds and waits of kernel locks, by the events of lockdep.
class LockdepTest {
  private static final String ACQUIRE = "lock:lock_acquire";
  private static final String CONTENDED = "lock:lock_contended";
  private static final String ACQUIRED = "lock:lock_acquired";
  private static final String RELEASE = "lock:lock_release";

  private static EventWriter trace() {
    String name = "__data_loc char[] name";
    String address = "void * lockdep_addr";
    return new EventWriter()
        .event(ACQUIRE, "unsigned int flags", name, address)
        .event(CONTENDED, name, address)
        .event(ACQUIRED, name, address)
        .event(RELEASE, name, address);
  }

  @Test
  void aHoldIsFromAcquiredToRelease() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(100, 7, ACQUIRE, 0, "&rq->__lock", 0xa0)
                .at(101, 7, ACQUIRED, "&rq->__lock", 0xa0)
                .at(105, 7, ACQUIRE, 2, "&mm->mmap_lock", 0xb0)
                .at(120, 7, RELEASE, "&rq->__lock", 0xa0)
                .at(130, 7, RELEASE, "&mm->mmap_lock", 0xb0)
                .end(200)) {
      assertThat(Facts.holds(timeline))
          .containsExactly(
              "&rq->__lock@a0 7 101-120 exclusive recorded",
              "&mm->mmap_lock@b0 7 105-130 shared recorded");
      assertThat(Facts.waits(timeline)).isEmpty();
      assertThat(Traces.problems(timeline)).isEmpty();
    }
  }

  @Test
  void aContendedLockIsWaitedFor() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(100, 7, ACQUIRE, 0, "m", 0xa0)
                .at(102, 7, CONTENDED, "m", 0xa0)
                .at(140, 7, ACQUIRED, "m", 0xa0)
                .at(160, 7, RELEASE, "m", 0xa0)
                .end(200)) {
      assertThat(Facts.waits(timeline)).containsExactly("m@a0 7 102-140 unknown had recorded");
      assertThat(Facts.holds(timeline)).containsExactly("m@a0 7 140-160 exclusive recorded");
    }
  }

  @Test
  void anInterruptedWaitHoldsNothing() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace
                .at(100, 7, ACQUIRE, 0, "m", 0xa0)
                .at(102, 7, CONTENDED, "m", 0xa0)
                .at(140, 7, RELEASE, "m", 0xa0)
                .end(200)) {
      assertThat(Facts.waits(timeline)).containsExactly("m@a0 7 102-140 unknown not recorded");
      assertThat(Facts.holds(timeline)).isEmpty();
    }
  }

  @Test
  void aReleaseByAnotherTaskIsCounted() {
    try (EventWriter trace = trace();
        Timeline timeline =
            trace.at(100, 7, ACQUIRE, 0, "m", 0xa0).at(140, 8, RELEASE, "m", 0xa0).end(200)) {
      assertThat(Facts.holds(timeline)).containsExactly("m@a0 7 100-200 exclusive unseen recorded");
      assertThat(Traces.problems(timeline)).isEqualTo("lock.release-unmatched=1");
    }
  }
}
