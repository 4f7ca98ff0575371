package dev.corelane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.samples.SampleTrace;
import dev.corelane.samples.SampleTraces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the commands print of real recordings, beside what perf prints of them.
class SampleRecordingsTest {
  private static final int RELEASED = -1;

  private static final Pattern LATENCY =
      Pattern.compile(" +.*:(\\d+) +\\|.* ms \\| +\\d+ \\|.*max: *(\\d+)\\.(\\d{3}) ms \\|.*");

  @TempDir Path folder;

  static List<SampleTrace> samples() {
    return SampleTraces.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void numbersAgreeWithPerfAndAmongThemselves(SampleTrace sample) throws IOException {
    Path file = sample.copyTo(folder);
    Json info = Run.of("info", "--json", file).json();
    List<Json> threads = Run.of("threads", "--json", file).json().elements();
    List<Json> preemptions = Run.of("preemptions", "--json", file).json().elements();

    agreeWithTimehist(sample, threads);
    agreeWithLatency(sample, threads);

    long involuntary = info.number("involuntarySwitches");
    assertThat(involuntary)
        .isPositive()
        .isEqualTo(threads.stream().mapToLong(t -> t.number("involuntarySwitches")).sum())
        .isEqualTo(preemptions.size());
    assertThat(count(preemptions, "user")).isEqualTo(info.number("userPreemptions"));
    assertThat(count(preemptions, "kernel")).isEqualTo(info.number("kernelPreemptions"));
    assertThat(threads).hasSize((int) info.number("tasks"));
    assertThat(info.number("cpus")).isEqualTo(4);
    assertThat(info.number("endNs") - info.number("startNs")).isEqualTo(info.number("durationNs"));
    assertThat(info.number("busyNs") + info.number("idleNs") + info.number("unknownNs"))
        .isEqualTo(4 * info.number("durationNs"));
    assertThat(event(info, "sched:sched_switch")).isEqualTo(info.number("switches"));
    assertThat(info.get("sources").elements().getFirst().number("events"))
        .isEqualTo(info.number("events"));
    assertThat(info.text("kernel.release")).matches("(7\\.2|6\\.12)\\..*");
  }

  private static long count(List<Json> preemptions, String kind) {
    return preemptions.stream().filter(p -> p.text("kind").equals(kind)).count();
  }

  private static long event(Json info, String name) {
    return info.get("eventCounts").elements().stream()
        .filter(event -> event.text("name").equals(name))
        .mapToLong(event -> event.number("count"))
        .sum();
  }

  /// Per thread id; perf gives some to thread -1, and cuts each of its rows to a whole microsecond.
  private static void agreeWithTimehist(SampleTrace sample, List<Json> threads) throws IOException {
    Map<Long, Long> switches = new TreeMap<>();
    Map<Long, Long> runTimeNs = new TreeMap<>();
    for (Json thread : threads) {
      switches.merge(thread.number("tid"), thread.number("switches"), Long::sum);
      runTimeNs.merge(thread.number("tid"), thread.number("runTimeNs"), Long::sum);
    }
    long missing = 0;
    long released = 0;
    for (String line : lines(sample, "expected/timehist-threads.csv").stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      long tid = Long.parseLong(cells[0]);
      long rows = Long.parseLong(cells[1]);
      long perfNs = Long.parseLong(cells[2]) * 1000;
      if (tid == RELEASED) {
        released = rows;
        continue;
      }
      long own = switches.getOrDefault(tid, 0L);
      missing += own - rows;
      assertThat(own).as("switches of tid " + tid).isBetween(rows, rows + 1);
      if (own == rows) {
        assertThat(runTimeNs.getOrDefault(tid, 0L) - perfNs)
            .as("run time of tid %d beside perf's", tid)
            .isBetween(0L, 1000 * rows);
      }
      switches.remove(tid);
    }
    missing += switches.values().stream().mapToLong(Long::longValue).sum();
    assertThat(missing).as("switches that perf gives to tid -1").isEqualTo(released);
  }

  /// The longest run delay is perf's, or longer where `sched_stat_wait` told of an earlier start.
  /// Not looked at: the recorder, whose last wait is cut short by the end of the recording.
  private static void agreeWithLatency(SampleTrace sample, List<Json> threads) throws IOException {
    Map<Long, Long> longest = new TreeMap<>();
    threads.forEach(t -> longest.merge(t.number("tid"), t.number("maxRunDelayNs"), Math::max));
    int equal = 0;
    int longer = 0;
    for (String line : lines(sample, "expected/perf-sched-latency.txt")) {
      Matcher row = LATENCY.matcher(line);
      if (!row.matches() || line.strip().startsWith("perf-")) {
        continue;
      }
      long tid = Long.parseLong(row.group(1));
      long perfUs = Long.parseLong(row.group(2) + row.group(3));
      long beyond = longest.getOrDefault(tid, 0L) - perfUs * 1000;
      assertThat(beyond).as("longest run delay of tid %d beside perf's", tid).isGreaterThan(-1000);
      equal += beyond < 1000 ? 1 : 0;
      longer += beyond < 1000 ? 0 : 1;
    }
    assertThat(equal).as("threads whose longest run delay is perf's").isGreaterThan(20);
    assertThat(longer).isLessThan(equal / 2);
  }

  @Test
  void theTimelineFileTellsTheSameAsTheTrace() throws IOException {
    Path trace = SampleFiles.SMALL.copyTo(folder);
    Path timeline = folder.resolve("x.corelane");
    Json written = Run.of("import", trace, "-o", timeline, "--json").json();
    assertThat(written.number("bytes")).isEqualTo(Files.size(timeline));
    for (String command : List.of("info", "threads", "preemptions")) {
      assertThat(Run.of(command, "--json", timeline)).isEqualTo(Run.of(command, "--json", trace));
      assertThat(Run.of(command, timeline)).isEqualTo(Run.of(command, trace));
    }
    assertThat(written.number("events"))
        .isEqualTo(Run.of("info", "--json", timeline).json().number("events"));
  }

  @Test
  void standardInputTellsTheSameAsTheFile() throws IOException {
    Path trace = SampleFiles.SMALL.copyTo(folder);
    InputStream before = System.in;
    try (InputStream in = Files.newInputStream(trace)) {
      System.setIn(in);
      assertThat(Run.of("threads", "--json", "-")).isEqualTo(Run.of("threads", "--json", trace));
    } finally {
      System.setIn(before);
    }
  }

  private static List<String> lines(SampleTrace sample, String name) throws IOException {
    try (var reader =
        new BufferedReader(new InputStreamReader(sample.open(name), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
