package dev.corelane.replay.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgramExtractorTest {
  private static final int CPU_A = 0;
  private static final int CPU_B = 1;

  private final TimelineBuilder builder = new TimelineBuilder();
  private int a;
  private int b;
  private @Nullable Timeline timeline;

  @BeforeEach
  void twoThreadsOnTwoCpus() {
    builder.cpu(0);
    builder.cpu(1);
    a = builder.task(11, 11, "a", 0, false);
    b = builder.task(12, 12, "b", 0, false);
  }

  @AfterEach
  void close() {
    if (timeline != null) {
      timeline.close();
    }
    builder.close();
  }

  @Test
  void piecesBetweenInvoluntarySwitchesAreGlued() {
    ran(CPU_A, 0, 10, a, SliceEnd.PREEMPTED_USER);
    builder.state(a, 10, StateKind.RUNNABLE_PREEMPTED, 'R', 0, b, Provenance.RECORDED);
    ran(CPU_A, 10, 20, b, SliceEnd.PREEMPTED_KERNEL);
    builder.state(b, 20, StateKind.RUNNABLE_PREEMPTED, 'R', 0, a, Provenance.RECORDED);
    ran(CPU_A, 20, 35, a, SliceEnd.PREEMPTED_USER);
    builder.state(a, 35, StateKind.RUNNABLE_PREEMPTED, 'R', 0, b, Provenance.RECORDED);
    ran(CPU_A, 35, 40, b, SliceEnd.TRACE_END);

    assertThat(program(a)).containsExactly("RUN 25");
    assertThat(program(b)).containsExactly("RUN 15");
  }

  @Test
  void theWakerDecidesWhetherABlockIsAnEdgeOrAnEventFromOutside() {
    ran(CPU_A, 0, 10, a, SliceEnd.SLEEPING);
    sleeps(a, 10);
    woken(a, 14, b, false);
    ran(CPU_A, 15, 20, a, SliceEnd.SLEEPING);
    sleeps(a, 20);
    woken(a, 27, b, true);
    ran(CPU_A, 28, 30, a, SliceEnd.TRACE_END);
    ran(CPU_B, 0, 30, b, SliceEnd.TRACE_END);

    assertThat(program(a)).containsExactly("RUN 10", "BLOCK", "RUN 5", "SLEEP 7 1", "RUN 2");
    assertThat(program(b)).containsExactly("RUN 14", "WAKE " + a, "RUN 16");
    assertThat(program(a, Arrivals.OPEN))
        .containsExactly("RUN 10", "BLOCK", "RUN 5", "SLEEP_UNTIL 27", "RUN 2");
  }

  @Test
  void spinningAndSleepingForALockAreNotWorkAndItsHandOverIsNotAnEdge() {
    int lock = builder.lock(LockKind.LWLOCK, "WALInsert", 64, true);
    builder.hold(5, 18, lock, a, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
    builder.hold(21, 25, lock, b, LockMode.SHARED, true, Provenance.RECORDED);
    builder.lockWait(8, 21, lock, b, LockMode.SHARED, a, -1, -1, true, Provenance.RECORDED);
    ran(CPU_A, 0, 30, a, SliceEnd.TRACE_END);
    ran(CPU_B, 0, 12, b, SliceEnd.SLEEPING);
    sleeps(b, 12);
    woken(b, 18, a, false);
    ran(CPU_B, 20, 30, b, SliceEnd.TRACE_END);

    assertThat(program(a))
        .containsExactly("RUN 5", "ACQUIRE_EXCLUSIVE 0", "RUN 13", "RELEASE 0", "RUN 12");
    assertThat(program(b))
        .containsExactly("RUN 8", "ACQUIRE_SHARED 0", "RUN 4", "RELEASE 0", "RUN 5");
  }

  @Test
  void waitsForLocksOfWhichNoHoldWasRecordedStayAsTheyWere() {
    int lock = builder.lock(LockKind.KERNEL_MUTEX, "", 64, true);
    builder.lockWait(
        5, 20, lock, a, LockMode.EXCLUSIVE, Task.UNKNOWN, -1, -1, true, Provenance.RECORDED);
    ran(CPU_A, 0, 10, a, SliceEnd.UNINTERRUPTIBLE);
    builder.state(a, 10, StateKind.UNINTERRUPTIBLE, 'D', 0, -1, Provenance.RECORDED);
    woken(a, 19, b, false);
    ran(CPU_A, 20, 30, a, SliceEnd.TRACE_END);
    ran(CPU_B, 0, 30, b, SliceEnd.TRACE_END);

    Extraction extraction = extract(Arrivals.CLOSED);

    assertThat(words(extraction, a)).containsExactly("RUN 10", "SLEEP 9 1", "RUN 10");
    assertThat(extraction.missing())
        .anySatisfy(
            missing ->
                assertThat(missing.what()).startsWith("1 waits for locks (0.0 ms) are of locks"));
  }

  @Test
  void aThreadThatAppearsLaterIsStartedByWhoWokeIt() {
    ran(CPU_B, 0, 30, b, SliceEnd.TRACE_END);
    woken(a, 12, b, false);
    ran(CPU_A, 15, 20, a, SliceEnd.EXITED);
    builder.state(a, 20, StateKind.DEAD, 'X', 0, -1, Provenance.RECORDED);

    assertThat(program(a)).containsExactly("BLOCK", "RUN 5", "EXIT");
    assertThat(program(b)).containsExactly("RUN 12", "WAKE " + a, "RUN 18");
  }

  @Test
  void aLockWhoseHolderOnlySamplesTellIsNotModelled() {
    int lock = builder.lock(LockKind.HEAVYWEIGHT, "relation 7", 0, true);
    builder.hold(5, 18, lock, a, LockMode.EXCLUSIVE, true, Provenance.INFERRED);
    builder.lockWait(8, 21, lock, b, LockMode.EXCLUSIVE, a, -1, -1, true, Provenance.RECORDED);
    ran(CPU_A, 0, 30, a, SliceEnd.TRACE_END);
    ran(CPU_B, 0, 8, b, SliceEnd.SLEEPING);
    sleeps(b, 8);
    woken(b, 20, a, false);
    ran(CPU_B, 21, 30, b, SliceEnd.TRACE_END);

    assertThat(extract(Arrivals.CLOSED).locks()).isEmpty();
    assertThat(program(a)).containsExactly("RUN 30");
    assertThat(program(b)).containsExactly("RUN 8", "SLEEP 12", "RUN 9");
  }

  @Test
  void whatOtherFilesTellBeforeAndAfterIsNoPartOfThePrograms() {
    int c = builder.task(13, 13, "c", 0, false);
    int lock = builder.lock(LockKind.HEAVYWEIGHT, "relation 7", 0, true);
    builder.hold(100, 200, lock, b, LockMode.EXCLUSIVE, true, Provenance.INFERRED);
    builder.lockWait(1005, 2500, lock, b, LockMode.EXCLUSIVE, a, -1, -1, true, Provenance.RECORDED);
    builder.lockWait(2000, 2500, lock, b, LockMode.EXCLUSIVE, a, -1, -1, true, Provenance.RECORDED);
    builder.span(2000, 3000, b, "query", "select", "", Provenance.RECORDED);
    builder.span(1010, 1011, b, Span.SOFTIRQ, "TIMER", "", Provenance.RECORDED);
    ran(CPU_B, 1000, 1030, b, SliceEnd.TRACE_END);
    woken(c, 1000, -1, true);
    woken(a, 1012, b, true);
    ran(CPU_A, 1015, 1020, a, SliceEnd.SLEEPING);
    sleeps(a, 1020);
    ran(CPU_A, 1020, 1030, c, SliceEnd.TRACE_END);
    builder.schedulingEnds(1030);

    Extraction extraction = extract(Arrivals.OPEN);

    assertThat(extraction.range()).isEqualTo(new TimeRange(1000, 1030));
    assertThat(extraction.locks()).isEmpty();
    assertThat(words(extraction, a)).containsExactly("SLEEP_UNTIL 12", "RUN 5", "BLOCK");
    assertThat(words(extraction, b)).containsExactly("RUN 30");
    assertThat(words(extraction, c)).containsExactly("RUN 10");
    assertThat(extraction.missing().getFirst().what()).startsWith("1 waits for locks (0.0 ms)");
  }

  @Test
  void holdsOfNoLengthTakeTheLockBeforeTheyGiveItBack() {
    int lock = builder.lock(LockKind.LWLOCK, "ProcArray", 64, true);
    builder.hold(5, 5, lock, a, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
    ran(CPU_A, 0, 30, a, SliceEnd.TRACE_END);

    assertThat(program(a)).containsExactly("RUN 5", "ACQUIRE_EXCLUSIVE 0", "RELEASE 0", "RUN 25");
  }

  /// Probes tell of an acquisition and a release 10 us later, every 100 us. Of the 10 us that a hit
  /// takes it has the mutex for 7, half of them before the event.
  @Test
  void whatAProbeTellsOfWasDoneBeforeItsHandlerTookItsTime() {
    int lock = builder.lock(LockKind.LWLOCK, "WALInsert", 64, true);
    builder.eventCount("sdt_postgresql:lwlock__acquire", 600, true);
    for (int i = 0; i < 600; i++) {
      long at = 100_000L * i + 50_000;
      builder.hold(at, at + 10_000, lock, a, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
    }
    ran(CPU_A, 0, 60_000_000, a, SliceEnd.TRACE_END);

    Extraction extraction = extract(Arrivals.CLOSED);

    assertThat(extraction.probes()).contains(new ProbeCost(7_000, 0));
    List<String> words = words(extraction, a);
    assertThat(words.subList(0, 8))
        .containsExactly(
            "RUN 46500",
            "ACQUIRE_EXCLUSIVE 0",
            "HIT 7000",
            "RUN 3000",
            "RELEASE 0",
            "HIT 7000",
            "RUN 83000",
            "ACQUIRE_EXCLUSIVE 0");
    assertThat(extraction.programs().getFirst().cpuNs()).isEqualTo(60_000_000);
    assertThat(extraction.missing())
        .anySatisfy(
            missing ->
                assertThat(missing.what())
                    .startsWith("The recorder's probes were hit 1,200 times"));
  }

  /// A waiter that is woken and finds the lock taken sleeps again. Each sleep is told as a wait.
  @Test
  void allSleepsForOneAcquisitionAreOneWait() {
    int lock = builder.lock(LockKind.LWLOCK, "WALInsert", 64, true);
    builder.hold(5, 25, lock, a, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
    builder.hold(28, 30, lock, b, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
    builder.lockWait(8, 20, lock, b, LockMode.EXCLUSIVE, a, -1, -1, false, Provenance.RECORDED);
    builder.lockWait(21, 28, lock, b, LockMode.EXCLUSIVE, a, -1, -1, true, Provenance.RECORDED);
    ran(CPU_A, 0, 30, a, SliceEnd.TRACE_END);
    ran(CPU_B, 0, 12, b, SliceEnd.SLEEPING);
    sleeps(b, 12);
    woken(b, 18, a, false);
    ran(CPU_B, 19, 22, b, SliceEnd.SLEEPING);
    sleeps(b, 22);
    woken(b, 26, a, false);
    ran(CPU_B, 27, 30, b, SliceEnd.TRACE_END);

    assertThat(program(b)).containsExactly("RUN 8", "ACQUIRE_EXCLUSIVE 0", "RUN 2", "RELEASE 0");
  }

  /// Who waits only until the lock is free goes on without it: taking it with others and giving it
  /// back waits as long.
  @Test
  void aWaitWithoutTheLockIsNotJoinedToALaterOne() {
    int lock = builder.lock(LockKind.LWLOCK, "WALWrite", 64, true);
    builder.hold(14, 16, lock, b, LockMode.EXCLUSIVE, true, Provenance.RECORDED);
    builder.lockWait(5, 10, lock, b, LockMode.EXCLUSIVE, a, -1, -1, false, Provenance.RECORDED);
    builder.lockWait(20, 25, lock, b, LockMode.EXCLUSIVE, a, -1, -1, false, Provenance.RECORDED);
    ran(CPU_B, 0, 30, b, SliceEnd.TRACE_END);

    assertThat(program(b))
        .containsExactly(
            "RUN 5",
            "ACQUIRE_SHARED 0",
            "RELEASE 0",
            "RUN 4",
            "ACQUIRE_EXCLUSIVE 0",
            "RUN 2",
            "RELEASE 0",
            "RUN 4",
            "ACQUIRE_SHARED 0",
            "RELEASE 0",
            "RUN 5");
  }

  private List<String> program(int task) {
    return program(task, Arrivals.CLOSED);
  }

  private List<String> program(int task, Arrivals arrivals) {
    return words(extract(arrivals), task);
  }

  private Extraction extract(Arrivals arrivals) {
    if (timeline == null) {
      timeline = builder.build(ProgressMonitor.NONE);
    }
    return ProgramExtractor.extract(timeline, arrivals, ProgressMonitor.NONE);
  }

  private static List<String> words(Extraction extraction, int task) {
    ThreadProgram program =
        extraction.programs().stream().filter(p -> p.task() == task).findFirst().orElseThrow();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < program.size(); i++) {
      String word = program.action(i).toString();
      if (program.amountNs(i) != 0) {
        word += " " + program.amountNs(i);
      }
      if (program.target(i) >= 0 && program.action(i) != Action.BLOCK) {
        word += " " + program.target(i);
      }
      words.add(word);
    }
    return words;
  }

  private void ran(int cpu, long fromNs, long toNs, int task, SliceEnd end) {
    builder.slice(cpu, fromNs, toNs, task, end, 'R', Provenance.RECORDED, false, false, 120, 0);
  }

  private void sleeps(int task, long atNs) {
    builder.state(task, atNs, StateKind.SLEEPING, 'S', 0, -1, Provenance.RECORDED);
  }

  private void woken(int task, long atNs, int by, boolean inInterrupt) {
    int row = builder.wakeup(atNs, task, by, 1, 0, Wakeup.Kind.WAKING, inInterrupt);
    builder.state(task, atNs, StateKind.RUNNABLE_WAKEUP, ' ', 0, row, Provenance.RECORDED);
  }
}
