package dev.corelane.importers.postgres;

import static dev.corelane.importers.postgres.PostgresFiles.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.importers.Importers;
import dev.corelane.samples.SampleTraces;
import dev.corelane.trace.diagnostics.ImportProblem;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/// Files of one server, and of several whose process ids mean different processes.
class ServersTest {
  /// 2026-11-21 09:00:00 UTC.
  private static final long NINE = 1_795_251_600L;

  private static final int FORMS = 4;

  private Path folder = Path.of("");

  /// A message, or a sample, of a session.
  private record Seen(int pid, long start, long at, String text) {
    String csv() {
      return "%s UTC,u,d,%d,,%x.%x,1,,%s UTC,,0,LOG,00000,\"%s\",,,,,,,,,psql\n"
          .formatted(time(at), pid, start, pid, time(start), text);
    }

    String json() {
      return ("{\"timestamp\":\"%s UTC\",\"pid\":%d,\"session_id\":\"%x.%x\",\"error_severity\":"
              + "\"LOG\",\"message\":\"%s\"}\n")
          .formatted(time(at), pid, start, pid, text);
    }

    String line() {
      return "%s UTC [%x.%x] LOG:  %s\n".formatted(time(at), start, pid, text);
    }

    String sample() {
      return "%s+00,%d,client backend,idle,,,%s.250+00\n".formatted(time(at), pid, time(start));
    }

    private static String time(long second) {
      return Instant.ofEpochSecond(second).toString().replace('T', ' ').replace("Z", ".000");
    }

    String in(int form) {
      return switch (form) {
        case 0 -> csv();
        case 1 -> json();
        case 2 -> line();
        default -> sample();
      };
    }
  }

  @BeforeProperty
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("corelane-servers");
  }

  @AfterProperty
  void deleteFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    }
  }

  private static Seen seen(int pid, long start, long at, String text) {
    return new Seen(pid, NINE + start, NINE + at, text);
  }

  private static List<String> told(Timeline timeline) {
    return timeline.problems().stream()
        .filter(p -> p.id().equals("postgres.other-server"))
        .map(ImportProblem::message)
        .toList();
  }

  /// `TID NAME: TEXT` of each message.
  private static List<String> messages(Timeline timeline) {
    return PostgresFiles.all(timeline.marks()).stream()
        .map(
            mark -> {
              Task task = timeline.task(mark.task());
              return task.tid() + " " + task.name() + ": " + mark.text();
            })
        .sorted()
        .toList();
  }

  @Example
  void processesThatLivedTwiceAtATimeAreOfTwoServers() throws IOException {
    String primary =
        seen(5, 0, 100, "a").csv()
            + seen(6, 50, 110, "b").csv()
            + seen(5, 0, 400, "process 5 acquired ShareLock on transaction 9 after 20.000 ms")
                .csv();
    String replica =
        seen(5, 200, 300, "c").csv()
            + seen(7, 50, 310, "process 7 acquired ShareLock on transaction 9 after 20.000 ms")
                .csv();
    try (Timeline timeline = open(folder, "primary.csv", primary, "replica.csv", replica)) {
      assertThat(messages(timeline))
          .containsExactly("-1 postgres 5 (replica.csv): c", "5 postgres: a", "6 postgres: b");
      assertThat(timeline.locks())
          .extracting(lock -> lock.name())
          .containsExactlyInAnyOrder("transaction 9", "transaction 9 (replica.csv)");
      assertThat(told(timeline))
          .containsExactly(
              "replica.csv is of another server than primary.csv: process id 5 stood for two"
                  + " sessions at once, begun at 2026-11-21T09:00:00Z and at 2026-11-21T09:03:20Z;"
                  + " such pairs of sessions: 1");
    }
  }

  @Example
  void sameMessagesOfTwoServersAreNotToldTwice() throws IOException {
    String one = seen(5, 0, 100, "shutting down").csv() + seen(5, 0, 400, "end").csv();
    String other = seen(5, 50, 100, "shutting down").csv();
    try (Timeline timeline = open(folder, "one.csv", one, "other.csv", other)) {
      assertThat(messages(timeline)).filteredOn(m -> m.endsWith("shutting down")).hasSize(2);
    }
  }

  @Example
  void aProcessIdUsedOneAfterAnotherIsNoContradiction() throws IOException {
    String early = seen(5, 0, 100, "a").csv() + seen(6, 0, 100, "b").csv();
    String late = seen(5, 100, 300, "c").csv() + seen(6, 99, 300, "d").csv();
    try (Timeline timeline = open(folder, "early.csv", early, "late.csv", late)) {
      assertThat(told(timeline)).isEmpty();
      assertThat(messages(timeline))
          .containsExactly("5 postgres: a", "5 postgres: c", "6 postgres: b", "6 postgres: d");
    }
  }

  @Example
  void timesWithoutAZoneContradictNothing() throws IOException {
    String zoned = seen(5, 100, 300, "a").line();
    String local = seen(5, 0, 200, "b").line().replace(" UTC", "");
    try (Timeline timeline = open(folder, "zoned.log", zoned, "local.log", local)) {
      assertThat(told(timeline)).isEmpty();
    }
    try (Timeline timeline =
        open(folder, "zoned.log", zoned, "other.log", seen(5, 0, 200, "b").line())) {
      assertThat(told(timeline)).hasSize(1);
    }
  }

  /// The larger file is read first, but is of another machine, of which only some process ids are
  /// by accident those of the recorded one.
  @Example
  void theServerOfTheRecordingIsThatWhoseProcessesItHas() throws IOException {
    Path incident = Files.createDirectory(folder.resolve("incident"));
    Path sample = SampleTraces.of("spinlock-7.2-lazy-sched").orElseThrow().copyTo(incident);
    List<Integer> pids;
    long from;
    try (Timeline timeline = Importers.open(List.of(sample), ProgressMonitor.NONE)) {
      long offset =
          timeline.clocks().stream()
              .filter(clock -> clock.name().equals(ClockDomain.REALTIME))
              .findFirst()
              .orElseThrow()
              .offsetNs();
      from = (timeline.range().startNs() - offset) / 1_000_000_000L;
      pids =
          IntStream.range(Task.UNKNOWN + 1, timeline.taskCount())
              .mapToObj(timeline::task)
              .filter(task -> task.name().equals("postgres"))
              .map(Task::tid)
              .limit(10)
              .toList();
    }
    assertThat(pids).hasSize(10);
    var here = new StringBuilder();
    var there = new StringBuilder();
    for (int pid : pids) {
      here.append(new Seen(pid, from - 60, from + 1, "mine").csv());
    }
    for (int i = 0; i < 50; i++) {
      int pid = i < 3 ? pids.get(i) : 3_000_000 + i;
      there.append(new Seen(pid, from - 90, from + 1, "foreign").csv());
    }
    Files.writeString(incident.resolve("a-replica.csv"), there.toString());
    Files.writeString(incident.resolve("primary.csv"), here.toString());
    try (Timeline timeline = Importers.open(List.of(incident), ProgressMonitor.NONE)) {
      assertThat(told(timeline)).singleElement().asString().startsWith("a-replica.csv is of");
      assertThat(messages(timeline))
          .filteredOn(m -> m.endsWith("mine"))
          .hasSize(10)
          .noneMatch(m -> m.startsWith("-1 "));
      assertThat(messages(timeline))
          .filteredOn(m -> m.endsWith("foreign"))
          .hasSize(50)
          .allMatch(m -> m.startsWith("-1 "));
    }
  }

  @Property(tries = 60)
  void howeverAServerIsToldItIsOne(@ForAll long seed) throws IOException {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    try (Timeline timeline =
        open(folder, files(random, sessions(random, 0), "one", random.nextBoolean()))) {
      assertThat(told(timeline)).isEmpty();
      for (int task = Task.UNKNOWN + 1; task < timeline.taskCount(); task++) {
        assertThat(timeline.task(task).tid()).isPositive();
      }
    }
  }

  @Property(tries = 60)
  void twoServersAreNeverMixed(@ForAll long seed) throws IOException {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Seen> one = sessions(random, 0);
    List<Seen> other = sessions(random, random.nextLong(3, 8));
    var files = new ArrayList<>(List.of(files(random, one, "one", false)));
    files.addAll(List.of(files(random, other, "other", false)));
    try (Timeline timeline = open(folder, files.toArray(String[]::new))) {
      var servers = new TreeMap<Integer, String>();
      for (var mark : PostgresFiles.all(timeline.marks())) {
        if (mark.text().contains("says")) {
          String server = mark.text().substring(0, mark.text().indexOf(' '));
          assertThat(servers.merge(mark.task(), server, (a, b) -> a.equals(b) ? a : "both"))
              .as("server of %s", timeline.task(mark.task()))
              .isEqualTo(server);
        }
      }
      assertThat(told(timeline)).isNotEmpty();
    }
  }

  /// Sessions of a server, some processes living all the time, others one after another under the
  /// same ids.
  private static List<Seen> sessions(RandomGenerator random, long shift) {
    var all = new ArrayList<Seen>();
    for (int pid = 1; pid <= 4; pid++) {
      for (long at = 10; at < 400; at += 5) {
        all.add(seen(pid, shift, at, ""));
      }
    }
    for (int pid = 10; pid < 14; pid++) {
      long at = random.nextLong(10, 40);
      while (at < 380) {
        long start = at;
        int rows = random.nextInt(1, 5);
        for (int i = 0; i < rows; i++) {
          all.add(seen(pid, start, at, ""));
          at += random.nextLong(1, 12);
        }
        at += random.nextLong(2, 60);
      }
    }
    return all;
  }

  /// Each row in one or more of some files, all of which tell of the processes that live longest;
  /// or in one after another, which tell nothing of those.
  private static String[] files(
      RandomGenerator random, List<Seen> rows, String server, boolean rotated) {
    int count = random.nextInt(1, 4);
    var texts = new StringBuilder[count];
    var forms = new int[count];
    for (int i = 0; i < count; i++) {
      forms[i] = random.nextInt(i == 0 ? FORMS - 1 : FORMS);
      texts[i] =
          new StringBuilder(
              forms[i] < FORMS - 1
                  ? ""
                  : "at,pid,backend_type,state,wait_event_type,wait_event,backend_start\n");
    }
    List<Seen> inOrder = rows.stream().sorted(Comparator.comparingLong(Seen::at)).toList();
    for (Seen row : inOrder) {
      for (int i = 0; i < count; i++) {
        boolean here = row.pid() < 10 || random.nextInt(3) > 0;
        if (rotated ? row.pid() >= 10 && i == (row.at() - NINE) * count / 400 : here) {
          texts[i].append(
              new Seen(row.pid(), row.start(), row.at(), server + " says " + row.at())
                  .in(forms[i]));
        }
      }
    }
    var result = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      result.add(server + i + List.of(".csv", ".json", ".log", "_activity.csv").get(forms[i]));
      result.add(texts[i].toString());
    }
    return result.toArray(String[]::new);
  }
}
