package dev.corelane.analysis.knowledge;

import dev.corelane.analysis.knowledge.KernelAdvice.Availability;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Says which switches against preemption a kernel has. Rules are from the source of Linux 6.1,
/// 6.12, 7.2 and 7.3 (kernel/Kconfig.preempt, kernel/sched/{core,fair,features}, init/Kconfig,
/// arch/*/Kconfig, kernel/time/Kconfig) and commit 7dadeaa6e851, which took `none` and `voluntary`
/// away in 7.0.
public final class KernelAdvisor {
  /// Architectures with lazy preemption in 7.0 (ARCH_HAS_PREEMPT_LAZY).
  private static final Set<String> LAZY =
      Set.of("x86", "arm64", "loongarch", "powerpc", "riscv", "s390");

  /// Architectures that had it from its first version on.
  private static final Set<String> LAZY_FIRST = Set.of("x86", "riscv");

  private final KernelVersion version;
  private final String arch;

  private KernelAdvisor(KernelVersion version, String arch) {
    this.version = version;
    this.arch = arch;
  }

  /// All that can be said of a kernel.
  ///
  /// @param version its version
  /// @param machine `uname -m`
  /// @return one advice per switch, in their order
  public static List<KernelAdvice> advise(KernelVersion version, String machine) {
    return Stream.of(KernelSwitch.values()).map(topic -> advise(topic, version, machine)).toList();
  }

  /// What can be said of a switch on a kernel.
  ///
  /// @param topic the switch
  /// @param version version of the kernel
  /// @param machine `uname -m`
  /// @return the advice
  public static KernelAdvice advise(KernelSwitch topic, KernelVersion version, String machine) {
    var advisor = new KernelAdvisor(version, architecture(machine));
    return switch (topic) {
      case PREEMPT_NONE -> advisor.preemptNone();
      case PREEMPT_VOLUNTARY -> advisor.preemptVoluntary();
      case PREEMPT_LAZY -> advisor.preemptLazy();
      case MIN_GRANULARITY -> advisor.minGranularity();
      case BASE_SLICE -> advisor.baseSlice();
      case CUSTOM_SLICE -> advisor.customSlice();
      case HRTICK -> advisor.hrtick();
      case SLICE_EXTENSION -> advisor.sliceExtension();
      case PROXY_EXECUTION -> advisor.proxyExecution();
    };
  }

  private static String architecture(String machine) {
    String name = machine.toLowerCase(Locale.ROOT);
    if (name.matches("x86_64|amd64|i[3-6]86|x86")) {
      return "x86";
    }
    if (name.matches("aarch64(_be)?|arm64|armv8.*")) {
      return "arm64";
    }
    return name.replaceFirst("^(ppc64|ppc|powerpc).*", "powerpc")
        .replaceFirst("^(riscv|loongarch|s390).*", "$1");
  }

  private KernelAdvice preemptNone() {
    if (!version.atLeast(7, 0)) {
      return there(
          KernelSwitch.PREEMPT_NONE,
          "exists in "
              + version
              + " if the kernel was built with PREEMPT_DYNAMIC. It protects nothing that runs in"
              + " user mode: a thread that holds a PostgreSQL spinlock is preempted under it,"
              + " too.");
    }
    return new KernelAdvice(
        KernelSwitch.PREEMPT_NONE,
        LAZY.contains(arch) ? Availability.GONE : Availability.UNKNOWN,
        LAZY.contains(arch)
            ? "preempt=none does not exist on "
                + arch
                + " since 7.0: the kernel has full and lazy only, and refuses the option."
            : "since 7.0 preempt=none exists only on architectures that cannot preempt the kernel;"
                + " whether "
                + arch
                + " is one of them is not known here.");
  }

  private KernelAdvice preemptVoluntary() {
    if (!version.atLeast(7, 0)) {
      return there(
          KernelSwitch.PREEMPT_VOLUNTARY,
          "exists in " + version + " if the kernel was built with PREEMPT_DYNAMIC.");
    }
    return new KernelAdvice(
        KernelSwitch.PREEMPT_VOLUNTARY,
        LAZY.contains(arch) ? Availability.GONE : Availability.UNKNOWN,
        LAZY.contains(arch)
            ? "preempt=voluntary does not exist on "
                + arch
                + " since 7.0: the kernel has full and lazy only, and refuses the option."
            : "since 7.0 preempt=voluntary exists only on architectures without lazy preemption.");
  }

  private KernelAdvice preemptLazy() {
    if (!version.atLeast(6, 13)) {
      return new KernelAdvice(
          KernelSwitch.PREEMPT_LAZY,
          Availability.NOT_YET,
          "preempt=lazy came with 6.13; " + version + " does not have it.");
    }
    if (LAZY_FIRST.contains(arch) || version.atLeast(7, 0) && LAZY.contains(arch)) {
      return there(
          KernelSwitch.PREEMPT_LAZY,
          "exists in "
              + version
              + (version.atLeast(7, 0)
                  ? ", and is what is built if nothing else is asked for."
                  : "."));
    }
    return new KernelAdvice(
        KernelSwitch.PREEMPT_LAZY,
        Availability.UNKNOWN,
        "lazy preemption came to x86 and riscv in 6.13 and to others later; whether "
            + arch
            + " has it in "
            + version
            + " is not known here.");
  }

  private KernelAdvice minGranularity() {
    return version.atLeast(6, 6)
        ? new KernelAdvice(
            KernelSwitch.MIN_GRANULARITY,
            Availability.GONE,
            "sched_min_granularity_ns is gone since 6.6, with CFS; what is left is base_slice_ns"
                + " in debugfs (sched/).")
        : there(
            KernelSwitch.MIN_GRANULARITY, "exists in " + version + ": the shortest slice of CFS.");
  }

  private KernelAdvice baseSlice() {
    return version.atLeast(6, 6)
        ? there(
            KernelSwitch.BASE_SLICE,
            "exists in "
                + version
                + " (debugfs, sched/base_slice_ns): 0.70 or 0.75 ms times 1 to 4, by the number of"
                + " CPUs. A longer slice means fewer preemptions, not none.")
        : new KernelAdvice(
            KernelSwitch.BASE_SLICE,
            Availability.NOT_YET,
            "base_slice_ns came with EEVDF in 6.6; "
                + version
                + " has sched_min_granularity_ns instead.");
  }

  private KernelAdvice customSlice() {
    return version.atLeast(6, 12)
        ? there(
            KernelSwitch.CUSTOM_SLICE,
            "exists in " + version + ": a thread may ask for slices of 0.1 to 100 ms.")
        : new KernelAdvice(
            KernelSwitch.CUSTOM_SLICE,
            Availability.NOT_YET,
            "slices per thread came with 6.12; " + version + " does not have them.");
  }

  private KernelAdvice hrtick() {
    if (!version.atLeast(7, 1)) {
      return there(
          KernelSwitch.HRTICK,
          "exists in "
              + version
              + " but is off by default: a slice that is used up ends at the next tick.");
    }
    if (arch.equals("x86")) {
      return there(
          KernelSwitch.HRTICK,
          "is on by default since 7.1 on x86: a slice ends exactly when it is used up, so that"
              + " involuntary slices are shorter and more frequent than on older kernels, whatever"
              + " the preemption model.");
    }
    return new KernelAdvice(
        KernelSwitch.HRTICK,
        arch.equals("arm64") ? Availability.NOT_ON_THIS_ARCHITECTURE : Availability.UNKNOWN,
        arch.equals("arm64")
            ? "is off by default on arm64, unlike on x86 since 7.1."
            : "is on by default on x86 since 7.1; for " + arch + " it is not known here.");
  }

  private KernelAdvice sliceExtension() {
    if (!version.atLeast(7, 0)) {
      return new KernelAdvice(
          KernelSwitch.SLICE_EXTENSION,
          Availability.NOT_YET,
          "the time slice extension came with 7.0; " + version + " does not have it.");
    }
    if (arch.equals("arm64") && !version.atLeast(7, 4)) {
      return new KernelAdvice(
          KernelSwitch.SLICE_EXTENSION,
          Availability.NOT_ON_THIS_ARCHITECTURE,
          "the time slice extension cannot be built on arm64 in 7.0 to 7.3: it needs GENERIC_ENTRY,"
              + " which arm64 does not have there.");
    }
    if (arch.equals("x86")) {
      return there(
          KernelSwitch.SLICE_EXTENSION,
          "exists in "
              + version
              + " if built with RSEQ_SLICE_EXTENSION, which is off unless asked for. The program"
              + " must ask for it around its critical section, which PostgreSQL is not known to"
              + " do.");
    }
    return new KernelAdvice(
        KernelSwitch.SLICE_EXTENSION,
        Availability.UNKNOWN,
        "whether the time slice extension can be built on "
            + arch
            + " in "
            + version
            + " is not known here.");
  }

  private KernelAdvice proxyExecution() {
    String limits = " It helps holders of kernel mutexes only, not those of user-space locks.";
    return version.atLeast(7, 2)
        ? there(
            KernelSwitch.PROXY_EXECUTION,
            "can be built in " + version + " by experts, and is off by default." + limits)
        : new KernelAdvice(
            KernelSwitch.PROXY_EXECUTION,
            Availability.UNKNOWN,
            "is known for 7.2 and newer." + limits);
  }

  private static KernelAdvice there(KernelSwitch topic, String text) {
    return new KernelAdvice(topic, Availability.AVAILABLE, topic.title() + " " + text);
  }
}
