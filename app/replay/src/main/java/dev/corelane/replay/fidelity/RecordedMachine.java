package dev.corelane.replay.fidelity;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.extract.Stalls;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.recorded.RecordedWork;
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
  /// Copies the list.
  public RecordedMachine {
    assumptions = List.copyOf(assumptions);
  }

  /// Finds out the machine of a recording.
  ///
  /// @param timeline the recording
  /// @param model the model it ran under, if a person tells it
  /// @param kernel the kernel it ran on, if a person tells it
  /// @param settings values of [ReplaySetting] by key, but for the kernel's share
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
        Machine.of(Topology.oneCache(cpus(timeline, settings)), version, architecture, under);
    if (!settings.containsKey("hz")) {
      assumptions.add("250 ticks per second, the default of Linux");
    }
    Stalls stalls = Stalls.of(timeline);
    OptionalLong wait = stalls.interruptWaitNs();
    if (wait.isPresent() && wait.getAsLong() > machine.costs().ipiNs()) {
      machine = machine.with(machine.costs().withIpiNs(wait.getAsLong()));
      assumptions.add(
          String.format(
              Locale.ROOT,
              "An interrupt reaches another CPU after %.1f µs, the mean of what is left of a pause"
                  + " when it comes: short stretches of the kernel contain such pauses",
              wait.getAsLong() / 1e3));
    }
    OptionalLong idleExit = IdleExit.meanNs(timeline);
    if (idleExit.isPresent()) {
      long exit = Math.max(0, idleExit.getAsLong() - machine.costs().ipiNs());
      machine = machine.with(machine.costs().withIdleExitNs(exit));
      assumptions.add(
          String.format(
              Locale.ROOT,
              "An idle CPU takes %.1f µs to run a woken thread, as it did in the recording",
              idleExit.getAsLong() / 1e3));
    }
    OptionalLong stretch = stalls.longestNs();
    if (stretch.isPresent()) {
      machine = machine.with(machine.costs().withBalanceNs(stretch.getAsLong()));
      assumptions.add(
          String.format(
              Locale.ROOT,
              "Looking for work on other CPUs takes up to %.0f µs, as long as any short stretch of"
                  + " the kernel took at worst in the recording",
              stretch.getAsLong() / 1e3));
    }
    machine = apply(machine, settings);
    if (machine.features().autogroup() && RecordedWork.hasOwnSessions(timeline)) {
      assumptions.add(
          "Every PostgreSQL process is a group of its own, because it begins a session and"
              + " distributions build Linux with autogroups: its nice value says nothing to"
              + " others");
    }
    OptionalLong overrun = SliceOverrun.meanNs(timeline, machine);
    if (overrun.isPresent()) {
      machine = machine.withSliceEndNs(overrun.getAsLong());
      assumptions.add(
          String.format(
              Locale.ROOT,
              "A slice ends %.0f µs late, as slices did in the recording on average",
              overrun.getAsLong() / 1e3));
    }
    assumptions.add(
        String.format(
            Locale.ROOT,
            "A switch costs %.1f µs; costs of cold caches, interrupts and wake-ups are assumed,"
                + " too",
            machine.costs().switchNs() / 1e3));
    return new RecordedMachine(machine, assumptions);
  }

  private static int cpus(Timeline timeline, Map<String, Double> settings) {
    int recorded = timeline.cpus().size();
    Double told = settings.get(ReplaySetting.CPUS.key());
    if (recorded == 0 && told == null) {
      throw new IllegalArgumentException(
          "The recording does not tell how many CPUs its machine has; tell it by --set cpus=N");
    }
    if (recorded > 0 && told != null && told != recorded) {
      throw new IllegalArgumentException(
          "The recording tells that its machine has %d CPUs; cpus is for those that do not"
              .formatted(recorded));
    }
    return recorded > 0 ? recorded : (int) ReplaySetting.CPUS.check(told);
  }

  /// The machine of a recording before anything is measured, assumed or set: the defaults of its
  /// kernel. Reads nothing but the properties.
  ///
  /// @param timeline the recording
  /// @param model the model it ran under
  /// @param kernel the kernel it ran on
  /// @return the machine
  public static Machine usual(Timeline timeline, PreemptionModel model, KernelVersion kernel) {
    return Machine.of(
        Topology.oneCache(Math.max(1, timeline.cpus().size())),
        kernel,
        architecture(timeline, new ArrayList<>()),
        model);
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
    Machine other =
        Machine.of(machine.topology(), kernel, machine.architecture(), model)
            .with(machine.costs())
            .withSliceEndNs(machine.sliceEndNs());
    return apply(other, kept);
  }

  private static Machine apply(Machine machine, Map<String, Double> settings) {
    Machine changed = machine;
    for (Map.Entry<String, Double> setting : settings.entrySet()) {
      ReplaySetting known = ReplaySetting.of(setting.getKey());
      changed = known.apply(changed, known.check(setting.getValue()));
    }
    return changed;
  }

  /// The kernel of a recording.
  ///
  /// @param timeline the recording
  /// @return its version, empty if it is not told
  public static Optional<KernelVersion> toldKernel(Timeline timeline) {
    return Optional.ofNullable(timeline.properties().get(Properties.KERNEL_RELEASE))
        .map(KernelVersion::parse);
  }

  private static KernelVersion recordedKernel(Timeline timeline) {
    return toldKernel(timeline)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The recording does not tell its kernel; tell it by --recorded-kernel, such"
                        + " as 6.12"));
  }

  /// The preemption model of a recording, or the only one that it would have had by default.
  ///
  /// @param timeline the recording
  /// @param kernel its kernel
  /// @return the model, empty if it has to be told
  public static Optional<PreemptionModel> toldModel(Timeline timeline, KernelVersion kernel) {
    List<String> unused = new ArrayList<>();
    return model(timeline, kernel, architecture(timeline, unused), unused);
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
  private static Optional<PreemptionModel> model(
      Timeline timeline,
      KernelVersion version,
      Architecture architecture,
      List<String> assumptions) {
    Optional<PreemptionModel> told =
        Optional.ofNullable(timeline.properties().get(Properties.KERNEL_PREEMPTION))
            .flatMap(RecordedMachine::parse);
    if (told.isEmpty() && version.atLeast(7, 0) && architecture.hasLazyPreemption()) {
      assumptions.add(
          "The preemption model is not told; lazy is assumed, the default from Linux 7.0 on");
      return Optional.of(PreemptionModel.LAZY);
    }
    return told;
  }

  private static PreemptionModel recordedModel(
      Timeline timeline,
      KernelVersion version,
      Architecture architecture,
      List<String> assumptions) {
    return model(timeline, version, architecture, assumptions)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The recording does not tell its preemption model; tell it by"
                        + " --recorded-model (none, voluntary, full, lazy)"));
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
