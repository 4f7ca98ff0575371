package dev.corelane.replay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleScanTest {
  /// `4 · (1 − (1.17 · used)²)`, rounded down.
  @ParameterizedTest
  @CsvSource({"0, 4", "0.3, 3", "0.5, 2", "0.74, 1", "0.75, 0", "1, 0"})
  void theBusierTheCpusTheFewerAreLookedAt(double used, int expected) {
    var machine =
        Machine.of(
            Topology.oneCache(4),
            KernelVersion.parse("6.12"),
            Architecture.X86,
            PreemptionModel.NONE);
    var kernel = new Kernel(new Setup(machine, 1, List.of(), List.of()), new Observer() {});
    for (Cpu cpu : kernel.cpus) {
      cpu.busy.move(0, used);
    }
    var scan = new IdleScan(kernel);
    assertThat(scan.looksAt(0)).isEqualTo(4);
    scan.update(0);
    assertThat(scan.looksAt(0)).isEqualTo(expected);
  }
}
