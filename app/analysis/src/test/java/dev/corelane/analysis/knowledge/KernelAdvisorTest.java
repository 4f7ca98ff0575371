package dev.corelane.analysis.knowledge;

import static dev.corelane.analysis.knowledge.KernelAdvice.Availability.AVAILABLE;
import static dev.corelane.analysis.knowledge.KernelAdvice.Availability.GONE;
import static dev.corelane.analysis.knowledge.KernelAdvice.Availability.NOT_ON_THIS_ARCHITECTURE;
import static dev.corelane.analysis.knowledge.KernelAdvice.Availability.NOT_YET;
import static dev.corelane.analysis.knowledge.KernelAdvice.Availability.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelAdvice.Availability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelAdvisorTest {
  @ParameterizedTest
  @CsvSource({
    "PREEMPT_NONE, 6.12.107+deb13-cloud-amd64, x86_64, AVAILABLE",
    "PREEMPT_NONE, 6.19.1, aarch64, AVAILABLE",
    "PREEMPT_NONE, 7.0.0, x86_64, GONE",
    "PREEMPT_NONE, 7.2.13+deb14-cloud-amd64, x86_64, GONE",
    "PREEMPT_NONE, 7.0.0-rc1, aarch64, GONE",
    "PREEMPT_NONE, 7.3, ppc64le, GONE",
    "PREEMPT_NONE, 7.3, s390x, GONE",
    "PREEMPT_NONE, 7.3, m68k, UNKNOWN",
    "PREEMPT_VOLUNTARY, 6.1.0-39-amd64, x86_64, AVAILABLE",
    "PREEMPT_VOLUNTARY, 7.0, x86_64, GONE",
    "PREEMPT_VOLUNTARY, 7.0, arm64, GONE",
    "PREEMPT_VOLUNTARY, 7.0, armv7l, UNKNOWN",
    "PREEMPT_LAZY, 6.12, x86_64, NOT_YET",
    "PREEMPT_LAZY, 6.13, x86_64, AVAILABLE",
    "PREEMPT_LAZY, 6.13, riscv64, AVAILABLE",
    "PREEMPT_LAZY, 6.13, aarch64, UNKNOWN",
    "PREEMPT_LAZY, 7.0, aarch64, AVAILABLE",
    "MIN_GRANULARITY, 6.5.0, x86_64, AVAILABLE",
    "MIN_GRANULARITY, 6.6.0, x86_64, GONE",
    "MIN_GRANULARITY, 7.2, x86_64, GONE",
    "BASE_SLICE, 6.5, x86_64, NOT_YET",
    "BASE_SLICE, 6.6, x86_64, AVAILABLE",
    "CUSTOM_SLICE, 6.11, x86_64, NOT_YET",
    "CUSTOM_SLICE, 6.12, x86_64, AVAILABLE",
    "HRTICK, 7.1, aarch64, NOT_ON_THIS_ARCHITECTURE",
    "HRTICK, 7.1, x86_64, AVAILABLE",
    "HRTICK, 7.1, s390x, UNKNOWN",
    "SLICE_EXTENSION, 6.19, x86_64, NOT_YET",
    "SLICE_EXTENSION, 7.0, x86_64, AVAILABLE",
    "SLICE_EXTENSION, 7.0, aarch64, NOT_ON_THIS_ARCHITECTURE",
    "SLICE_EXTENSION, 7.3.4, aarch64, NOT_ON_THIS_ARCHITECTURE",
    "SLICE_EXTENSION, 7.4, aarch64, UNKNOWN",
    "PROXY_EXECUTION, 7.2, x86_64, AVAILABLE",
    "PROXY_EXECUTION, 6.12, x86_64, UNKNOWN"
  })
  void availability(KernelSwitch topic, String release, String machine, Availability expected) {
    assertThat(advice(topic, release, machine).availability()).isEqualTo(expected);
  }

  @Test
  void hrtickIsOnByDefaultSince71OnX86() {
    assertThat(advice(KernelSwitch.HRTICK, "6.12", "x86_64").text()).contains("off by default");
    assertThat(advice(KernelSwitch.HRTICK, "7.0", "x86_64").text()).contains("off by default");
    assertThat(advice(KernelSwitch.HRTICK, "7.2", "x86_64").text()).contains("on by default");
  }

  @Test
  void noneIsNotPraisedForWhatItDoesNotDo() {
    assertThat(advice(KernelSwitch.PREEMPT_NONE, "6.12", "x86_64").text())
        .contains("preempted under it, too");
  }

  @Test
  void whatIsGoneNamesTheVersion() {
    assertThat(advice(KernelSwitch.PREEMPT_NONE, "7.2", "aarch64").text())
        .contains("arm64")
        .contains("since 7.0");
    assertThat(advice(KernelSwitch.MIN_GRANULARITY, "6.12", "x86_64").text())
        .contains("since 6.6")
        .contains("base_slice_ns");
  }

  @Test
  void theSliceExtensionNeedsTheProgram() {
    assertThat(advice(KernelSwitch.SLICE_EXTENSION, "7.2", "x86_64").text())
        .contains("program must ask");
  }

  @Test
  void allSwitchesHaveAdvice() {
    var version = KernelVersion.of("7.2").orElseThrow();
    assertThat(KernelAdvisor.advise(version, "x86_64"))
        .extracting(KernelAdvice::topic)
        .containsExactly(KernelSwitch.values());
    assertThat(KernelAdvisor.advise(version, "x86_64"))
        .extracting(KernelAdvice::availability)
        .containsOnly(AVAILABLE, GONE);
    assertThat(KernelAdvisor.advise(KernelVersion.of("5.10").orElseThrow(), "aarch64"))
        .extracting(KernelAdvice::availability)
        .contains(NOT_YET, UNKNOWN)
        .doesNotContain(NOT_ON_THIS_ARCHITECTURE);
  }

  @Test
  void versions() {
    assertThat(KernelVersion.of("7.2.13+deb14-cloud-amd64")).contains(new KernelVersion(7, 2));
    assertThat(KernelVersion.of("6.12")).contains(new KernelVersion(6, 12));
    assertThat(KernelVersion.of("unknown")).isEmpty();
    assertThat(KernelVersion.of("")).isEmpty();
    assertThat(new KernelVersion(6, 6).atLeast(6, 13)).isFalse();
    assertThat(new KernelVersion(6, 13)).isGreaterThan(new KernelVersion(6, 6));
    assertThat(new KernelVersion(7, 0)).hasToString("7.0");
  }

  private static KernelAdvice advice(KernelSwitch topic, String release, String machine) {
    return KernelAdvisor.advise(topic, KernelVersion.of(release).orElseThrow(), machine);
  }
}
