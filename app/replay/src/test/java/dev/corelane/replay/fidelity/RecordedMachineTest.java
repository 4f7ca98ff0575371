package dev.corelane.replay.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedMachineTest {
  @ParameterizedTest
  @CsvSource({
    "none, NONE",
    "server, NONE",
    "desktop, VOLUNTARY",
    "voluntary, VOLUNTARY",
    "preempt, FULL",
    "full, FULL",
    "lazy, LAZY",
    "preempt_rt, RT"
  })
  void theRecordingTellsItsModel(String told, PreemptionModel model) {
    try (Timeline timeline =
        recording(
            Map.of(
                Properties.KERNEL_RELEASE, "6.12.107+deb13-cloud-arm64",
                Properties.KERNEL_PREEMPTION, told,
                Properties.HOST_ARCH, "aarch64"))) {
      Machine machine = RecordedMachine.of(timeline, null, null, Map.of()).machine();

      assertThat(machine.model()).isEqualTo(model);
      assertThat(machine.kernel()).isEqualTo(new KernelVersion(6, 12));
      assertThat(machine.architecture()).isEqualTo(Architecture.ARM64);
      assertThat(machine.topology().cpus()).isEqualTo(2);
    }
  }

  @Test
  void lazyIsAssumedFrom7_0AndSaid() {
    try (Timeline timeline =
        recording(Map.of(Properties.KERNEL_RELEASE, "7.2.13", Properties.HOST_ARCH, "x86_64"))) {
      RecordedMachine found = RecordedMachine.of(timeline, null, null, Map.of());

      assertThat(found.machine().model()).isEqualTo(PreemptionModel.LAZY);
      assertThat(found.assumptions()).anyMatch(sentence -> sentence.contains("lazy is assumed"));
    }
  }

  @Test
  void whatIsNeitherRecordedNorToldIsAskedFor() {
    try (Timeline nothing = recording(Map.of());
        Timeline kernelOnly = recording(Map.of(Properties.KERNEL_RELEASE, "6.12"))) {
      assertThatThrownBy(() -> RecordedMachine.of(nothing, null, null, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("--recorded-kernel");
      assertThatThrownBy(() -> RecordedMachine.of(kernelOnly, null, null, Map.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("--recorded-model");
      assertThatThrownBy(
              () ->
                  RecordedMachine.of(
                      kernelOnly, PreemptionModel.NONE, null, Map.of("hertz", 100.0)))
          .hasMessage(
              "There is no setting \"hertz\"; there are autogroup, baseSliceNs, cpus, extensionNs,"
                  + " hrtick, hz, ipiNs, kernelShare, refill, switchNs, tickNs");
      assertThatThrownBy(
              () -> RecordedMachine.of(kernelOnly, PreemptionModel.NONE, null, Map.of("hz", 0.0)))
          .hasMessage("hz is 1 to 10000, whole, not 0");
    }
  }

  @Test
  void settingsOfTheOldKernelAreNotThoseOfAnother() {
    try (Timeline timeline = recording(Map.of(Properties.KERNEL_RELEASE, "6.12"))) {
      Map<String, Double> settings = Map.of("baseSliceNs", 3_000_000.0, "hz", 1000.0);
      RecordedMachine found = RecordedMachine.of(timeline, PreemptionModel.NONE, null, settings);

      Machine same = found.with(PreemptionModel.FULL, null, settings);
      Machine other = found.with(PreemptionModel.LAZY, new KernelVersion(7, 2), settings);

      assertThat(same.features().baseSliceNs()).isEqualTo(3_000_000);
      assertThat(other.features().baseSliceNs()).isEqualTo(700_000);
      assertThat(other.features().hrtick()).isTrue();
      assertThat(other.hz()).isEqualTo(1000);
    }
  }

  private static Timeline recording(Map<String, String> properties) {
    try (var builder = new TimelineBuilder()) {
      builder.cpu(0);
      builder.cpu(1);
      builder.cover(0);
      builder.cover(1000);
      properties.forEach(builder::property);
      return builder.build(ProgressMonitor.NONE);
    }
  }
}
