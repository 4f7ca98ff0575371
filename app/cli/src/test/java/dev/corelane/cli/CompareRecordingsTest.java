package dev.corelane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.samples.SampleTraces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `compare` says of real recordings whose differences are known from recordings of the same
/// workload with lighter recorders and without any.
class CompareRecordingsTest {
  @TempDir Path folder;

  private Path sample(String id) throws IOException {
    return SampleTraces.of(id).orElseThrow().copyTo(folder);
  }

  private static List<String> findings(Json comparison) {
    return comparison.get("findings").elements().stream().map(f -> f.text("id")).toList();
  }

  /// Without a recorder the two differ by 7 percent; with all probes by half. So most of the half
  /// is the recorder's: its mutexes, whose holders are preempted inside the kernel. The rest is
  /// that of the kernel's shorter slices.
  @Test
  void theCollapseIsTheRecorders() throws IOException {
    Path a = sample("spinlock-6.12-none-full");
    Path b = sample("spinlock-7.2-lazy-full");
    Json comparison = Run.of("compare", "--json", a, b).json();
    assertThat(findings(comparison))
        .containsSubsequence(
            "throughput", "recorder-explains-most", "preempted-in-the-recorder", "slices-hrtick");
    assertThat(comparison.number("a.transactions")).isEqualTo(1284);
    assertThat(comparison.number("b.transactions")).isEqualTo(630);
    assertThat(comparison.number("a.observer.recorderWaits")).isZero();
    assertThat(comparison.number("b.observer.recorderLocks")).isEqualTo(4);
    assertThat(comparison.number("b.observer.recorderWaits")).isBetween(23_000L, 24_000L);
    assertThat(comparison.text("b.observer.disturbance")).isEqualTo("strong");
    assertThat(comparison.number("b.observer.spinWaitBehindRecorderNs"))
        .isGreaterThan(comparison.number("b.observer.spinWaitNs") / 2);
    String page = Run.of("compare", a, b).out();
    assertThat(page)
        .contains("Warning, B: The recording changed what it measured strongly")
        .contains("Most of the difference is the recorder's own doing")
        .contains("preempt=none does not exist on x86 since 7.0");
  }

  /// A recorder of the scheduler alone is not to be blamed, and says nothing about locks.
  @Test
  void aLightRecorderIsNotBlamedAndLocksAreNotGuessed() throws IOException {
    Path b = sample("spinlock-7.2-lazy-sched");
    Json comparison = Run.of("compare", "--json", b, b).json();
    assertThat(findings(comparison))
        .contains("recorder-small", "locks-not-told")
        .doesNotContain("recorder-explains-most", "recorder-differs", "locks", "slices");
    assertThat(comparison.text("a.observer.disturbance")).isEqualTo("small");
    assertThat(comparison.get("a.observer.warnings").elements()).isEmpty();
  }

  @Test
  void bothRecordingsMustBeNamed() {
    assertThat(Run.of("compare", "x").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("compare", "/nowhere/a", "/nowhere/b").code()).isEqualTo(ExitCode.FILE);
  }
}
