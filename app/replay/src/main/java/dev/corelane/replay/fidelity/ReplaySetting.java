package dev.corelane.replay.fidelity;

import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.scenario.Range;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// A number by which replays of a recording can be changed. All have a default, so none has to be
/// told.
public enum ReplaySetting {
  /// Ticks per second.
  HZ("hz", "1/s", new Range(1, 10_000, true), "ticks per second", "250") {
    @Override
    Machine apply(Machine machine, double value) {
      return machine.withHz((int) value);
    }

    @Override
    public OptionalDouble usual(Machine machine) {
      return OptionalDouble.of(machine.hz());
    }
  },
  /// The slice of the fair scheduler.
  BASE_SLICE(
      "baseSliceNs",
      "ns",
      new Range(1, 1_000_000_000, true),
      "base_slice_ns before it is scaled by the number of CPUs",
      "by version") {
    @Override
    Machine apply(Machine machine, double value) {
      return machine.with(machine.features().withBaseSliceNs((long) value));
    }

    @Override
    public OptionalDouble usual(Machine machine) {
      return OptionalDouble.of(machine.features().baseSliceNs());
    }
  },
  /// Whether slices are timed.
  HRTICK(
      "hrtick",
      "",
      new Range(0, 1, true),
      "1: slices end by a timer of their own; 0: at ticks",
      "by version") {
    @Override
    Machine apply(Machine machine, double value) {
      return machine.with(machine.features().withHrtick(value != 0));
    }

    @Override
    public OptionalDouble usual(Machine machine) {
      return OptionalDouble.of(machine.features().hrtick() ? 1 : 0);
    }
  },
  /// Whether sessions are groups.
  AUTOGROUP(
      "autogroup",
      "",
      new Range(0, 1, true),
      "1: a PostgreSQL process is a group of its own, and its nice value says nothing to others; 0:"
          + " nice values count",
      "1") {
    @Override
    Machine apply(Machine machine, double value) {
      return machine.with(machine.features().withAutogroup(value != 0));
    }

    @Override
    public OptionalDouble usual(Machine machine) {
      return OptionalDouble.of(machine.features().autogroup() ? 1 : 0);
    }
  },
  /// What a switch costs.
  SWITCH("switchNs", "ns", cost(), "cost of a context switch", "1500") {
    @Override
    Machine apply(Machine machine, double value) {
      return machine.with(machine.costs().withSwitchNs((long) value));
    }

    @Override
    public OptionalDouble usual(Machine machine) {
      return OptionalDouble.of(machine.costs().switchNs());
    }
  },
  /// What an interrupt between CPUs costs.
  IPI("ipiNs", "ns", cost(), "from sending an interrupt to its handler", "1000") {
    @Override
    Machine apply(Machine machine, double value) {
      return machine.with(machine.costs().withIpiNs((long) value));
    }

    @Override
    public OptionalDouble usual(Machine machine) {
      return OptionalDouble.of(machine.costs().ipiNs());
    }
  },
  /// What a tick costs.
  TICK("tickNs", "ns", cost(), "cost of a tick", "1000") {
    @Override
    Machine apply(Machine machine, double value) {
      return machine.with(machine.costs().withTickNs((long) value));
    }

    @Override
    public OptionalDouble usual(Machine machine) {
      return OptionalDouble.of(machine.costs().tickNs());
    }
  },
  /// What cold caches cost.
  REFILL(
      "refill", "times", new Range(0, 100, false), "times the assumed cost of cold caches", "1") {
    @Override
    Machine apply(Machine machine, double value) {
      return machine.with(machine.costs().withRefillTimes(value));
    }

    @Override
    public OptionalDouble usual(Machine machine) {
      return OptionalDouble.of(1);
    }
  },
  /// The slice extension of rseq.
  EXTENSION(
      "extensionNs",
      "ns",
      new Range(0, 50_000, true),
      "length of a slice extension, 0 for none, else 5000 to 50000",
      "0") {
    @Override
    Machine apply(Machine machine, double value) {
      return machine.withExtensionNs((long) value);
    }

    @Override
    public OptionalDouble usual(Machine machine) {
      return OptionalDouble.of(machine.extensionNs());
    }
  },
  /// How many CPUs the machine has, where the recording does not tell it.
  CPUS(
      "cpus",
      "",
      new Range(1, 1_024, true),
      "CPUs of the machine, for recordings that hold nothing but samples",
      "as recorded"),
  /// How much of the work runs in the kernel.
  KERNEL_SHARE(
      "kernelShare",
      "share",
      new Range(0, 1, false),
      "share of the work that runs in the kernel",
      "as the recording's preemptions tell");

  private final String key;
  private final String unit;
  private final Range range;
  private final String about;
  private final String otherwise;

  ReplaySetting(String key, String unit, Range range, String about, String otherwise) {
    this.key = key;
    this.unit = unit;
    this.range = range;
    this.about = about;
    this.otherwise = otherwise;
  }

  private static Range cost() {
    return new Range(0, 1_000_000, true);
  }

  /// @return its name on the command line
  public String key() {
    return key;
  }

  /// @return `ns`, `1/s`, `times`, `share`, or "" for a choice of numbers
  public String unit() {
    return unit;
  }

  /// @return which values it may have
  public Range range() {
    return range;
  }

  /// @return what it is
  public String about() {
    return about;
  }

  /// @return in words, what it is unless it is set
  public String otherwise() {
    return otherwise;
  }

  /// Sets it, where it is a matter of the machine.
  Machine apply(Machine machine, double value) {
    return machine;
  }

  /// What it is on a machine.
  ///
  /// @param machine a machine
  /// @return its value there, empty if the machine does not decide it
  public OptionalDouble usual(Machine machine) {
    return OptionalDouble.empty();
  }

  /// @param value a value
  /// @return the same
  /// @throws IllegalArgumentException with a sentence if it is out of range
  public double check(double value) {
    if (!range.has(value)) {
      throw new IllegalArgumentException(
          "%s is %s, not %s".formatted(key, range, Range.plain(value)));
    }
    return value;
  }

  /// @param key a name
  /// @return the setting of that name
  /// @throws IllegalArgumentException with a sentence if there is none
  public static ReplaySetting of(String key) {
    for (ReplaySetting setting : values()) {
      if (setting.key.equals(key)) {
        return setting;
      }
    }
    throw new IllegalArgumentException(
        "There is no setting \""
            + key
            + "\"; there are "
            + Arrays.stream(values())
                .map(ReplaySetting::key)
                .sorted()
                .collect(Collectors.joining(", ")));
  }
}
