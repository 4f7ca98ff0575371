package dev.corelane.importers.perf.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventFormatsTest {
  @Test
  void textIsThatOfARunning72Kernel() {
    String text = new EventFormats(KernelVersion.V7_2, 8).get(SchedTracepoint.STAT_RUNTIME).text();
    assertThat(text)
        .isEqualTo(
            """
            name: sched_stat_runtime
            ID: 297
            format:
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
            \tfield:unsigned char common_flags;\toffset:2;\tsize:1;\tsigned:0;
            \tfield:unsigned char common_preempt_count;\toffset:3;\tsize:1;\tsigned:0;
            \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

            \tfield:__data_loc char[] comm;\toffset:8;\tsize:4;\tsigned:0;
            \tfield:pid_t pid;\toffset:12;\tsize:4;\tsigned:1;
            \tfield:u64 runtime;\toffset:16;\tsize:8;\tsigned:0;

            print fmt: "comm=%s pid=%d runtime=%Lu [ns]", __get_str(comm), REC->pid, \
            (unsigned long long)REC->runtime
            """);
  }

  @ParameterizedTest
  @CsvSource({
    // kernel, long, prev_comm, prev_state, its size, next_comm, next_prio
    "3.4, 8, 12, 40, 8, 48, 68",
    "3.4, 4, 12, 36, 4, 40, 60",
    "3.10, 4, 8, 32, 4, 36, 56",
    "4.4, 8, 8, 32, 8, 40, 60",
    "4.14, 4, 8, 32, 4, 36, 56",
    "7.2, 8, 8, 32, 8, 40, 60",
  })
  void switchLayout(
      String kernel, int longSize, int prevComm, int prevState, int size, int nextComm, int last) {
    EventFormat format =
        new EventFormats(KernelVersion.of(kernel), longSize).get(SchedTracepoint.SWITCH);
    assertThat(format.field("prev_comm").offset()).isEqualTo(prevComm);
    assertThat(format.field("prev_state").offset()).isEqualTo(prevState);
    assertThat(format.field("prev_state").size()).isEqualTo(size);
    assertThat(format.field("next_comm").offset()).isEqualTo(nextComm);
    assertThat(format.field("next_prio").offset()).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({
    // kernel, S, D, kernel thread, exit of a thread, preempted in the kernel
    "3.4, 1, 2, 1, 64, 512",
    "3.10, 1, 2, 1, 64, 1024",
    "4.4, 1, 2, 1, 64, 2048",
    "4.9, 1, 2, 1, 64, 4096",
    "4.14, 1, 2, 8, 5, 4096",
    "5.15, 1, 2, 128, 16, 256",
    "6.12, 1, 2, 128, 16, 256",
    "7.2, 1, 2, 128, 16, 256",
  })
  void previousState(String kernel, long s, long d, long idle, long dead, long preempted) {
    TaskStateTable states = KernelVersion.of(kernel).states();
    assertThat(states.encode(TaskState.RUNNING, false)).isZero();
    assertThat(states.encode(TaskState.INTERRUPTIBLE, false)).isEqualTo(s);
    assertThat(states.encode(TaskState.UNINTERRUPTIBLE, false)).isEqualTo(d);
    assertThat(states.encode(TaskState.IDLE, false)).isEqualTo(idle);
    assertThat(states.encode(TaskState.DEAD, false)).isEqualTo(dead);
    assertThat(states.encode(TaskState.RUNNING, true)).isEqualTo(preempted);
  }

  @Test
  void printFormatsOfTheStates() {
    assertThat(KernelVersion.V3_10.states().printArguments())
        .isEqualTo(
            "REC->prev_state & (1024-1) ? __print_flags(REC->prev_state & (1024-1), \"|\","
                + " { 1, \"S\"} , { 2, \"D\" }, { 4, \"T\" }, { 8, \"t\" }, { 16, \"Z\" },"
                + " { 32, \"X\" }, { 64, \"x\" }, { 128, \"K\" }, { 256, \"W\" },"
                + " { 512, \"P\" }) : \"R\", REC->prev_state & 1024 ? \"+\" : \"\"");
    String reported =
        "((((0x0000 | 0x0001 | 0x0002 | 0x0004 | 0x0008 | 0x0010 | 0x0020 | 0x0040) + 1) << 1)";
    assertThat(KernelVersion.V4_14.states().printArguments())
        .startsWith("(REC->prev_state & " + reported + " - 1)) ? __print_flags(")
        .contains("{ 0x01, \"S\" }, { 0x02, \"D\" }", "{ 0x80, \"I\" }) : \"R\"")
        .endsWith("REC->prev_state & 0x1000 ? \"+\" : \"\"");
    assertThat(KernelVersion.V7_2.states().printArguments())
        .contains("{ 0x00000001, \"S\" }")
        .endsWith("| 0x00000040) + 1) << 1) ? \"+\" : \"\"");
  }

  @ParameterizedTest
  @EnumSource(KernelVersion.class)
  void fieldsFollowEachOtherWithoutOverlap(KernelVersion kernel) {
    for (int longSize : new int[] {4, 8}) {
      var formats = new EventFormats(kernel, longSize);
      for (SchedTracepoint tracepoint : formats.tracepoints()) {
        int end = 0;
        for (EventFormat.Field field : formats.get(tracepoint).fields()) {
          assertThat(field.offset()).as(field.declaration()).isGreaterThanOrEqualTo(end);
          end = field.offset() + field.size();
        }
        assertThat(formats.get(tracepoint).size()).isGreaterThanOrEqualTo(end).isLessThan(end + 8);
      }
    }
  }

  @Test
  void differencesBetweenKernels() {
    EventFormats old = new EventFormats(KernelVersion.V3_4, 8);
    assertThat(old.tracepoints()).doesNotContain(SchedTracepoint.WAKING);
    assertThatThrownBy(() -> old.get(SchedTracepoint.WAKING))
        .hasMessage("kernel 3.4 has no sched_waking");
    assertThat(names(old, SchedTracepoint.WAKEUP))
        .isEqualTo("common_padding comm pid prio success target_cpu");
    assertThat(names(new EventFormats(KernelVersion.V7_2, 8), SchedTracepoint.WAKEUP))
        .isEqualTo("comm pid prio target_cpu");
    assertThat(names(new EventFormats(KernelVersion.V5_15, 8), SchedTracepoint.STAT_RUNTIME))
        .isEqualTo("comm pid runtime vruntime");
    assertThat(names(new EventFormats(KernelVersion.V7_2, 8), SchedTracepoint.PROCESS_EXIT))
        .isEqualTo("comm pid prio group_dead");
  }

  private static String names(EventFormats formats, SchedTracepoint tracepoint) {
    return formats.get(tracepoint).fields().stream()
        .map(EventFormat.Field::name)
        .skip(4)
        .collect(Collectors.joining(" "));
  }

  @Test
  void unknownKernelIsNamed() {
    assertThatThrownBy(() -> KernelVersion.of("2.6"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kernel 2.6 is not one of 3.4, 3.10, 4.4, 4.9, 4.14, 5.15, 6.12, 7.2");
  }
}
