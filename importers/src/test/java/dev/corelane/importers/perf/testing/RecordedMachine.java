package dev.corelane.importers.perf.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the feature sections say about the recording machine and the recorder.
///
/// @param clock how the trace's clock relates to the wall clock; `null` leaves CLOCKID and
///   CLOCK_DATA out
public record RecordedMachine(
    String hostname,
    String osRelease,
    String perfVersion,
    String arch,
    int cpus,
    List<String> commandLine,
    @Nullable ClockData clock) {
  /// One moment on both clocks.
  ///
  /// @param clockId as in the attr: 1 monotonic
  /// @param wallClockNs nanoseconds since 1970
  /// @param clockNs nanoseconds of the trace's clock at the same moment
  /// @param resolutionNs of the trace's clock
  public record ClockData(int clockId, long wallClockNs, long clockNs, long resolutionNs) {}

  /// A machine with `cpus` CPUs that ran `kernel`.
  public static RecordedMachine of(KernelVersion kernel, int cpus) {
    return new RecordedMachine(
        "synthetic",
        kernel.release(),
        "6.1.0",
        "x86_64",
        cpus,
        List.of("perf", "record", "-a", "-R", "-c", "1", "-e", "sched:*"),
        null);
  }

  /// The same machine with CLOCKID and CLOCK_DATA.
  public RecordedMachine withClock(ClockData data) {
    return new RecordedMachine(hostname, osRelease, perfVersion, arch, cpus, commandLine, data);
  }

  /// The same machine with another `uname -m`.
  public RecordedMachine withArch(String value) {
    return new RecordedMachine(hostname, osRelease, perfVersion, value, cpus, commandLine, clock);
  }
}
