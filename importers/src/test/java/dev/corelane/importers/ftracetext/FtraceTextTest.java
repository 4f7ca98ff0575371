package dev.corelane.importers.ftracetext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.SliceEnd;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.Wakeup;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each layout of a line, and each surprise, by lines made for it.
class FtraceTextTest {
  private static final String OUT =
      "sched_switch: prev_comm=cook prev_pid=31 prev_prio=120 prev_state=%s ==> next_comm=my tool"
          + " next_pid=32 next_prio=120";
  private static final String BACK =
      "sched_switch: prev_comm=my tool prev_pid=32 prev_prio=120 prev_state=S ==> next_comm=cook"
          + " next_pid=31 next_prio=120";

  @TempDir Path folder;

  private Timeline open(String text) throws IOException {
    return open(text.getBytes(StandardCharsets.UTF_8));
  }

  private Timeline open(byte[] text) throws IOException {
    Path file = folder.resolve("unknown");
    Files.write(file, text);
    return Traces.open(file);
  }

  @Test
  void aNumberThatAMailHasSpoiltIsNoNumber() throws IOException {
    String line = " cook-31 [002] d... 7.000010: " + OUT.formatted("S");
    String spoilt = line.replace("next_pid=32", "next_pid=3D32");
    String back = " <idle>-0 [002] d... 7.000030: " + BACK;
    try (Timeline timeline = open(line + "\n" + spoilt + "\n" + back + "\n")) {
      assertThat(timeline.problems())
          .extracting(ImportProblem::id, ImportProblem::count)
          .contains(tuple("text.bad-event", 1L));
      assertThat(timeline.tasksOfTid(3)).isEmpty();
    }
  }

  private static List<SchedSlice> slices(Timeline timeline) {
    List<SchedSlice> all = new ArrayList<>();
    timeline
        .cpus()
        .forEach(
            cpu -> {
              CpuSlices slices = timeline.slices(cpu.index());
              for (long i = 0; i < slices.count(); i++) {
                all.add(slices.get(i));
              }
            });
    return all;
  }

  /// One slice of thread 32 from 7.000010 to 7.000030 on CPU 2 must come out of the two lines.
  private void checkPair(String first, String second, long from, long to) throws IOException {
    try (Timeline timeline = open(first + "\n" + second + "\n")) {
      assertThat(timeline.problems()).as(first).isEmpty();
      assertThat(timeline.cpus())
          .singleElement()
          .satisfies(c -> assertThat(c.number()).isEqualTo(2));
      Task task = timeline.tasksOfTid(32).getFirst();
      assertThat(task.name()).as(first).isEqualTo("my tool");
      assertThat(slices(timeline))
          .as(first)
          .filteredOn(s -> s.task() == task.id())
          .singleElement()
          .satisfies(
              s -> {
                assertThat(s.startNs()).isEqualTo(from);
                assertThat(s.endNs()).isEqualTo(to);
                assertThat(s.end()).isEqualTo(SliceEnd.SLEEPING);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "            cook-31      [002] d..2.     %s: ",
        "            cook-31    [002] d..2     %s: ",
        "            cook-31    [002]     %s: ",
        "            cook-31      (     30) [002] dN.2.     %s: ",
        "            cook-31      (-------) [002] %s: ",
        "a - b[001] c-31      [002] d..2.     %s: ",
        "           <...>-31      [002] d..2.     %s: ",
        "inst:            cook-31    [002] d..2.     %s: ",
        "    cook-31         2d..2.     %s: ",
        "cook-31 2d..2. %s: ",
        "            cook-31    [002]-0x5     %s: ",
        "> >             cook-31    [002] d..2.     %s: ",
        "\t\t    cook-31    [002] d..2.     %s: ",
        "            cook-31      [002] d..2...     %s: ",
        "            cook-31    [002]     %s: (+144)   ",
        "[  100.000001]             cook-31    [002] d..2.     %s: ",
        "[  100.000001][   T31]     cook-31    2d..2. %s: ",
      })
  void everyHead(String head) throws IOException {
    checkPair(
        head.formatted("7.000010") + OUT.formatted("S"),
        head.formatted("7.000030") + BACK,
        7_000_010_000L,
        7_000_030_000L);
    checkPair(
        head.formatted("7.000010001") + OUT.formatted("S") + "\r",
        head.formatted("7.000030002") + BACK + "\r",
        7_000_010_001L,
        7_000_030_002L);
  }

  @Test
  void aPageAroundPlainText() throws IOException {
    String line = "   cook-31    [002] dl.2.     7.000010: " + OUT.formatted("S") + "\n";
    try (Timeline timeline =
        open(
            "<html><body><pre>\n" + line.replace(">", "&gt;").repeat(2) + "</pre></body></html>")) {
      assertThat(timeline.sources().getFirst().importer()).isEqualTo("ftrace-text");
      assertThat(timeline.tasksOfTid(32).getFirst().name()).isEqualTo("my tool");
    }
  }

  /// A prompt and a message of the kernel begin with a bracket, as JSON does.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[root@box ~]# cat trace\n",
        "[   99.0] Dumping ftrace buffer:\n",
        "[12345.678901] x\n"
      })
  void textBeforeTheTrace(String before) throws IOException {
    String line = "   cook-31    [002] d..2.     7.000010: " + OUT.formatted("S") + "\n";
    try (Timeline timeline = open(before + line.repeat(2))) {
      assertThat(timeline.sources().getFirst().importer()).isEqualTo("ftrace-text");
      assertThat(timeline.tasksOfTid(31).getFirst().name()).isEqualTo("cook");
    }
  }

  /// The head of a line is all that tells the name of a thread that does not switch.
  @Test
  void theTimeOfAMessageIsNoPartOfTheName() throws IOException {
    String head = "[  100.000001][   T77]  knife-77    [001] d..2.     7.000009: ";
    String other = "[  100.000002] cook-31    [002] d..2.     7.000010: ";
    try (Timeline timeline =
        open(
            head
                + "sched_waking: comm=cook pid=31 prio=120 target_cpu=002\n"
                + other
                + OUT.formatted("S")
                + "\n")) {
      assertThat(timeline.tasksOfTid(77).getFirst().name()).isEqualTo("knife");
    }
  }

  @Test
  void pluginLayoutDoesNotTellTheKindOfPreemption() throws IOException {
    String head = "            cook-31    [002]     7.0000%s: sched_switch:         ";
    try (Timeline timeline =
        open(
            head.formatted("10")
                + "c:o:o:k:31 [120] R ==> my [4] tool:32 [-1]\n"
                + head.formatted("30")
                + "my [4] tool:32 [-1] I ==> c:o:o:k:31 [120]\n")) {
      assertThat(timeline.tasksOfTid(32).getFirst().name()).isEqualTo("my [4] tool");
      assertThat(timeline.tasksOfTid(31).getFirst().name()).isEqualTo("c:o:o:k");
      assertThat(timeline.tasksOfTid(32).getFirst().priority()).isEqualTo(-1);
      assertThat(slices(timeline)).extracting(SchedSlice::end).contains(SliceEnd.PREEMPTED);
      assertThat(Traces.problems(timeline)).isEqualTo("text.preemption-untold=1");
    }
  }

  @Test
  void statesAsNumbersAreReadByTheKernelThatTheyTell() throws IOException {
    String raw =
        "  cook-31  [002] %d.000000: sched_switch:  prev_comm=cook prev_pid=31 prev_prio=120"
            + " prev_state=%s next_comm=cook next_pid=31 next_prio=120\n";
    assertThat(ends(raw, "0", "1", "0x100", "64", "128"))
        .containsExactly(
            SliceEnd.PREEMPTED_USER,
            SliceEnd.SLEEPING,
            SliceEnd.PREEMPTED_KERNEL,
            SliceEnd.SLEEPING,
            SliceEnd.SLEEPING);
    assertThat(ends(raw, "2048", "130", "64", "1026"))
        .containsExactly(
            SliceEnd.PREEMPTED_KERNEL,
            SliceEnd.UNINTERRUPTIBLE,
            SliceEnd.EXITED,
            SliceEnd.UNINTERRUPTIBLE);
    assertThat(ends(raw, "4096", "5", "8"))
        .containsExactly(SliceEnd.PREEMPTED_KERNEL, SliceEnd.EXITED, SliceEnd.SLEEPING);
    assertThat(ends(raw, "1", "64")).containsExactly(SliceEnd.SLEEPING, SliceEnd.UNKNOWN);
  }

  private List<SliceEnd> ends(String line, String... states) throws IOException {
    var text = new StringBuilder(line.formatted(1, "1"));
    for (int i = 0; i < states.length; i++) {
      text.append(line.formatted(i + 2, states[i]));
    }
    try (Timeline timeline = open(text.toString())) {
      return slices(timeline).stream()
          .filter(s -> s.durationNs() > 0)
          .map(SchedSlice::end)
          .limit(states.length)
          .toList();
    }
  }

  /// Kernels from 4.14 until before 4.20 print the index of the state as bits.
  @Test
  void stateIndexPrintedAsBits() throws IOException {
    String line =
        "  k-31  [002] %d.000000: sched_switch: prev_comm=kworker/2:0 prev_pid=31 prev_prio=120"
            + " prev_state=%s ==> next_comm=kworker/2:0 next_pid=31 next_prio=120\n";
    assertThat(ends(line, "t", "S|T", "D|T", "D", "R+"))
        .containsExactly(
            SliceEnd.SLEEPING,
            SliceEnd.EXITED,
            SliceEnd.EXITED,
            SliceEnd.UNINTERRUPTIBLE,
            SliceEnd.PREEMPTED_KERNEL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dlh3.", "dBh3.", "dLs2.", ".b.1."})
  void lazyRescheduleLetters(String flags) throws IOException {
    String wake = ": sched_wakeup: comm=my tool pid=32 prio=120 target_cpu=000\n";
    try (Timeline timeline = open("  cook-31   [000] " + flags + "  1.000000" + wake)) {
      assertThat(timeline.properties()).containsEntry(Properties.KERNEL_PREEMPTION, "lazy");
    }
    try (Timeline timeline = open("  cook-31   [000] dNh3.  1.000000" + wake)) {
      assertThat(timeline.properties()).doesNotContainKey(Properties.KERNEL_PREEMPTION);
    }
  }

  @Test
  void wakeUpInAnInterrupt() throws IOException {
    String line =
        "  cook-31 [000] d.%s2.  %d.000000: sched_waking: comm=a pid=5 prio=120 target_cpu=001\n";
    try (Timeline timeline = open(line.formatted("h", 1) + line.formatted(".", 2))) {
      assertThat(List.of(timeline.wakeups().get(0), timeline.wakeups().get(1)))
          .extracting(Wakeup::inInterrupt)
          .containsExactly(true, false);
    }
  }

  @Test
  void headerTellsModelReleaseAndOverwrittenEvents() throws IOException {
    String header =
        """
        # tracer: nop
        #
        # entries-in-buffer/entries-written: 2/12   #P:4
        # nop latency trace v1.1.5 on 7.9.1-test
        # latency: 0 us, #2/2, CPU#0 | (M:PREEMPT(lazy) VP:0, KP:0, SP:0 HP:0 #P:4)
        """;
    try (Timeline timeline =
        open(
            header
                + "    cook-31    2d..2.  10us!: "
                + OUT.formatted("S")
                + "\n"
                + "    cook-31    2d..2.  30us : "
                + BACK
                + "\n")) {
      assertThat(timeline.properties())
          .containsEntry(Properties.KERNEL_RELEASE, "7.9.1-test")
          .containsEntry(Properties.KERNEL_PREEMPTION, "lazy");
      assertThat(Traces.count(timeline, "ftracetext.overwritten")).isEqualTo(10);
      assertThat(Traces.count(timeline, "ftracetext.relative-time")).isEqualTo(1);
      assertThat(timeline.range().startNs()).isEqualTo(10_000);
      assertThat(timeline.range().endNs()).isEqualTo(30_000);
    }
  }

  @Test
  void lostEventsAndBuffersThatStartLaterAreHoles() throws IOException {
    String line = "  cook-31    [002] d..2.  %d.000000: ";
    try (Timeline timeline =
        open(
            line.formatted(1)
                + OUT.formatted("S")
                + "\nCPU:2 [LOST 17 EVENTS]\n"
                + line.formatted(5)
                + OUT.formatted("S")
                + "\n##### CPU 3 buffer started ####\n"
                + "  cook-33    [003] d..2.  6.000000: sched_wakeup: comm=x pid=9 prio=1"
                + " target_cpu=003\n")) {
      assertThat(timeline.holes()).extracting(h -> h.lostEvents()).containsExactly(17L, 0L);
      assertThat(Traces.count(timeline, "ftracetext.lost")).isEqualTo(17);
      assertThat(timeline.properties()).containsEntry(Properties.LOST_EVENTS, "17");
    }
  }

  @Test
  void clocksThatCount() throws IOException {
    checkTicks("  cook-31    [002] d..2.   %s: ");
    checkTicks("  cook-31    [002] d..2.%s: ");
    checkTicks("  cook-31    [002]-0x1%s: ");
    checkTicks("  cook-31    [002]-0x25%s: ");
    checkTicks("cook-31 2d..2.%s: ");
  }

  private void checkTicks(String head) throws IOException {
    try (Timeline timeline =
        open(
            head.formatted("217471135678")
                + OUT.formatted("S")
                + "\n"
                + head.formatted("217471230380")
                + BACK
                + "\n")) {
      assertThat(Traces.problems(timeline)).as(head).isEqualTo("text.clock-ticks=1");
      assertThat(timeline.range().startNs()).as(head).isEqualTo(217471135678L);
      assertThat(timeline.range().endNs()).as(head).isEqualTo(217471230380L);
    }
  }

  @Test
  void marks() throws IOException {
    String text =
        """
          app-7 ( 5) [001] ...1  3.000000: tracing_mark_write: B|5|draw [x]
          app-7 [001] ...1  4.000000: print: tracing_mark_write: E|5
          app-7 [001] ...1  5.000000: print:  0xffffffff81234567: hello
        """;
    try (Timeline timeline = open(text)) {
      List<Mark> marks = new ArrayList<>();
      for (long row = 0; row < timeline.marks().size(); row++) {
        marks.add(timeline.marks().get(row));
      }
      assertThat(marks).extracting(Mark::text).containsExactly("B|5|draw [x]", "E|5", "hello");
      assertThat(timeline.tasksOfTid(7))
          .singleElement()
          .satisfies(
              t -> {
                assertThat(t.pid()).isEqualTo(5);
                assertThat(t.name()).isEqualTo("app");
              });
    }
  }

  @Test
  void pages() throws IOException {
    String rows =
        "            cook-31    [002] d..2.     7.000010: "
            + OUT.formatted("S").replace("==>", "==&gt;")
            + "\n            cook-31    [002] d..2.     7.000030: "
            + BACK.replace("==>", "==&gt;");
    String page =
        "<!DOCTYPE html>\n<html><head><title>Android System Trace</title><script>var a = 1 - 2;"
            + "</script>\n<script class=\"trace-data\" type=\"application/text\">\n"
            + "PID TID CMD\n</script>\n"
            + "<script class=\"trace-data\" type=\"application/text\">\n# tracer: nop\n"
            + rows
            + "\n</script></html>\n";
    checkPair(page, "", 7_000_010_000L, 7_000_030_000L);
    String legacy =
        "<html>\n<script>\n  var linuxPerfData = \"# tracer: nop\\n\\\n"
            + rows.replace("==&gt;", "==>").replace("\n", "\\n\\\n")
            + "\\n\";\n</script>\n</html>\n";
    checkPair(legacy, "", 7_000_010_000L, 7_000_030_000L);
    checkPair(rows, "", 7_000_010_000L, 7_000_030_000L);
  }

  @Test
  void compressedAtrace() throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes("capturing trace... done\nTRACE:\n".getBytes(StandardCharsets.US_ASCII));
    try (var deflater = new DeflaterOutputStream(bytes)) {
      for (int i = 10; i < 99; i++) {
        String row = "  cook-31  [002] d..2. 7.0000" + i + ": sched_waking: comm=a pid=5 prio=1";
        deflater.write((row + " target_cpu=0\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
    try (Timeline timeline = open(bytes.toByteArray())) {
      assertThat(timeline.wakeups().size()).isEqualTo(89);
      assertThat(timeline.problems()).extracting(p -> p.id()).containsExactly("text.no-switches");
    }
    byte[] cut = java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 40);
    try (Timeline timeline = open(cut)) {
      assertThat(timeline.wakeups().size()).isBetween(1L, 88L);
      assertThat(Traces.count(timeline, "ftracetext.compressed-damaged")).isEqualTo(1);
    }
  }

  @Test
  void badLinesAreCountedAndTheFirstQuoted() throws IOException {
    String line = "  cook-31    [002] d..2.  %d.000000: ";
    try (Timeline timeline =
        open(
            line.formatted(1)
                + OUT.formatted("S")
                + "\nwhat is this\n"
                + line.formatted(2)
                + "sched_switch: prev_comm=cook prev_pid=\n=> schedule\nnor this\n"
                + line.formatted(3)
                + BACK
                + "\n")) {
      assertThat(Traces.problems(timeline)).isEqualTo("text.bad-event=1, text.unknown-line=2");
      assertThat(timeline.problems())
          .extracting(p -> p.message())
          .contains("line 2 is no event: what is this");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time,pid,event\n2026-01-02 10:00:00.123456,31,LWLock\n",
        "{\"ts\": 1.000001, \"tid\": 31, \"name\": \"a-31 [002] 1.000001: x: y\"}\n",
        "2026-01-02 10:00:00.123456 UTC [31] LOG:  duration: 1.000001 ms  statement: select 1\n",
        "31-2 [abc] 12\n",
      })
  void otherTextIsNotClaimed(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(new FtraceTextImporter().probe(new TraceHead("x", bytes, bytes.length)).confidence())
        .isZero();
  }

  @Test
  void outputOfTheOptionsRawHexAndBinIsRefused() {
    assertThatThrownBy(() -> open("# tracer: nop\n#\n210 0 247732012086 type: 312\n"))
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining("options raw, hex and bin");
    assertThatThrownBy(() -> open("# tracer: function_graph\n#\n 0)   0.123 us    |  knead();\n"))
        .hasMessageContaining("is a call graph (function_graph), whose lines have no times");
  }

  @Test
  void anEmptyTraceOpens() throws IOException {
    try (Timeline timeline = open("# tracer: nop\n#\n# entries-in-buffer/entries-written: 0/0\n")) {
      assertThat(Traces.problems(timeline)).isEqualTo("text.no-switches=1");
    }
  }
}
