package dev.corelane.importers.chrome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.kernel.testing.Facts;
import dev.corelane.importers.testing.TimelineWalk;
import dev.corelane.importers.testing.Traces;
import dev.corelane.trace.model.CounterTrack;
import dev.corelane.trace.model.EventCount;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.timeline.CounterValue;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each kind of trace event makes.
class ChromeTest {
  @TempDir Path folder;

  /// Opens JSON written with single quotes.
  private Timeline open(String json) throws IOException {
    Path file = Files.createTempFile(folder, "trace", "");
    Files.writeString(file, json.replace('\'', '"'));
    Timeline timeline = Traces.open(file);
    TimelineWalk.walk(timeline);
    return timeline;
  }

  private static List<String> names(Timeline timeline) {
    List<String> names = new ArrayList<>();
    for (int task = 2; task < timeline.taskCount(); task++) {
      var t = timeline.task(task);
      names.add(t.pid() + "/" + t.tid() + " " + t.name() + " (" + t.label() + ")");
    }
    return names;
  }

  @Test
  void spansOfThreadsNest() throws IOException {
    try (Timeline timeline =
        open(
            """
            {'otherData':{'a':[1]},'traceEvents':[
             {'ph':'B','ts':1.5,'pid':1,'tid':7,'name':'outer','cat':'c'},
             {'ph':'B','ts':2,'pid':1,'tid':7,'name':'inner','cat':'c','args':{'x':{'y':[1,{}]}}},
             {'ph':'X','ts':2.25,'dur':0.0005,'pid':2,'tid':7,'name':'other'},
             {'ph':'E','ts':3,'pid':1,'tid':7},
             {'ph':'E','ts':4.0004,'pid':1,'tid':7},
             {'ph':'M','pid':1,'tid':7,'name':'thread_name','args':{'name':'main'}},
             {'ph':'M','pid':1,'name':'process_name','args':{'name':'browser'}}
            ],'displayTimeUnit':'ns'}\
            """)) {
      assertThat(Traces.problems(timeline)).isEmpty();
      assertThat(Facts.spans(timeline))
          .containsExactly(
              "c 'outer' 7 1500-4000 recorded",
              "c 'inner' 7 2000-3000 recorded",
              " 'other' 7 2250-2250 recorded");
      assertThat(timeline.spans().get(1).parent()).isZero();
      assertThat(names(timeline)).containsExactly("1/7 main (browser)", "2/7 thread 7 ()");
    }
  }

  @Test
  void asynchronousSpansAreMatchedById() throws IOException {
    try (Timeline timeline =
        open(
            """
            [{'ph':'b','ts':1,'pid':1,'tid':1,'cat':'net','id':'0x1','name':'a'},
             {'ph':'b','ts':2,'pid':1,'tid':2,'cat':'net','id':'0x2','name':'b'},
             {'ph':'n','ts':3,'pid':1,'tid':1,'cat':'net','id':'0x1','name':'step'},
             {'ph':'b','ts':4,'pid':1,'tid':3,'cat':'net','id2':{'local':'0x1'},'name':'l'},
             {'ph':'b','ts':4,'pid':2,'tid':4,'cat':'net','id2':{'local':'0x1'},'name':'l'},
             {'ph':'e','ts':5,'pid':1,'tid':3,'cat':'net','id2':{'local':'0x1'},'name':'l'},
             {'ph':'e','ts':6,'pid':2,'tid':9,'cat':'net','id2':{'local':'0x1'},'name':'l'},
             {'ph':'e','ts':7,'pid':1,'tid':9,'cat':'net','id':'0x1','name':'a'},
             {'ph':'e','ts':8,'pid':1,'tid':9,'cat':'net','id':'0x2','name':'b'},
             {'ph':'S','ts':9,'pid':1,'tid':1,'id':5,'name':'old'},
             {'ph':'T','ts':10,'pid':1,'tid':1,'id':5,'name':'old'},
             {'ph':'F','ts':11,'pid':1,'tid':1,'id':5,'name':'old'}]\
            """)) {
      assertThat(Traces.problems(timeline)).isEmpty();
      assertThat(Facts.spans(timeline))
          .containsExactlyInAnyOrder(
              "net 'a' 1 1000-7000 recorded",
              "net 'b' 2 2000-8000 recorded",
              "net 'l' 3 4000-5000 recorded",
              "net 'l' 4 4000-6000 recorded",
              " 'old' 1 9000-11000 recorded");
      assertThat(Facts.marks(timeline)).containsExactly("net 'step' 1 3000");
      assertThat(timeline.eventCounts()).contains(new EventCount("chrome:T", 1, false));
    }
  }

  @Test
  void countersMarksAndFlows() throws IOException {
    try (Timeline timeline =
        open(
            """
            [{'ph':'C','ts':1,'pid':1,'name':'mem','args':{'used':3,'free':4.5,'note':'x'}},
             {'ph':'C','ts':2,'pid':1,'name':'queue','args':{'value':7}},
             {'ph':'C','ts':3,'pid':2,'name':'queue','args':{'value':8}},
             {'ph':'i','ts':4,'pid':1,'tid':5,'name':'here','s':'t'},
             {'ph':'I','ts':5,'pid':1,'tid':5,'name':'everywhere','s':'g','cat':'gc'},
             {'ph':'s','ts':6,'pid':1,'tid':5,'id':1,'name':'msg','cat':'ipc'},
             {'ph':'f','ts':7,'pid':1,'tid':6,'id':1,'name':'msg','cat':'ipc','bp':'e'}]\
            """)) {
      assertThat(timeline.counterTracks().stream().map(CounterTrack::name))
          .containsExactly("mem.used", "mem.free", "queue", "queue, process 2");
      List<Double> values = new ArrayList<>();
      for (long row = 0; row < timeline.counters().size(); row++) {
        CounterValue value = timeline.counters().get(row);
        values.add(value.value());
      }
      assertThat(values).containsExactly(3.0, 4.5, 7.0, 8.0);
      assertThat(Facts.marks(timeline))
          .containsExactly(
              "instant 'here' 5 4000",
              "gc 'everywhere' -1 5000",
              "flow 'msg starts' 5 6000",
              "flow 'msg arrives from thread 5' 6 7000");
    }
  }

  @Test
  void badEventsAndUnmatchedEndsAreCounted() throws IOException {
    try (Timeline timeline =
        open(
            """
            [{'ph':'E','ts':1,'pid':1,'tid':1},
             {'ph':'B','ts':'2','pid':'p','tid':'main','name':'open'},
             {'ph':'X','pid':1,'tid':1,'name':'no time'},
             {'ph':'X','ts':-5,'pid':1,'tid':1,'name':'negative'},
             {'ph':'X','ts':1e300,'pid':1,'tid':1,'name':'late'},
             {'ph':'?','ts':1},
             {'name':'none'}, 7, [1], null,
             {'ph':'B','ts':9,'pid':1,'tid':2,'name':'back'},
             {'ph':'E','ts':8,'pid':1,'tid':2},
             {'ph':'X','ts':1e1,'dur':1,'pid':1,'tid':1,'name':'exponent'},]\
            """)) {
      assertThat(Traces.problems(timeline))
          .isEqualTo("chrome.bad-event=5, chrome.out-of-order=1, chrome.unmatched=2");
      assertThat(Facts.spans(timeline))
          .containsExactly(
              " 'open' -1 2000-11000 inferred",
              " 'back' 2 9000-9000 recorded",
              " 'exponent' 1 10000-11000 recorded");
      assertThat(names(timeline)).contains("-1/-1 thread main ()");
    }
  }

  /// What is read of a file that is cut, and whether that is damage.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{'ph':'X','ts':1,'dur':1,'name':'a'}                                 | false
          [{'ph':'X','ts':1,'dur':1,'name':'a'},                                | false
          [{'ph':'X','ts':1,'dur':1,'name':'a'},{'ph':'X','ts                   | true
          [{'ph':'X','ts':1,'dur':1,'name':'a'},{'ph':'X','ts':2,'args':{'x':   | true
          {'traceEvents':[{'ph':'X','ts':1,'dur':1,'name':'a'},                 | true
          {'traceEvents':[{'ph':'X','ts':1,'dur':1,'name':'a'}]                 | true
          [{'ph':'X','ts':1,'dur':1,'name':'a'}, oops {'ph':'X','ts':2}]        | true
          """)
  void cutFilesKeepWhatWasRead(String json, boolean damaged) throws IOException {
    try (Timeline timeline = open(json.replace("''", "'"))) {
      assertThat(Facts.spans(timeline)).hasSize(1);
      assertThat(Traces.count(timeline, "chrome.damaged")).isEqualTo(damaged ? 1 : 0);
    }
  }

  @Test
  void kernelTextInsideIsImportedAndItsTasksAreTheEvents() throws IOException {
    String text =
        """
        # tracer: nop\\n#\\n\
              worker-12  [001] d..2.  100.000010: sched_switch: prev_comm=worker prev_pid=12\
         prev_prio=120 prev_state=S ==> next_comm=swapper/1 next_pid=0 next_prio=120\\n\
              <idle>-0  [001] d..2.  100.000020: sched_switch: prev_comm=swapper\\/1 prev_pid=0\
         prev_prio=120 prev_state=R ==> next_comm=w\\u00f6rker next_pid=12 next_prio=120\\n\
        """;
    try (Timeline timeline =
        open(
            "{'traceEvents':[{'ph':'X','ts':100000005.5,'dur':2,'pid':3,'tid':12,'name':'job'}],"
                + "'systemTraceEvents':'"
                + text
                + "','x':1}")) {
      assertThat(Traces.problems(timeline)).isEmpty();
      assertThat(timeline.cpus()).hasSize(1);
      assertThat(timeline.slices(0).count()).isPositive();
      Span span = timeline.spans().get(0);
      assertThat(timeline.task(span.task()).name()).isEqualTo("wörker");
      assertThat(timeline.task(span.task()).tid()).isEqualTo(12);
      assertThat(span.startNs()).isEqualTo(100_000_005_500L);
      assertThat(timeline.sources()).hasSize(2);
    }
  }

  @Test
  void packedFileIsOpened() throws IOException {
    Path file = folder.resolve("trace.json.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          "[{\"ph\":\"X\",\"ts\":1,\"dur\":1,\"name\":\"a\"}]".getBytes(StandardCharsets.UTF_8));
    }
    try (Timeline timeline = Traces.open(file)) {
      assertThat(timeline.spans().size()).isEqualTo(1);
    }
  }

  @Test
  void clockAndMachineOfChromesMetadata() throws IOException {
    try (Timeline timeline =
        open(
            "{'metadata':{'clock-domain':'LINUX_CLOCK_MONOTONIC','product-version':'Chrome/116',"
                + "'deep':{'x':[1]}},'traceEvents':[{'ph':'R','ts':0,'name':'navigationStart'}]}")) {
      assertThat(timeline.clocks().getFirst().name()).isEqualTo("CLOCK_MONOTONIC");
      assertThat(timeline.properties()).containsEntry("recorder.version", "Chrome/116");
    }
  }

  @Test
  void deepNestingEndsInASentenceAndKeepsWhatCameBefore() throws IOException {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> open("{'traceEvents':[" + deep).close())
        .isInstanceOf(TraceReadException.class)
        .hasMessageContaining("no trace event that can be read (line 1");
    try (Timeline timeline =
        open("[{'ph':'X','ts':1,'name':'a'},{'ph':'X','ts':2,'args':{'x':" + deep)) {
      assertThat(Facts.spans(timeline)).hasSize(1);
      assertThat(Traces.problems(timeline)).isEqualTo("chrome.damaged=1");
    }
  }

  @Test
  void otherJsonIsNotClaimed() {
    assertThatThrownBy(() -> open("{'hello':[1,2]}")).hasMessageContaining("in no format");
    assertThatThrownBy(() -> open("[1,2]")).hasMessageContaining("in no format");
    assertThatThrownBy(() -> open("{'traceEvents':[]").close())
        .isInstanceOf(TraceReadException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1000",
    "1.5, 1500",
    "1496637337834, 1496637337834000",
    "12.3456789, 12345",
    "1e3, 1000000",
    "2.5E-1, 250",
    "-1, -1",
    "'', -1",
    "abc, -1",
    "1.x, -1",
    "1.234x, -1",
    "NaN, -1",
    "99999999999999999999, -1",
    "461168601842738, 461168601842738000"
  })
  void microsecondsToNanoseconds(String text, long nanos) {
    assertThat(Microseconds.toNanos(text)).isEqualTo(nanos);
  }
}
