package dev.corelane.importers.chrome;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.testing.FuzzTarget;
import dev.corelane.importers.testing.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the reader of trace-event JSON, guided by the code that they reach,
/// in the profile `fuzz`; without it the seeds are read. What it has found stands as an ordinary
/// test in [ChromeTest].
class ChromeFuzzTest {
  @Tag("fuzz")
  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    read(bytes);
  }

  @Test
  void seedsAreRead() throws IOException {
    own().forEach(ChromeFuzzTest::read);
  }

  private static void read(byte[] bytes) {
    Fuzzing.read(bytes, b -> FuzzTarget.importBy(new ChromeImporter(), b, t -> {}));
  }

  static Stream<byte[]> seeds() throws IOException {
    return Fuzzing.seeds(own());
  }

  private static List<byte[]> own() {
    return Stream.of(
            "{'traceEvents':[{'ph':'B','ts':1.5,'pid':1,'tid':7,'name':'a','cat':'c'},"
                + "{'ph':'E','ts':3,'pid':1,'tid':7},"
                + "{'ph':'X','ts':2,'dur':0.5,'pid':2,'tid':7,'name':'x','args':{'y':[1,{}]}},"
                + "{'ph':'M','pid':1,'tid':7,'name':'thread_name','args':{'name':'main'}},"
                + "{'ph':'M','pid':1,'name':'process_name','args':{'name':'p'}}],"
                + "'metadata':{'clock-domain':'LINUX_CLOCK_MONOTONIC'}}",
            "[{'ph':'b','ts':1,'cat':'n','id':'0x1','name':'a'},"
                + "{'ph':'n','ts':3,'cat':'n','id':'0x1','name':'s'},"
                + "{'ph':'e','ts':4,'cat':'n','id2':{'local':'0x1'},'name':'l'},"
                + "{'ph':'s','ts':6,'pid':1,'tid':5,'id':1,'name':'m'},"
                + "{'ph':'f','ts':7,'pid':1,'tid':6,'id':1,'name':'m'},"
                + "{'ph':'C','ts':1e1,'pid':1,'name':'mem','args':{'used':3,'free':4.5}},"
                + "{'ph':'i','ts':4,'pid':'p','tid':'t','name':'here','s':'g'},",
            "{'systemTraceEvents':'# tracer: nop\\n a-1 [000] d..2 1.000003: sched_switch:"
                + " prev_comm=a prev_pid=1 prev_prio=120 prev_state=S ==> next_comm=\\u0062"
                + " next_pid=2 next_prio=120\\n','traceEvents':[{'ph':'X','ts':1,'tid':1}]}")
        .map(text -> text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .toList();
  }
}
