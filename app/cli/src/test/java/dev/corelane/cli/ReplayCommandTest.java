package dev.corelane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.samples.SampleTraces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replays of scenarios from the command line.
class ReplayCommandTest {
  private static final Object[] CONVOY = {
    "--scenario", "lock-convoy", "--set", "clients=6", "--seeds", "2"
  };

  @TempDir private Path folder;

  @Test
  void fieldsAreThoseOfTheDocument() throws IOException {
    Run replay = run(CONVOY, "replay", "--model", "none,rt-lazy", "--sensitivity", "--json");
    Run policies =
        Run.of(
            "replay",
            "--scenario",
            "pg-spinlock-7.0",
            "--set",
            "clients=8",
            "--set",
            "cpus=2",
            "--seeds",
            "1",
            "--json");
    Run sweep = run(CONVOY, "sweep", "--over", "clients=2,24", "--json");
    Run list = Run.of("replay", "--list", "--json");
    assertThat(replay.code()).as(replay.err()).isZero();
    assertThat(sweep.code()).as(sweep.err()).isZero();

    Readme readme = Readme.read();
    var seen = new TreeSet<>(names(replay));
    seen.addAll(names(policies));
    assertThat(readme.fields("replay --json").keySet()).containsAll(seen);
    assertThat(readme.fields("sweep --json").keySet()).containsAll(names(sweep));
    assertThat(names(list)).isEqualTo(readme.fields("replay --list --json").keySet());
  }

  @Test
  void aPersonSeesModelsSideBySideAndWhatWasAssumed() {
    Run run = run(CONVOY, "replay", "--model", "full,lazy");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("full", "lazy", "throughput", "latency-p99", "Assumed:")
        .contains("lazy is hypothetical: Linux 6.12 has no preempt=lazy")
        .contains("clients = 6: threads (set by the user)");
  }

  @Test
  void runsAreWrittenAsTimelines() {
    Path out = folder.resolve("runs");
    Run kernel = run(CONVOY, "replay", "--model", "full", "-o", out);
    Run policies =
        Run.of(
            "replay",
            "--scenario",
            "preemptdb-htap",
            "--policy",
            "user-interrupts,os-fifo",
            "--set",
            "durationNs=20000000",
            "--seeds",
            "1",
            "-o",
            out);

    assertThat(kernel.code()).as(kernel.err()).isZero();
    assertThat(policies.code()).as(policies.err()).isZero();
    for (String name :
        new String[] {
          "lock-convoy-full", "preemptdb-htap-user-interrupts", "preemptdb-htap-os-fifo"
        }) {
      Run info = Run.of("info", "--json", out.resolve(name + ".corelane"));
      assertThat(info.code()).as(info.err()).isZero();
      assertThat(info.out()).contains("\"cpus\"");
    }
  }

  /// PostgreSQL on Linux 6.12 without preemption: the identity replay is near the recording in what
  /// the programs decide and in what the scheduler decides.
  @Test
  void aRecordingIsReplayedOnItsOwnMachineFirst() throws IOException {
    Path sample = SampleTraces.of("spinlock-6.12-none-full").orElseThrow().copyTo(folder);
    Path out = folder.resolve("replays");
    Run run =
        Run.of(
            "replay",
            sample,
            "--recorded-model",
            "none",
            "--model",
            "lazy",
            "--kernel",
            "7.2",
            "--seeds",
            "1",
            "-o",
            out,
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    var documented = new TreeSet<>(Readme.read().fields("replay FILE --json").keySet());
    Run other =
        Run.of(
            "replay",
            sample,
            "--recorded-model",
            "none",
            "--part",
            "0.05",
            "--seeds",
            "1",
            "--sensitivity",
            "--json");
    for (Run told : new Run[] {run, other}) {
      assertThat(told.code()).as(told.err()).isZero();
      assertThat(documented).containsAll(names(told));
    }
    documented.removeAll(names(run));
    documented.removeAll(names(other));
    assertThat(documented)
        .allSatisfy(name -> assertThat(name).containsAnyOf("hypothetical", ".waits[]", "warnings"));

    Run text = Run.of("replay", sample, "--recorded-model", "none", "--seeds", "1");
    assertThat(text.out())
        .contains("Recorded on Linux 6.12, none, 4 CPUs", "Assumed:", "Not known:");
    assertThat(error(text, "throughput")).isBetween(-5, 5);
    assertThat(error(text, "CPU time per second")).isBetween(-2, 2);
    assertThat(error(text, "involuntary switches")).isBetween(-15, 15);

    for (String name : new String[] {"identity", "lazy-7.2"}) {
      Run locks = Run.of("locks", "--json", out.resolve(name + ".corelane"));
      assertThat(locks.code()).as(locks.err()).isZero();
      assertThat(locks.out()).contains("BufferMapping");
    }
  }

  /// Nothing but samples of PostgreSQL's waits: programs are drawn, and the samples are what the
  /// identity replay can be held against.
  @Test
  void samplesAloneAreReplayedStatistically() throws IOException {
    Path samples = folder.resolve("pg_wait_sampling_history.csv.zst");
    try (InputStream in = SampleFiles.DISTURBED.open(samples.getFileName().toString())) {
      Files.copy(in, samples);
    }
    String[] machine = {"--recorded-kernel", "7.2", "--recorded-model", "lazy"};
    usage(
        "--set cpus=N", Run.of("replay", samples, machine[0], machine[1], machine[2], machine[3]));
    Object[] words = {samples, machine[0], machine[1], machine[2], machine[3], "--set", "cpus=4"};
    Run json = run(words, "replay", "--seeds", "1", "--model", "full", "--json");
    assertThat(json.code()).as(json.err()).isZero();
    assertThat(json.out()).contains("\"statistical\": true").contains("Statistical: ");
    assertThat(names(json))
        .contains("identity.waits[].recorded", "others[].waits[].median", "warnings[].text");
    assertThat(Readme.read().fields("replay FILE --json").keySet()).containsAll(names(json));

    Run text = run(words, "replay", "--seeds", "3");
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out()).contains("Statistical: only samples exist", "LWLock:BufferMapping");
    assertThat(error(text, "CPU time per second")).isBetween(-5, 5);
    assertThat(error(text, "throughput")).isBetween(-15, 15);
  }

  @Test
  void whatWasAssumedOfARecordingsMachineIsVaried() throws IOException {
    Path sample = SampleTraces.of("spinlock-6.12-none-full").orElseThrow().copyTo(folder);
    Run run =
        Run.of(
            "replay",
            sample,
            "--recorded-model",
            "none",
            "--part",
            "0.2",
            "--seeds",
            "4",
            "--set",
            "tickNs=400000",
            "--sensitivity");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("switchNs = 750 (cost of a context switch)", "refill = 0", "kernelShare = 0.4");
    String slowTicks =
        run.out().lines().filter(l -> l.startsWith("tickNs = 800000")).findFirst().orElseThrow();
    assertThat(slowTicks).as("a fifth of all time goes into ticks").contains("throughput x0.");
  }

  @Test
  void aRecordingThatDoesNotTellItsModelAsksForIt() throws IOException {
    Path sample = SampleTraces.of("spinlock-6.12-none-full").orElseThrow().copyTo(folder);
    usage("tell it by --recorded-model", Run.of("replay", sample));
    usage("no preemption model", Run.of("replay", sample, "--recorded-model", "some"));
    usage("--arrivals", Run.of("replay", sample, "--arrivals", "ajar"));
    usage(
        "no setting \"hertz\"",
        Run.of("replay", sample, "--recorded-model", "none", "--set", "hertz=1"));
    usage("does not go with a recording", Run.of("replay", sample, "--scenario", "lock-convoy"));
  }

  private static int error(Run run, String measure) {
    String line = run.out().lines().filter(l -> l.startsWith(measure)).findFirst().orElseThrow();
    return Integer.parseInt(line.replaceAll(".*?([+-]\\d+) %.*", "$1"));
  }

  @Test
  void filesAreScenariosToo() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"format\": 7}");
    Run run = Run.of("replay", "--scenario", wrong);

    assertThat(run.code()).isEqualTo(ExitCode.FILE);
    assertThat(run.err()).contains("wrong.json: line 1, column 12, format: a string is expected");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    usage("--scenario", Run.of("replay"));
    usage("there is no scenario or file \"x\"", Run.of("replay", "--scenario", "x"));
    usage(
        "no parameter \"client\"",
        Run.of("replay", "--scenario", "lock-convoy", "--set", "client=1"));
    usage(
        "\"soft\" is none of none, voluntary",
        Run.of("replay", "--scenario", "lock-convoy", "--model", "soft"));
    usage("--seeds", Run.of("replay", "--scenario", "lock-convoy", "--seeds", "0"));
    usage("--over", Run.of("sweep", "--scenario", "lock-convoy", "--over", "clients"));
    usage("no number", Run.of("sweep", "--scenario", "lock-convoy", "--over", "clients=1,x"));
    usage("outside of", Run.of("sweep", "--scenario", "lock-convoy", "--over", "cpus=0"));
  }

  private static void usage(String message, Run run) {
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
  }

  private static Run run(Object[] scenario, Object... more) {
    var words = new java.util.ArrayList<Object>(java.util.List.of(more));
    words.addAll(java.util.List.of(scenario));
    return Run.of(words.toArray());
  }

  private static Set<String> names(Run run) {
    var names = new TreeSet<String>();
    Json.parse(run.out()).shape().forEach(field -> names.add(field.split(" ", 2)[0]));
    return names;
  }
}
