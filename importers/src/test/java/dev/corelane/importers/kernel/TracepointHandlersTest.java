package dev.corelane.importers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SchedTracepoint;
import dev.corelane.importers.perf.testing.TaskState;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Migration;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TaskName;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.Wakeup;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What each tracepoint makes of its fields.
class TracepointHandlersTest {
  private static final int IRQ = 8;

  private KernelTrace trace = new KernelTrace();

  @AfterEach
  void close() {
    trace.close();
  }

  @ParameterizedTest
  @EnumSource(KernelVersion.class)
  void switches(KernelVersion kernel) {
    trace = new KernelTrace(kernel, "x86_64");
    trace.at(0, 0, 10);
    trace.switchTo(100, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.switchTo(200, 0, 20, TaskState.RUNNING, 10);
    trace.switchTo(300, 0, 10, TaskState.RUNNING, true, 20);
    trace.switchTo(400, 0, 20, TaskState.UNINTERRUPTIBLE, 0);
    trace.switchTo(500, 0, 0, TaskState.RUNNING, 30);
    trace.switchTo(600, 0, 30, TaskState.ZOMBIE, 0);
    assertThat(trace.slices(0))
        .containsExactly(
            "0-100 10 SLEEPING",
            "100-200 20 PREEMPTED_USER",
            "200-300 10 PREEMPTED_KERNEL",
            "300-400 20 UNINTERRUPTIBLE",
            "400-500 0 IDLE_END",
            "500-600 30 EXITED");
    assertThat(trace.sliceList(0).getFirst().provenance()).isEqualTo(Provenance.INFERRED);
    assertThat(trace.sliceList(0).get(1).provenance()).isEqualTo(Provenance.RECORDED);
    assertThat(trace.problemCounts()).isEmpty();
    assertThat(trace.task(20).priority()).isEqualTo(120);
  }

  @Test
  void yieldIsToldApartByTheSystemCall() {
    String enter = "name: sys_enter_sched_yield\nID: 90\n";
    trace.at(0, 0, 10);
    trace.at(50, 0, 10).raw("syscalls", enter, new byte[8]);
    trace.switchTo(100, 0, 10, TaskState.RUNNING, 20);
    trace.switchTo(200, 0, 20, TaskState.RUNNING, 10);
    trace.at(250, 0, 10).raw("syscalls", enter, new byte[8]);
    trace.switchTo(300, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.switchTo(400, 0, 20, TaskState.RUNNING, 0);
    assertThat(trace.slices(0))
        .containsExactly(
            "0-100 10 YIELDED",
            "100-200 20 PREEMPTED_USER",
            "200-300 10 SLEEPING",
            "300-400 20 PREEMPTED_USER");
    assertThat(trace.states(10)).contains("100-200 RUNNABLE_PREEMPTED");
  }

  /// `raw_syscalls:sys_enter` names the call by its number, which depends on the machine.
  @Test
  void yieldByNumber() {
    for (String machine : new String[] {"x86_64:24", "aarch64:124", "armv7l:158", "riscv64:124"}) {
      String[] parts = machine.split(":", -1);
      try (var t = new KernelTrace(KernelVersion.V5_15, parts[0])) {
        t.at(0, 0, 10);
        t.at(50, 0, 10).raw("raw_syscalls", SYS_ENTER, call(Integer.parseInt(parts[1])));
        t.switchTo(100, 0, 10, TaskState.RUNNING, 20);
        t.at(150, 0, 20).raw("raw_syscalls", SYS_ENTER, call(1));
        t.switchTo(200, 0, 20, TaskState.RUNNING, 10);
        assertThat(t.sliceList(0).getFirst().end()).as(machine).isEqualTo(SliceEnd.YIELDED);
        assertThat(t.sliceList(0).get(1).end()).as(machine).isEqualTo(SliceEnd.PREEMPTED_USER);
      }
    }
    assertThat(new KernelTrace(KernelVersion.V5_15, "").handles("raw_syscalls", SYS_ENTER))
        .as("without the machine, the number means nothing")
        .isFalse();
  }

  /// The yield had returned: the preemption later is one.
  @Test
  void yieldThatKeptTheCpuEndsAtTheNextCall() {
    trace.at(0, 0, 10).raw("raw_syscalls", SYS_ENTER, call(24));
    trace.at(50, 0, 10).raw("raw_syscalls", SYS_ENTER, call(0));
    trace.switchTo(100, 0, 10, TaskState.RUNNING, 20);
    assertThat(trace.slices(0)).contains("0-100 10 PREEMPTED_USER");
  }

  private static final String SYS_ENTER =
      """
      name: sys_enter
      ID: 91
      \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;
      \tfield:long id;\toffset:8;\tsize:8;\tsigned:1;
      """;

  private static byte[] call(long number) {
    return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(8, number).array();
  }

  @Test
  void wakingMakesASleeperRunnable() {
    trace.switchTo(100, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.at(150, 0, 20).wake(SchedTracepoint.WAKING, 10, 1);
    trace.at(160, 1, 0).flags(IRQ).wake(SchedTracepoint.WAKEUP, 10, 1);
    trace.switchTo(200, 1, 0, TaskState.RUNNING, 10);
    assertThat(trace.states(10))
        .containsExactly("100-100 RUNNING", "100-150 SLEEPING", "150-200 RUNNABLE_WAKEUP");
    ThreadState runnable = trace.stateList(10).get(2);
    Wakeup waking = trace.timeline().wakeups().get(runnable.wakeup());
    assertThat(waking.kind()).isEqualTo(Wakeup.Kind.WAKING);
    assertThat(waking.waker()).isEqualTo(trace.task(20).id());
    assertThat(waking.inInterrupt()).isFalse();
    Wakeup wakeup = trace.timeline().wakeups().get(1);
    assertThat(wakeup.kind()).isEqualTo(Wakeup.Kind.WAKEUP);
    assertThat(wakeup.inInterrupt()).isTrue();
    assertThat(trace.timeline().cpus().get(wakeup.targetCpu()).number()).isEqualTo(1);
  }

  /// About to sleep, but still on its CPU or in the queue: a waking changes nothing.
  @Test
  void wakingOfARunningOrRunnableTaskChangesNothing() {
    trace.switchTo(100, 0, 10, TaskState.RUNNING, 20);
    trace.at(150, 0, 20).wake(SchedTracepoint.WAKING, 10, 0);
    trace.at(160, 0, 20).wake(SchedTracepoint.WAKING, 20, 0);
    trace.switchTo(200, 0, 20, TaskState.INTERRUPTIBLE, 10);
    assertThat(trace.states(10)).containsExactly("100-100 RUNNING", "100-200 RUNNABLE_PREEMPTED");
    assertThat(trace.states(20)).containsExactly("100-200 RUNNING", "200-200 SLEEPING");
    assertThat(trace.timeline().wakeups().size()).isEqualTo(2);
  }

  @Test
  void unsuccessfulWakeupIsLeftOut() {
    try (var t = new KernelTrace(KernelVersion.V3_10, "x86_64")) {
      String format =
          """
          name: sched_wakeup
          ID: 5
          \tfield:pid_t pid;\toffset:8;\tsize:4;\tsigned:1;
          \tfield:int success;\toffset:12;\tsize:4;\tsigned:1;
          """;
      t.at(1, 0, 20).raw("sched", format, new byte[16]);
      assertThat(t.timeline().wakeups().size()).isZero();
    }
  }

  @Test
  void forkedTaskIsBornAndWoken() {
    trace.name(20, "parent").name(30, "child");
    trace.at(0, 0, 20);
    trace.at(100, 0, 20).fork(20, 30);
    trace.at(110, 0, 20).wake(SchedTracepoint.WAKEUP_NEW, 30, 1);
    trace.switchTo(150, 1, 0, TaskState.RUNNING, 30);
    trace.switchTo(250, 1, 30, TaskState.INTERRUPTIBLE, 0);
    Task child = trace.task(30);
    assertThat(child.startRecorded()).isTrue();
    assertThat(child.startNs()).isEqualTo(100);
    assertThat(child.name()).isEqualTo("child");
    assertThat(trace.timeline().wakeups().get(0).kind()).isEqualTo(Wakeup.Kind.NEW);
    assertThat(trace.states(30))
        .containsSequence("110-150 RUNNABLE_WAKEUP", "150-250 RUNNING", "250-250 SLEEPING");
    assertThat(child.kernelThread()).isFalse();
  }

  @Test
  void childOfKthreaddIsAKernelThread() {
    trace.at(100, 0, 2).fork(2, 30);
    assertThat(trace.task(30).kernelThread()).isTrue();
  }

  @Test
  void execIsAMarkAndTheNextEventRenames() {
    trace.name(10, "sh").switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.at(150, 0, 10).exec(10, "/usr/bin/psql");
    trace.name(10, "psql").switchTo(200, 0, 10, TaskState.INTERRUPTIBLE, 0);
    int id = trace.task(10).id();
    assertThat(trace.timeline().marks().get(0))
        .isEqualTo(new Mark(150, 0, id, "exec", "/usr/bin/psql"));
    assertThat(trace.timeline().taskNames(id))
        .extracting(TaskName::name)
        .containsExactly("sh", "psql");
    assertThat(trace.timeline().taskName(id, 199)).isEqualTo("sh");
    assertThat(trace.timeline().taskName(id, 200)).isEqualTo("psql");
  }

  @Test
  void exitThenSwitchThenFreeGivesTheThreadIdAway() {
    trace.switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.at(150, 0, 10).exit(10);
    trace.switchTo(160, 0, 10, TaskState.ZOMBIE, 20);
    trace.at(170, 0, 20).free(10);
    trace.at(200, 0, 20).fork(20, 10);
    trace.switchTo(300, 0, 20, TaskState.INTERRUPTIBLE, 10);
    assertThat(trace.timeline().tasksOfTid(10)).hasSize(2);
    Task first = trace.timeline().tasksOfTid(10).getFirst();
    assertThat(first.exitRecorded()).isTrue();
    assertThat(first.endNs()).isEqualTo(150);
    assertThat(trace.states(first)).endsWith("100-160 RUNNING", "160-300 DEAD");
    assertThat(trace.task(10).startNs()).isEqualTo(200);
  }

  @Test
  void migrationIsKept() {
    trace.at(100, 1, 20).migrate(10, 0, 1);
    assertThat(trace.timeline().migrations().get(0))
        .isEqualTo(new Migration(100, trace.task(10).id(), index(0), index(1)));
    assertThat(trace.task(10).name()).isEqualTo("t10");
  }

  private int index(int number) {
    return trace.timeline().cpus().stream()
        .filter(c -> c.number() == number)
        .findFirst()
        .orElseThrow()
        .index();
  }

  @Test
  void priorityInheritanceIsAMark() {
    trace.at(100, 0, 20).setPriority(10, 120, 49);
    assertThat(trace.task(10).priority()).isEqualTo(49);
    assertThat(trace.timeline().marks().get(0))
        .isEqualTo(
            new Mark(100, 0, trace.task(10).id(), "priority inheritance", "priority 120 to 49"));
  }

  /// Without its wake-up, the wait that the kernel measured tells when a task became runnable.
  @Test
  void statWaitTellsWhenAnUnseenWakeupWas() {
    trace.switchTo(100, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.at(400, 0, 20).statWait(10, 50);
    trace.switchTo(400, 0, 20, TaskState.INTERRUPTIBLE, 10);
    assertThat(trace.states(10))
        .containsExactly("100-100 RUNNING", "100-350 SLEEPING", "350-400 RUNNABLE_WAKEUP");
    assertThat(trace.stateList(10).get(2).provenance()).isEqualTo(Provenance.INFERRED);
  }

  @Test
  void statWaitBesideARecordedWakeupChangesNothing() {
    trace.switchTo(100, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.at(300, 0, 20).wake(SchedTracepoint.WAKING, 10, 0);
    trace.at(400, 0, 20).statWait(10, 50);
    trace.switchTo(400, 0, 20, TaskState.INTERRUPTIBLE, 10);
    assertThat(trace.states(10)).contains("300-400 RUNNABLE_WAKEUP");
  }

  /// A sleeper that owes time stays queued (6.12). When it is picked, the kernel accounts a wait
  /// and takes it off the queue; it sleeps on until it is woken.
  @Test
  void statWaitOfALateDequeueIsNoWait() {
    trace.switchTo(100, 0, 10, TaskState.INTERRUPTIBLE, 20);
    trace.at(150, 0, 20).statWait(10, 50);
    trace.switchTo(150, 0, 20, TaskState.RUNNING, 30);
    trace.at(400, 0, 30).wake(SchedTracepoint.WAKING, 10, 0);
    trace.switchTo(410, 0, 30, TaskState.RUNNING, 10);
    assertThat(trace.states(10)).contains("100-400 SLEEPING", "400-410 RUNNABLE_WAKEUP");
  }

  @Test
  void statRuntimeIsComparedWithTheSlices() {
    trace.switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.at(1000, 0, 10).statRuntime(10, 900);
    trace.switchTo(1100, 0, 10, TaskState.INTERRUPTIBLE, 0);
    assertThat(trace.problemCounts()).isEmpty();
  }

  @Test
  void statRuntimeFarFromTheSlicesIsReported() {
    trace.switchTo(100, 0, 0, TaskState.RUNNING, 10);
    trace.at(1000, 0, 10).statRuntime(10, 700);
    trace.switchTo(1100, 0, 10, TaskState.INTERRUPTIBLE, 0);
    assertThat(trace.problemCounts()).containsExactly("sched.runtime-differs=1");
  }

  @Test
  void otherEventsHaveNoHandler() {
    for (String name : new String[] {"sched_stat_sleep", "sched_kthread_stop", "sched_switching"}) {
      assertThat(trace.handles("sched", "name: " + name + "\nID: 1\n")).as(name).isFalse();
    }
    assertThat(trace.handles("other", "name: sched_switch\nID: 1\n")).isFalse();
  }

  /// Fields that a future kernel moves and widens are still read: `common_type` of four bytes,
  /// `prev_state` of four, other offsets, other order.
  @Test
  void fieldsAreReadWhereTheFormatPutsThem() {
    String format =
        """
        name: sched_switch
        ID: 70001
        \tfield:unsigned int common_type;\toffset:0;\tsize:4;\tsigned:0;
        \tfield:unsigned char common_flags;\toffset:4;\tsize:1;\tsigned:0;
        \tfield:int common_pid;\toffset:8;\tsize:4;\tsigned:1;

        \tfield:pid_t next_pid;\toffset:12;\tsize:4;\tsigned:1;
        \tfield:int prev_state;\toffset:16;\tsize:4;\tsigned:1;
        \tfield:pid_t prev_pid;\toffset:20;\tsize:4;\tsigned:1;
        \tfield:int next_prio;\toffset:24;\tsize:4;\tsigned:1;
        \tfield:int prev_prio;\toffset:28;\tsize:4;\tsigned:1;
        \tfield:__rel_loc char[] prev_comm;\toffset:32;\tsize:4;\tsigned:0;
        \tfield:__data_loc char[] next_comm;\toffset:36;\tsize:4;\tsigned:0;

        print fmt: "%s", REC->prev_state & 3 ? __print_flags(REC->prev_state & 3, "|", { 1, "D" },\
         { 2, "S" }) : "R", REC->prev_state & 4 ? "+" : ""
        """;
    byte[] bytes =
        ByteBuffer.allocate(48)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(12, 20)
            .putInt(16, 1)
            .putInt(20, 10)
            .putInt(24, 99)
            .putInt(28, 130)
            .putInt(32, 2 << 16 | 4)
            .putInt(36, 2 << 16 | 42)
            .put(40, (byte) 'a')
            .put(42, (byte) 'b')
            .array();
    trace.at(0, 0, 10);
    trace.at(100, 0, 10).raw("sched", format, bytes);
    assertThat(trace.slices(0)).containsExactly("0-100 10 UNINTERRUPTIBLE");
    assertThat(trace.task(10).priority()).isEqualTo(130);
    assertThat(trace.task(20).priority()).isEqualTo(99);
    assertThat(trace.task(10).name()).isEqualTo("a");
    assertThat(trace.task(20).name()).isEqualTo("b");
    assertThat(trace.overruns()).isZero();
  }

  @Test
  void switchWithoutAStateTableEndsSlicesForAnUnknownReason() {
    String format =
        """
        name: sched_switch
        ID: 310
        \tfield:pid_t prev_pid;\toffset:8;\tsize:4;\tsigned:1;
        \tfield:long prev_state;\toffset:16;\tsize:8;\tsigned:1;
        \tfield:pid_t next_pid;\toffset:24;\tsize:4;\tsigned:1;
        """;
    byte[] bytes = new byte[28];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(8, 10)
        .putLong(16, 1)
        .putInt(24, 20);
    trace.at(0, 0, 10);
    trace.at(100, 0, 10).raw("sched", format, bytes);
    assertThat(trace.slices(0)).containsExactly("0-100 10 UNKNOWN");
    assertThat(trace.problemCounts()).containsExactly("sched.no-state-table=1");
  }

  @Test
  void recordsShorterThanTheirLayoutAreReadAsZeroAndCounted() {
    String format =
        """
        name: sched_migrate_task
        ID: 1
        \tfield:pid_t pid;\toffset:8;\tsize:4;\tsigned:1;
        \tfield:int dest_cpu;\toffset:12;\tsize:4;\tsigned:1;
        """;
    trace.at(100, 0, 20).raw("sched", format, new byte[10]);
    trace.tracker.shortRecords(trace.overruns());
    assertThat(trace.problemCounts()).containsExactly("kernel.short-record=2");
  }

  @Test
  void processIdComesFromTheSampleOfTheTaskItself() {
    trace.at(100, 0, 11);
    trace.pid(10).switchTo(100, 0, 11, TaskState.INTERRUPTIBLE, 20);
    assertThat(trace.task(11).pid()).isEqualTo(10);
    assertThat(trace.task(20).pid()).isEqualTo(-1);
  }
}
