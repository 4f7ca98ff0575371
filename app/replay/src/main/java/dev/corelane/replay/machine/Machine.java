package dev.corelane.replay.machine;

import dev.corelane.analysis.knowledge.KernelVersion;
import java.util.ArrayList;
import java.util.List;

/// A machine and its kernel.
///
/// @param topology CPUs and caches
/// @param kernel the version of Linux
/// @param architecture what it is built for
/// @param model preemption model
/// @param features what its fair scheduler does
/// @param hz ticks per second, 1 to 10000
/// @param phase where the ticks of the CPUs lie
/// @param costs what the kernel's work costs
/// @param extensionNs length of a slice extension; 0: switched off, else 5 to 50 µs as the kernel
///   allows
/// @param sliceEndNs from the end of a slice that is timed (HRTICK) to the handler of the timer's
///   interrupt, at least 0: where CPUs are virtual an interrupt waits for the turn of its CPU
public record Machine(
    Topology topology,
    KernelVersion kernel,
    Architecture architecture,
    PreemptionModel model,
    SchedulerFeatures features,
    int hz,
    TickPhase phase,
    Costs costs,
    long extensionNs,
    long sliceEndNs) {

  /// Where ticks lie. The kernel lets all CPUs tick together unless it was started with
  /// `skew_tick=1` (kernel/time/tick-sched.c).
  public enum TickPhase {
    /// All together; when, the seed says.
    ALIGNED,
    /// Every CPU by itself, as the seed says.
    SKEWED
  }

  /// Checks the numbers.
  public Machine {
    if (hz < 1 || hz > 10_000) {
      throw new IllegalArgumentException("1 to 10000 ticks per second, not " + hz);
    }
    if (extensionNs != 0 && (extensionNs < 5_000 || extensionNs > 50_000)) {
      throw new IllegalArgumentException(
          "The kernel extends a slice by 5 to 50 µs, not by " + extensionNs + " ns");
    }
    if (sliceEndNs < 0) {
      throw new IllegalArgumentException("An interrupt does not come early: " + sliceEndNs + " ns");
    }
  }

  /// @param topology CPUs and caches
  /// @param kernel the version of Linux
  /// @param architecture what it is built for
  /// @param model preemption model
  /// @return that machine with the kernel's defaults, 250 ticks per second, the assumed costs and
  ///   no slice extension
  public static Machine of(
      Topology topology, KernelVersion kernel, Architecture architecture, PreemptionModel model) {
    return new Machine(
        topology,
        kernel,
        architecture,
        model,
        SchedulerFeatures.of(kernel, architecture),
        250,
        TickPhase.ALIGNED,
        Costs.DEFAULT,
        0,
        0);
  }

  /// @return length of a tick, ns
  public long tickNs() {
    return 1_000_000_000L / hz;
  }

  /// @return the slice of a thread that has not set its own, ns (`sysctl_sched_base_slice`)
  public long sliceNs() {
    return features.baseSliceNs() * SchedulerFeatures.scale(topology.cpus());
  }

  /// What of this machine no kernel of that version offers; a replay may run it all the same, and
  /// says that it is hypothetical.
  ///
  /// @return sentences, empty if all of it can be had
  public List<String> hypothetical() {
    var sentences = new ArrayList<String>();
    Availability.ofModel(model, kernel, architecture).ifPresent(sentences::add);
    if (extensionNs > 0) {
      Availability.ofExtension(kernel, architecture).ifPresent(sentences::add);
    }
    return List.copyOf(sentences);
  }

  /// @param other another model
  /// @return the same machine under it
  public Machine with(PreemptionModel other) {
    return new Machine(
        topology, kernel, architecture, other, features, hz, phase, costs, extensionNs, sliceEndNs);
  }

  /// @param other other features
  /// @return the same machine with them
  public Machine with(SchedulerFeatures other) {
    return new Machine(
        topology, kernel, architecture, model, other, hz, phase, costs, extensionNs, sliceEndNs);
  }

  /// @param other other costs
  /// @return the same machine with them
  public Machine with(Costs other) {
    return new Machine(
        topology, kernel, architecture, model, features, hz, phase, other, extensionNs, sliceEndNs);
  }

  /// @param other another place of the ticks
  /// @return the same machine with it
  public Machine with(TickPhase other) {
    return new Machine(
        topology, kernel, architecture, model, features, hz, other, costs, extensionNs, sliceEndNs);
  }

  /// @param ticks per second
  /// @return the same machine with them
  public Machine withHz(int ticks) {
    return new Machine(
        topology,
        kernel,
        architecture,
        model,
        features,
        ticks,
        phase,
        costs,
        extensionNs,
        sliceEndNs);
  }

  /// @param ns length of a slice extension, 0 for none
  /// @return the same machine with it
  public Machine withExtensionNs(long ns) {
    return new Machine(
        topology, kernel, architecture, model, features, hz, phase, costs, ns, sliceEndNs);
  }

  /// @param ns from the end of a timed slice to the handler of the timer's interrupt
  /// @return the same machine with it
  public Machine withSliceEndNs(long ns) {
    return new Machine(
        topology, kernel, architecture, model, features, hz, phase, costs, extensionNs, ns);
  }
}
