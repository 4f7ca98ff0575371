package dev.corelane.importers.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.model.SchedSlice;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each event of the schema makes, and what is said of records that cannot be.
class SimulatorTest {
  private static final String META =
      "{'event':'meta','name':'format','value':'corelane-simulation 1'}\n";

  @TempDir Path folder;

  /// Opens JSON Lines written with single quotes.
  private Timeline json(String... lines) throws IOException {
    return file(META + String.join("\n", lines));
  }

  private Timeline file(String text) throws IOException {
    Path file = Files.createTempFile(folder, "simulated", "");
    Files.writeString(file, text.replace('\'', '"'));
    Timeline timeline = Traces.open(file);
    TimelineWalk.walk(timeline);
    return timeline;
  }

  private static String message(Timeline timeline, String id) {
    return timeline.problems().stream()
        .filter(p -> p.id().equals(id))
        .map(ImportProblem::message)
        .findFirst()
        .orElse("no " + id);
  }

  /// `tid START-END END` per slice.
  private static List<String> slices(Timeline timeline, int cpu) {
    List<String> lines = new ArrayList<>();
    CpuSlices slices = timeline.slices(cpu);
    for (long i = 0; i < slices.count(); i++) {
      SchedSlice s = slices.get(i);
      int tid = timeline.task(s.task()).tid();
      lines.add(tid + " " + s.startNs() + "-" + s.endNs() + " " + s.end());
    }
    return lines;
  }

  @Test
  void switchesTellWhyTheTaskLeaves() throws IOException {
    try (Timeline timeline =
        json(
            "{'event':'switch','time':10,'cpu':3,'task':5}",
            "{'event':'switch','time':20,'cpu':3,'task':6,'state':'preempted','priority':100}",
            "{'event':'switch','time':30,'cpu':3,'task':5,'state':'yielded'}",
            "{'event':'switch','time':40,'cpu':3,'task':6,'state':'uninterruptible'}",
            "{'event':'switch','time':50,'cpu':3,'task':7,'state':'R+'}",
            "{'event':'switch','time':60,'cpu':3,'task':0,'state':'exited'}",
            "{'event':'mark','time':80,'name':'end'}")) {
      assertThat(Traces.problems(timeline)).isEmpty();
      assertThat(slices(timeline, 0))
          .containsExactly(
              "0 10-10 IDLE_END",
              "5 10-20 PREEMPTED",
              "6 20-30 YIELDED",
              "5 30-40 UNINTERRUPTIBLE",
              "6 40-50 PREEMPTED_KERNEL",
              "7 50-60 EXITED",
              "0 60-80 TRACE_END");
      assertThat(timeline.cpus().getFirst().number()).isEqualTo(3);
      assertThat(timeline.tasksOfTid(6).getFirst().priority()).isEqualTo(100);
      assertThat(timeline.tasksOfTid(7).getFirst().exitRecorded()).isTrue();
    }
  }

  @Test
  void wakeUpsHaveTheirWaker() throws IOException {
    try (Timeline timeline =
        json(
            "{'event':'switch','time':10,'cpu':0,'task':5}",
            "{'event':'switch','time':20,'cpu':0,'task':6,'state':'sleeping'}",
            "{'event':'wakeup','time':30,'task':5,'by':6,'cpu':0}",
            "{'event':'switch','time':45,'cpu':0,'task':5,'state':'preempted'}")) {
      Task five = timeline.tasksOfTid(5).getFirst();
      var states = timeline.states(five.id());
      var runnable = states.get(states.count() - 1);
      assertThat(runnable.kind()).isEqualTo(StateKind.RUNNABLE_WAKEUP);
      assertThat(runnable.durationNs()).isEqualTo(15);
      assertThat(timeline.task(runnable.other()).tid()).isEqualTo(6);
      assertThat(timeline.wakeups().get(0).wakerCpu()).isZero();
    }
  }

  @Test
  void locksAreWaitedForHeldAndGivenUp() throws IOException {
    try (Timeline timeline =
        json(
            "{'event':'lock','lock':'l','name':'the lock','kind':'kernel-mutex'}",
            "{'event':'request','time':10,'task':5,'lock':'l'}",
            "{'event':'acquire','time':10,'task':5,'lock':'l'}",
            "{'event':'request','time':20,'task':6,'lock':'l','mode':'shared'}",
            "{'event':'request','time':25,'task':7,'lock':'l'}",
            "{'event':'abandon','time':28,'task':7,'lock':'l'}",
            "{'event':'release','time':30,'task':5,'lock':'l'}",
            "{'event':'acquire','time':31,'task':6,'lock':'l','mode':'shared'}",
            "{'event':'request','time':40,'task':7,'lock':'l'}",
            "{'event':'mark','time':50,'name':'end'}")) {
      assertThat(Traces.problems(timeline)).isEmpty();
      assertThat(timeline.locks().getFirst().kind()).isEqualTo(LockKind.KERNEL_MUTEX);
      assertThat(Facts.holds(timeline))
          .containsExactly(
              "the lock 5 10-30 exclusive synthetic", "the lock 6 31-50 shared unseen synthetic");
      assertThat(Facts.waits(timeline))
          .containsExactly(
              "the lock 6 20-31 shared held by 5 had synthetic",
              "the lock 7 25-28 exclusive held by 5 not synthetic",
              "the lock 7 40-50 exclusive held by 6 not inferred");
    }
  }

  @Test
  void spansNestAndMarksAndCountersStandAnywhere() throws IOException {
    try (Timeline timeline =
        json(
            "{'event':'begin','time':10,'task':5,'name':'job','category':'c'}",
            "{'event':'begin','time':20,'task':5,'name':'job','category':'c'}",
            "{'event':'end','time':30,'task':5,'name':'job','outcome':'done'}",
            "{'event':'span','time':12,'duration':3,'task':5,'name':'io'}",
            "{'event':'mark','time':7,'name':'tick','cpu':1,'text':'the first'}",
            "{'event':'counter','time':8,'name':'queue','value':2.5,'unit':'tasks','cpu':1}",
            "{'event':'counter','time':9,'name':'queue','value':-1e3,'unit':'tasks','cpu':1}",
            "{'event':'end','time':40,'task':5,'name':'job'}")) {
      assertThat(Traces.problems(timeline)).isEmpty();
      assertThat(Facts.spans(timeline))
          .containsExactly(
              "c 'job' 5 10-40 synthetic",
              " 'io' 5 12-15 synthetic",
              "c 'job' 5 20-30 done synthetic");
      assertThat(Facts.marks(timeline)).containsExactly("tick 'the first' -1 7");
      assertThat(timeline.counterTracks()).hasSize(1);
      assertThat(timeline.counters().get(0).value()).isEqualTo(2.5);
      assertThat(timeline.counters().get(1).value()).isEqualTo(-1000);
      assertThat(timeline.range().startNs()).isEqualTo(7);
    }
  }

  @Test
  void everyProblemNamesLineAndField() throws IOException {
    try (Timeline timeline =
        json(
            "{'event':'switch','time':1.5,'cpu':0,'task':5}",
            "{'event':'switch','time':10,'cpu':99999,'task':5}",
            "{'event':'switch','time':-3,'cpu':0,'task':5}",
            "{'event':'wakeup','time':10}",
            "{'event':'wakeup','time':10,'task':'abc'}",
            "{'event':'sleep','time':10,'task':4}",
            "{'time':10,'task':4}",
            "[1,2]",
            "{'event':'switch','time':10,",
            "",
            "{'event':'switch','time':10,'cpu':0,'task':5,'core':3}",
            "{'event':'request','time':10,'task':5,'lock':'a','mode':'rw'}",
            "{'event':'switch','time':8,'cpu':0,'task':6,'state':'sleeping'}")) {
      assertThat(message(timeline, "simulator.bad-field"))
          .contains(
              "line 2, field time of switch: is \"1.5\", not a whole number from 0 to"
                  + " 4611686018427387904 (2 such)")
          .contains("line 3, field cpu of switch: is \"99999\", not a whole number from 0 to 16382")
          .contains("line 5, field task of wakeup: is missing (2 such)")
          .contains("line 7, field event: is unknown: \"sleep\" (2 such)")
          .contains("line 13, field mode of request: is \"rw\", not one of exclusive, shared");
      assertThat(Traces.count(timeline, "simulator.bad-field")).isEqualTo(8);
      assertThat(message(timeline, "simulator.bad-line"))
          .startsWith("line 9 is not one JSON object: [1,2] (2 such)");
      assertThat(message(timeline, "simulator.unknown-field"))
          .isEqualTo("line 12, field core of switch: is none of this event");
      assertThat(message(timeline, "simulator.out-of-order"))
          .isEqualTo("line 14, field time of switch: 8 is before 10, the time of an event before");
      assertThat(slices(timeline, 0)).contains("5 10-10 SLEEPING");
    }
  }

  @Test
  void contradictionsAreTold() throws IOException {
    try (Timeline timeline =
        json(
            "{'event':'switch','time':10,'cpu':0,'task':5}",
            "{'event':'switch','time':20,'cpu':1,'task':5}",
            "{'event':'switch','time':30,'cpu':1,'task':6,'prev':7,'state':'sleeping'}",
            "{'event':'release','time':31,'task':5,'lock':'l'}",
            "{'event':'abandon','time':32,'task':5,'lock':'l'}",
            "{'event':'end','time':33,'task':5,'name':'n'}",
            "{'event':'request','time':34,'task':5,'lock':'l'}",
            "{'event':'request','time':35,'task':5,'lock':'m'}",
            "{'event':'switch','time':40,'cpu':1,'task':6}")) {
      assertThat(Traces.count(timeline, "simulator.contradiction")).isEqualTo(6);
      assertThat(message(timeline, "simulator.contradiction"))
          .contains("line 3, field task of switch: task 5 comes to CPU 1 while it runs on CPU 0")
          .contains("line 4, field prev of switch: task 7 leaves CPU 1, on which task 5 runs")
          .contains("line 5, field lock of release: task 5 does not hold \"l\"")
          .contains("line 7, field name of end: task 5 has not begun \"n\"");
      assertThat(message(timeline, "simulator.bad-field"))
          .isEqualTo("line 10, field task of switch: is 6, which is on CPU 1 already");
    }
  }

  @Test
  void csvIsReadByItsHeader() throws IOException {
    try (Timeline timeline =
        file(
            """
            # made by hand
            State, EVENT ,Task,cpu,time,note

            ,switch,5,0,10
            sleeping,switch,0,0,"20",x
            "preempted,switch,5,0,30
            ,switch,5,0,40,x,y
            """)) {
      assertThat(slices(timeline, 0)).containsExactly("0 10-10 IDLE_END", "5 10-20 SLEEPING");
      assertThat(message(timeline, "simulator.bad-line"))
          .startsWith("line 6 has a quote that does not match")
          .contains("(2 such)");
      assertThat(message(timeline, "simulator.unknown-field"))
          .isEqualTo("line 5, field note of switch: is none of this event");
    }
  }

  @Test
  void newerVersionAndOtherFilesAreRefusedInASentence() {
    assertThatThrownBy(
            () -> file("{'event':'meta','name':'format','value':'corelane-simulation 2'}"))
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining("version 2 of the schema for simulators; this program reads");
    assertThatThrownBy(() -> file(META.replace("simulation 1", "simulation one")))
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining("no record of a simulator that can be read (line 1, field value");
    assertThatThrownBy(() -> file("{'hello':1}"))
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining("no format that Corelane reads");
  }

  @Test
  void wallClockTimesCanBePlacedBeside() throws IOException {
    try (Timeline timeline =
        json(
            "{'event':'meta','name':'realtime','value':1000000}",
            "{'event':'meta','name':'seed','value':7}",
            "{'event':'mark','time':1,'name':'x'}")) {
      assertThat(timeline.properties()).containsEntry("simulator.seed", "7");
      assertThat(timeline.clocks().getFirst().offsetNs()).isEqualTo(-1000000);
    }
  }
}
