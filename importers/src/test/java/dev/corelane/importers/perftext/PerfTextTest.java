package dev.corelane.importers.perftext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.Provenance;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TaskName;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.TaskStates;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each layout of a line of perf, and each surprise, by lines made for it.
class PerfTextTest {
  private static final String OUT = "sched:sched_switch: baker:31 [120] %s ==> my tool:32 [120]";
  private static final String BACK = "sched:sched_switch: my tool:32 [120] S ==> baker:31 [120]";

  @TempDir Path folder;

  private Timeline open(String text) throws IOException {
    Path file = folder.resolve("unknown");
    Files.writeString(file, text);
    return Traces.open(file);
  }

  private static List<SchedSlice> slices(Timeline timeline, int cpu) {
    List<SchedSlice> all = new ArrayList<>();
    CpuSlices slices = timeline.slices(cpu);
    for (long i = 0; i < slices.count(); i++) {
      all.add(slices.get(i));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "           baker    31 [002]     %s: ",
        "baker    31 [002]     %s: ",
        "     baker      30/31      [002]     %s: ",
        "     30/31      [002]     %s: ",
        "  an 8 [x] 9.5: b    31 [002]     %s: ",
        "             :31    31 [002]     %s: ",
        "           baker    31 [002] K       %s: ",
        "           baker    31 [002]     %s:          1    ",
        "    baker    31 [0002] USp   %s: ",
        "> baker    31 [002]     %s: ",
      })
  void everyChoiceOfFields(String head) throws IOException {
    for (String rest : List.of("", "    ffffffff81000000 __schedule+0x10 ([kernel.kallsyms])")) {
      for (String decimals : List.of("", "007")) {
        String text =
            head.formatted("7.000010" + decimals)
                + OUT.formatted("D")
                + rest
                + "\n\tffffffff81000000 __schedule ([kernel.kallsyms])\n\n"
                + head.formatted("7.000030" + decimals)
                + BACK
                + rest
                + "\n";
        try (Timeline timeline = open(text)) {
          assertThat(timeline.problems()).as(text).isEmpty();
          Task task = timeline.tasksOfTid(32).getFirst();
          assertThat(task.name()).isEqualTo("my tool");
          long extra = decimals.isEmpty() ? 0 : 7;
          assertThat(slices(timeline, 0))
              .as(text)
              .filteredOn(s -> s.task() == task.id())
              .singleElement()
              .satisfies(
                  s -> {
                    assertThat(s.startNs()).isEqualTo(7_000_010_000L + extra);
                    assertThat(s.endNs()).isEqualTo(7_000_030_000L + extra);
                  });
          assertThat(timeline.tasksOfTid(31).getFirst().pid())
              .isEqualTo(head.contains("30/31") ? 30 : -1);
        }
      }
    }
  }

  @Test
  void anIndentedTextWithCallChains() throws IOException {
    String text =
        "baker 31 [000] 1.000000: "
            + OUT.formatted("D")
            + "\n\tffffffff81000000 __schedule ([kernel.kallsyms])"
            + "\n\t          5678 knead+0x5 (/usr/bin/baker)\n\n";
    String indented = text.repeat(3).lines().map(l -> "    " + l + "\n").reduce("", String::concat);
    try (Timeline timeline = open(indented)) {
      assertThat(timeline.problems())
          .extracting(ImportProblem::id)
          .containsOnly("sched.chain-broken");
      assertThat(timeline.sources().getFirst().events()).isEqualTo(3);
    }
  }

  @Test
  void aPromptBeforeTheTrace() throws IOException {
    String line = "baker 31 [000] 1.000000: " + OUT.formatted("D") + "\n";
    try (Timeline timeline = open("[root@box ~]# perf script\n" + line.repeat(2))) {
      assertThat(timeline.sources().getFirst().importer()).isEqualTo("perf-text");
    }
  }

  @Test
  void headerComments() throws IOException {
    try (Timeline timeline =
        open(
            "# ========\n# hostname : bakery\n# os release : 7.9.1-test\n# arch : x86_64\n"
                + "# cmdline : /usr/bin/perf record -a \n# ========\n#\n"
                + "baker 31 [000] 1.000000: raw_syscalls:sys_enter: NR 24 (1, 2, 3, 4, 5, 6)\n"
                + "baker 31 [000] 1.000001: "
                + OUT.formatted("R")
                + "\n")) {
      assertThat(timeline.properties())
          .containsEntry(Properties.HOST_NAME, "bakery")
          .containsEntry(Properties.KERNEL_RELEASE, "7.9.1-test")
          .containsEntry(Properties.HOST_ARCH, "x86_64")
          .containsEntry(Properties.RECORDER_COMMAND, "/usr/bin/perf record -a");
      assertThat(slices(timeline, 0)).extracting(SchedSlice::end).contains(SliceEnd.YIELDED);
    }
  }

  @Test
  void recordsOfTasksLossesAndSwitches() throws IOException {
    try (Timeline timeline =
        open(
            "swapper     0 [000]     0.000000000: PERF_RECORD_COMM: ba ker:30/31\n"
                + "swapper     0 [000]     0.000000000: PERF_RECORD_FORK(40:41):(2:2)\n"
                + "ba ker    31 [000]     5.000000000: PERF_RECORD_SWITCH_CPU_WIDE OUT preempt "
                + " next pid/tid:    40/41\n"
                + "kid    41 [000]     5.000000100: PERF_RECORD_SWITCH_CPU_WIDE IN           prev"
                + " pid/tid:    30/31\n"
                + "kid    41 [000]     6.000000000: PERF_RECORD_LOST lost 12\n"
                + "kid    41 [000]     7.000000000: PERF_RECORD_SWITCH_CPU_WIDE OUT          next"
                + " pid/tid:     0/0\n"
                + "kid    41 [000]     7.500000000: PERF_RECORD_EXIT(40:41):(2:2)\n")) {
      assertThat(Traces.problems(timeline)).isEqualTo("perftext.lost=12");
      assertThat(timeline.holes())
          .singleElement()
          .satisfies(h -> assertThat(h.lostEvents()).isEqualTo(12));
      Task task = timeline.tasksOfTid(31).getFirst();
      assertThat(task.name()).isEqualTo("ba ker");
      assertThat(task.pid()).isEqualTo(30);
      assertThat(timeline.tasksOfTid(41).getFirst().kernelThread()).isTrue();
      assertThat(slices(timeline, 0))
          .extracting(SchedSlice::end)
          .startsWith(SliceEnd.PREEMPTED, SliceEnd.SLEEPING);
      assertThat(timeline.range().startNs()).isEqualTo(5_000_000_000L);
    }
  }

  /// perf makes up records with the time 0 of what was there when it began, and tells those of a
  /// slow start as they come.
  @Test
  void recordsFromBeforeTheRecording() throws IOException {
    try (Timeline timeline =
        open(
            "swapper     0 [000]     0.000000: PERF_RECORD_MMAP -1/0: [0xffff(0x1e7) @ 0]: x [k]\n"
                + "   perf    30 [000]     2.000000: PERF_RECORD_FORK(31:31):(30:30)\n"
                + "  baker    31 [000]     2.500000: PERF_RECORD_COMM exec: baker:31/31\n"
                + "     cp    29 [000]     3.000000: PERF_RECORD_EXIT(29:29):(30:30)\n"
                + "baker 31 [000] 5.000000: "
                + OUT.formatted("D")
                + "\n                             PERF_RECORD_FINISHED_ROUND\n"
                + "my tool 32 [000] 5.000010: "
                + BACK
                + "\n")) {
      assertThat(timeline.problems()).isEmpty();
      assertThat(timeline.range().startNs()).isEqualTo(5_000_000_000L);
      assertThat(timeline.tasksOfTid(31).getFirst().pid()).isEqualTo(31);
    }
  }

  @Test
  void argumentsOverSeveralLines() throws IOException {
    String head = "baker 31 [000] %d.000000: ";
    try (Timeline timeline =
        open(
            head.formatted(1)
                + "sdt_postgresql:query__start: (55aa) query=\"select a = 1,\n  b from c\n"
                + " where d\"\n"
                + head.formatted(2)
                + OUT.formatted("S")
                + "\n")) {
      assertThat(timeline.problems()).isEmpty();
      assertThat(timeline.eventCounts())
          .extracting(EventCount::name)
          .contains("sdt_postgresql:query__start", "sched:sched_switch");
    }
  }

  @Test
  void linesWithoutEventOrFields() throws IOException {
    String head = "baker 31 [000] %d.000000: ";
    try (Timeline timeline =
        open(
            head.formatted(1)
                + OUT.formatted("S")
                + "\n"
                + head.formatted(2)
                + " some words\n"
                + head.formatted(3)
                + "sched:sched_switch: nothing known\nbroken\n")) {
      assertThat(Traces.problems(timeline))
          .isEqualTo("perftext.no-event-name=1, text.bad-event=1, text.unknown-line=1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  Task     |   Runtime ms  |  Count  | Avg delay ms |\n baker:(8) | 40.362 ms | 29 |\n",
        " contended   total wait     max wait     avg wait         type   caller\n\n",
        "  *A0           76.855734 secs A0 => baker:672\n",
        "Runtime summary\n  comm  parent   sched-in     run-time    min-run\n",
        "\n0x458@perf.data [0x190]: event: 69\n.\n. ... raw event: size 400 bytes\n",
        "{\n\t\"linux-perf-json-version\": 1\n}\n",
      })
  void sumsAreRefusedWithWhatToOpenInstead(String text) {
    assertThatThrownBy(() -> open(text))
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining(" is what perf ")
        .hasMessageContaining("perf.data");
  }

  @Test
  void timesBetweenLinesAreRefused() {
    String line =
        "baker 31 [000] 0.00000%d000: sched:sched_waking: comm=a pid=1 prio=1 target_cpu=0\n";
    String text = line.formatted(0) + line.formatted(9) + line.formatted(2) + line.formatted(1);
    assertThatThrownBy(() -> open(text))
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining("--deltatime");
  }

  private static final String TIMEHIST =
      """
                 time    cpu  task name                       wait time  sch delay   run time  state
                              [tid/pid]                          (msec)     (msec)     (msec)
      --------------- ------  ------------------------------  ---------  ---------  ---------  -----
            18.000100 [0001]  my tool[32/30]                      0.000      0.000      0.100      R  next: baker[31]
            18.000150 [0001]  baker[31]                                                        awakened: eve[33]
            18.000200 [0001]  baker[31]                           0.000      0.010      0.100      D  next: swapper/1[0]
            18.000300 [0001]  swapper                                                          migrated: eve[33] cpu 1 => 0
            18.000500 [0001]  my tool[32/30]                      0.100      0.020      0.050      S
      """;

  @Test
  void timehist() throws IOException {
    try (Timeline timeline = open(TIMEHIST)) {
      assertThat(Traces.problems(timeline)).isEqualTo("perftext.timehist=1");
      int baker = timeline.tasksOfTid(31).getFirst().id();
      Task tool = timeline.tasksOfTid(32).getFirst();
      assertThat(tool.pid()).isEqualTo(30);
      assertThat(tool.name()).isEqualTo("my tool");
      int cpu =
          timeline.cpus().stream().filter(c -> c.number() == 1).findFirst().orElseThrow().index();
      List<SchedSlice> slices = slices(timeline, cpu);
      assertThat(slices)
          .filteredOn(s -> s.task() > Task.UNKNOWN)
          .extracting(SchedSlice::task)
          .containsExactly(tool.id(), baker, tool.id());
      assertThat(slices)
          .filteredOn(s -> s.task() > Task.UNKNOWN)
          .extracting(SchedSlice::end)
          .containsExactly(SliceEnd.PREEMPTED, SliceEnd.UNINTERRUPTIBLE, SliceEnd.SLEEPING);
      assertThat(slices)
          .filteredOn(s -> s.task() > Task.UNKNOWN)
          .extracting(SchedSlice::provenance)
          .containsOnly(Provenance.DERIVED);
      assertThat(slices)
          .filteredOn(s -> s.task() == Task.IDLE)
          .singleElement()
          .satisfies(
              s -> {
                assertThat(s.startNs()).isEqualTo(18_000_200_000L);
                assertThat(s.endNs()).isEqualTo(18_000_450_000L);
              });
      assertThat(timeline.wakeups().size()).isEqualTo(1);
      assertThat(timeline.migrations().size()).isEqualTo(1);
      TaskStates states = timeline.states(tool.id());
      List<StateKind> kinds = new ArrayList<>();
      for (long i = 0; i < states.count(); i++) {
        ThreadState state = states.get(i);
        kinds.add(state.kind());
      }
      assertThat(kinds)
          .containsSubsequence(
              StateKind.RUNNING,
              StateKind.RUNNABLE_PREEMPTED,
              StateKind.RUNNABLE_WAKEUP,
              StateKind.RUNNING);
    }
  }

  @Test
  void timehistWithoutStatesOrNextTasks() throws IOException {
    String text =
        TIMEHIST
            .replaceAll("  next: .*", "")
            .replaceAll(" {6}[RDS]\n", "\n")
            .replace("  state", "")
            .replace("  -----", "");
    try (Timeline timeline = open(text)) {
      assertThat(slices(timeline, 0))
          .filteredOn(s -> s.task() > Task.UNKNOWN)
          .extracting(SchedSlice::end)
          .containsOnly(SliceEnd.UNKNOWN);
      assertThat(slices(timeline, 0))
          .filteredOn(s -> s.task() == Task.IDLE)
          .extracting(SchedSlice::provenance)
          .containsOnly(Provenance.INFERRED);
    }
  }

  /// Rows that are out of order, as in texts put together.
  @Test
  void namesOfTimehistFollowEachOther() throws IOException {
    String older =
        "      17.000100 [0001]  my fool[32/30]                      0.000      0.000      0.100   "
            + "   S\n"
            + "      16.000100 [0001]  your tool[32/30]                    0.000      0.000     "
            + " 0.100      S\n";
    try (Timeline timeline = open(TIMEHIST + older)) {
      Task tool = timeline.tasksOfTid(32).getFirst();
      assertThat(timeline.taskNames(tool.id()))
          .extracting(TaskName::name)
          .containsExactly("my tool", "my fool", "your tool");
      assertThat(timeline.taskNames(tool.id()))
          .isSortedAccordingTo(Comparator.comparingLong(TaskName::fromNs));
    }
  }
}
