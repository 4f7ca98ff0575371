package dev.corelane.replay.machine;

import dev.corelane.analysis.knowledge.KernelVersion;
import java.util.Optional;

/// What a kernel version offers on an architecture.
public final class Availability {
  private Availability() {}

  /// @param model a preemption model
  /// @param kernel a version
  /// @param architecture what it is built for
  /// @return why it cannot be had there, empty if it can
  public static Optional<String> ofModel(
      PreemptionModel model, KernelVersion kernel, Architecture architecture) {
    return switch (model) {
      case NONE, VOLUNTARY ->
          kernel.atLeast(7, 0) && architecture.hasLazyPreemption()
              ? Optional.of(
                  "Linux %s on %s has no preempt=%s: since 7.0 there are only full and lazy there."
                      .formatted(kernel, name(architecture), name(model)))
              : Optional.empty();
      case LAZY, RT_LAZY ->
          kernel.atLeast(6, 13)
              ? Optional.empty()
              : Optional.of("Linux %s has no preempt=lazy: it came with 6.13.".formatted(kernel));
      case FULL, RT -> Optional.empty();
    };
  }

  /// @param kernel a version
  /// @param architecture what it is built for
  /// @return why there is no slice extension, empty if there is
  public static Optional<String> ofExtension(KernelVersion kernel, Architecture architecture) {
    if (!kernel.atLeast(7, 0)) {
      return Optional.of("Linux %s has no slice extension: it came with 7.0.".formatted(kernel));
    }
    return architecture.hasGenericEntry()
        ? Optional.empty()
        : Optional.of(
            "Linux %s cannot be built with the slice extension on %s."
                .formatted(kernel, name(architecture)));
  }

  private static String name(Architecture architecture) {
    return switch (architecture) {
      case X86 -> "x86";
      case ARM64 -> "arm64";
      case OTHER -> "this architecture";
    };
  }

  private static String name(PreemptionModel model) {
    return switch (model) {
      case NONE -> "none";
      case VOLUNTARY -> "voluntary";
      case FULL, RT -> "full";
      case LAZY, RT_LAZY -> "lazy";
    };
  }
}
