package dev.corelane.replay.fidelity;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The machine of a recording: what the recording tells of it, what a person tells, and for the
/// rest the kernel's defaults.
///
/// @param machine the machine
/// @param assumptions what was neither recorded nor told, a sentence each
public record RecordedMachine(Machine machine, List<String> assumptions) {
  /// Settings by name and what they are, all in the units of their names.
  public static final Map<String, String> SETTINGS =
      Map.of(
          "hz", "ticks per second, 1 to 10000 (250)",
          "baseSliceNs", "base_slice_ns before it is scaled by the number of CPUs (by version)",
          "hrtick", "1: slices end by a timer of their own; 0: at ticks (by version)",
          "switchNs", "cost of a context switch (1500)",
          "ipiNs", "from sending an interrupt to its handler (1000)",
          "tickNs", "cost of a tick (1000)",
          "refill", "times the assumed cost of cold caches (1)",
          "extensionNs", "length of a slice extension, 0 for none (0)");

  /// Copies the list.
  public RecordedMachine {
    assumptions = List.copyOf(assumptions);
  }

  /// Finds out the machine of a recording.
  ///
  /// @param timeline the recording
  /// @param model the model it ran under, if a person tells it
  /// @param kernel the kernel it ran on, if a person tells it
  /// @param settings values of [#SETTINGS]
  /// @return the machine
  /// @throws IllegalArgumentException with a sentence if kernel or model are neither recorded nor
  ///   told, or a setting is unknown or out of its range
  public static RecordedMachine of(
      Timeline timeline,
      @Nullable PreemptionModel model,
      @Nullable KernelVersion kernel,
      Map<String, Double> settings) {
    List<String> assumptions = new ArrayList<>();
    KernelVersion version = kernel != null ? kernel : recordedKernel(timeline);
    Architecture architecture = architecture(timeline, assumptions);
    PreemptionModel under =
        model != null ? model : recordedModel(timeline, version, architecture, assumptions);
    assumptions.add("All CPUs share one last-level cache");
    Machine machine =
        Machine.of(Topology.oneCache(timeline.cpus().size()), version, architecture, under);
    if (!settings.containsKey("hz")) {
      assumptions.add("250 ticks per second, the default of Linux");
    }
    OptionalLong idleExit = IdleExit.meanNs(timeline);
    if (idleExit.isPresent()) {
      machine = machine.with(machine.costs().withIdleExitNs(idleExit.getAsLong()));
      assumptions.add(
          String.format(
              Locale.ROOT,
              "An idle CPU takes %.1f µs to run a woken thread, as it did in the recording",
              idleExit.getAsLong() / 1e3));
    }
    machine = apply(machine, settings);
    assumptions.add(
        String.format(
            Locale.ROOT,
            "A switch costs %.1f µs; costs of cold caches, interrupts and wake-ups are assumed,"
                + " too",
            machine.costs().switchNs() / 1e3));
    return new RecordedMachine(machine, assumptions);
  }

  /// The same hardware under another model or kernel.
  ///
  /// @param model the model
  /// @param kernel the kernel; null for that of the recording
  /// @param settings as for the recording; what depends on the kernel's version is taken anew
  /// @return the machine
  /// @throws IllegalArgumentException as above
  public Machine with(
      PreemptionModel model, @Nullable KernelVersion kernel, Map<String, Double> settings) {
    if (kernel == null || kernel.equals(machine.kernel())) {
      return machine.with(model);
    }
    Map<String, Double> kept = new TreeMap<>(settings);
    kept.remove("baseSliceNs");
    kept.remove("hrtick");
    kept.remove("refill");
    return apply(Machine.of(machine.topology(), kernel, machine.architecture(), model), kept);
  }

  private static Machine apply(Machine machine, Map<String, Double> settings) {
    Machine changed = machine;
    for (Map.Entry<String, Double> setting : settings.entrySet()) {
      changed = apply(changed, setting.getKey(), setting.getValue());
    }
    return changed;
  }

  private static Machine apply(Machine machine, String name, double value) {
    Costs costs = machine.costs();
    long ns = Math.round(value);
    return switch (name) {
      case "hz" -> machine.withHz(Math.toIntExact(ns));
      case "baseSliceNs" -> machine.with(machine.features().withBaseSliceNs(positive(name, ns)));
      case "hrtick" -> machine.with(machine.features().withHrtick(value != 0));
      case "switchNs" -> machine.with(costs.withSwitchNs(ns));
      case "ipiNs" -> machine.with(costs.withIpiNs(ns));
      case "tickNs" -> machine.with(costs.withTickNs(ns));
      case "refill" -> machine.with(costs.withRefillTimes(value));
      case "extensionNs" -> machine.withExtensionNs(ns);
      default ->
          throw new IllegalArgumentException(
              "There is no setting \""
                  + name
                  + "\"; there are "
                  + String.join(", ", new TreeMap<>(SETTINGS).keySet()));
    };
  }

  private static long positive(String name, long ns) {
    if (ns <= 0) {
      throw new IllegalArgumentException(name + " is above 0, not " + ns);
    }
    return ns;
  }

  private static KernelVersion recordedKernel(Timeline timeline) {
    String release = timeline.properties().get(Properties.KERNEL_RELEASE);
    if (release == null) {
      throw new IllegalArgumentException(
          "The recording does not tell its kernel; tell it by --recorded-kernel, such as 6.12");
    }
    return KernelVersion.parse(release);
  }

  private static Architecture architecture(Timeline timeline, List<String> assumptions) {
    String told = timeline.properties().get(Properties.HOST_ARCH);
    if (told == null) {
      assumptions.add("The architecture is not told; x86 is assumed");
      return Architecture.X86;
    }
    return switch (told) {
      case "x86_64", "i686", "i386" -> Architecture.X86;
      case "aarch64", "arm64" -> Architecture.ARM64;
      default -> Architecture.OTHER;
    };
  }

  /// Where lazy marks are seen the model is recorded. From 7.0 on, architectures with lazy
  /// preemption have it or full preemption, and lazy by default (commit 7dadeaa6e851).
  private static PreemptionModel recordedModel(
      Timeline timeline,
      KernelVersion version,
      Architecture architecture,
      List<String> assumptions) {
    Optional<PreemptionModel> told =
        Optional.ofNullable(timeline.properties().get(Properties.KERNEL_PREEMPTION))
            .flatMap(RecordedMachine::parse);
    if (told.isPresent()) {
      return told.get();
    }
    if (version.atLeast(7, 0) && architecture.hasLazyPreemption()) {
      assumptions.add(
          "The preemption model is not told; lazy is assumed, the default from Linux 7.0 on");
      return PreemptionModel.LAZY;
    }
    throw new IllegalArgumentException(
        "The recording does not tell its preemption model; tell it by --recorded-model (none,"
            + " voluntary, full, lazy)");
  }

  /// As `preempt=` spells it, or as the header of an ftrace text does (`print_trace_header`,
  /// kernel/trace/trace.c).
  private static Optional<PreemptionModel> parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "none", "server" -> Optional.of(PreemptionModel.NONE);
      case "voluntary", "desktop" -> Optional.of(PreemptionModel.VOLUNTARY);
      case "full", "preempt" -> Optional.of(PreemptionModel.FULL);
      case "lazy" -> Optional.of(PreemptionModel.LAZY);
      case "rt", "preempt_rt" -> Optional.of(PreemptionModel.RT);
      case "rt lazy" -> Optional.of(PreemptionModel.RT_LAZY);
      default -> Optional.empty();
    };
  }
}
