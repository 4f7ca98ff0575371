package dev.corelane.replay.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.scheduler.SchedParams;
import dev.corelane.replay.simulation.Observer;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.List;

/// A small run with the self-checks switched on.
final class Trial {
  static final long SECOND = 1_000_000_000;
  static final long MS = 1_000_000;
  static final long US = 1_000;

  private final Simulation.Builder builder;
  private final SwitchLog log = new SwitchLog();

  private Trial(Machine machine) {
    builder = Simulation.on(machine).seed(1).observe(new SelfChecks()).observe(log);
  }

  static Trial on(Machine machine) {
    return new Trial(machine);
  }

  /// A kernel's defaults without costs: 250 ticks per second, HRTICK off.
  static Machine machine(String kernel, int cpus, PreemptionModel model) {
    Machine machine =
        Machine.of(Topology.oneCache(cpus), KernelVersion.parse(kernel), Architecture.X86, model);
    return machine.with(machine.features().withHrtick(false)).with(Costs.NONE);
  }

  static Program hog() {
    return Program.forever(List.of(Step.user(SECOND)));
  }

  Trial seed(long seed) {
    builder.seed(seed);
    return this;
  }

  Trial observe(Observer observer) {
    builder.observe(observer);
    return this;
  }

  int lock(LockSpec spec) {
    return builder.lock(spec);
  }

  int thread(ThreadSpec spec) {
    return builder.thread(spec);
  }

  int thread(Program program, Integer... cpus) {
    return builder.thread(ThreadSpec.of("thread", program).on(cpus));
  }

  int thread(Program program, SchedParams params, Integer... cpus) {
    return builder.thread(ThreadSpec.of("thread", program).with(params).on(cpus));
  }

  Trial hogs(int count, Integer... cpus) {
    for (int i = 0; i < count; i++) {
      thread(hog(), cpus);
    }
    return this;
  }

  /// Runs, checks the queues ten times on the way and the sums at the end.
  RunResult run(long ns) {
    Simulation simulation = builder.build();
    for (int part = 1; part < 10; part++) {
      simulation.run(ns / 10 * part);
      simulation.check();
    }
    simulation.run(ns);
    RunResult result = simulation.finish();
    long onCpu = result.threads().stream().mapToLong(t -> t.onCpuNs()).sum();
    long idle = result.idleNs().stream().mapToLong(Long::longValue).sum();
    assertThat(onCpu + idle)
        .as("CPU time and idle time are all the time there is")
        .isEqualTo(ns * result.setup().machine().topology().cpus());
    return result;
  }

  SwitchLog log() {
    return log;
  }
}
