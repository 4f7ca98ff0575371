package dev.corelane.importers.testing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corelane.importers.perf.testing.KernelVersion;
import dev.corelane.importers.perf.testing.SyntheticWorkload;
import dev.corelane.importers.perf.testing.WorkloadOptions;
import dev.corelane.importers.testing.TextRecorder.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/// Looks for bytes that break the reader of ftrace text and perf text, guided by the code that they
/// reach, in the profile `fuzz`; without it the seeds are read. What it has found stands as an
/// ordinary test in [DamagedTextTest].
class TextFuzzTest {
  @Tag("fuzz")
  @MethodSource("seeds")
  @FuzzTest
  void anyBytesGiveATimelineOrASentence(byte[] bytes) {
    read(bytes);
  }

  @Test
  void seedsAreRead() throws IOException {
    own().forEach(TextFuzzTest::read);
  }

  private static void read(byte[] bytes) {
    Fuzzing.read(bytes, TextFuzzTest::both);
  }

  static Stream<byte[]> seeds() throws IOException {
    return Fuzzing.seeds(own());
  }

  private static void both(byte[] bytes) {
    FuzzTarget.ftraceText(bytes);
    FuzzTarget.perfText(bytes);
  }

  private static List<byte[]> own() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      var recorder = new TextRecorder(layout);
      SyntheticWorkload.run(WorkloadOptions.of(KernelVersion.V6_12, 2, 9, 5), 20, recorder);
      seeds.add(recorder.text());
    }
    seeds.add(TIMEHIST.getBytes(StandardCharsets.UTF_8));
    seeds.add(PROBES.getBytes(StandardCharsets.UTF_8));
    seeds.add(PAGE.getBytes(StandardCharsets.UTF_8));
    return seeds;
  }

  private static final String TIMEHIST =
      """
                 time    cpu  task name                       wait time  sch delay   run time  state
                              [tid/pid]                          (msec)     (msec)     (msec)
      --------------- ------  ------------------------------  ---------  ---------  ---------  -----
            10.000100 [0001]  postgres[12/10]                     0.000      0.010      1.500      S
            10.000200 [0001]  <idle>                              0.000      0.000      0.100      R
            10.000300 [0001]  kworker[3]                                              awakened: a[4]
      """;

  private static final String PROBES =
      """
      postgres  12 [001]  10.000001: sdt_postgresql:lwlock__wait__start: (5555) arg1=1 arg2=0
      postgres  12 [001]  10.000002: sdt_postgresql:query__start: (5555) arg1="select 1"
      postgres  12 [001]  10.000003: syscalls:sys_enter_futex: uaddr: 0x7f, op: 0x80, val: 0x0
      postgres  12 [001]  10.000004: lock:contention_begin: 0xff (flags=SPIN|MUTEX)
      postgres  12 [001]  10.000005: irq:irq_handler_entry: irq=1 name=eth0
      """;

  private static final String PAGE =
      """
      <!DOCTYPE html><html><title>Android System Trace</title>
      <script class="trace-data" type="application/text">
      # tracer: nop
      # entries-in-buffer/entries-written: 5/9   #P:2
      CPU:0 [LOST 3 EVENTS]
       a-1 ( 1) [000] d..2 1.000001: tracing_mark_write: B|1|x
       a-1 ( 1) [000] d..2 1.000002: cpu_frequency: state=1000 cpu_id=0
       a-1 ( 1) [000] d..2 1.000003: sched_switch: prev_comm=a prev_pid=1 prev_prio=120\
       prev_state=S ==> next_comm=b next_pid=2 next_prio=120
      </script></html>
      """;
}
