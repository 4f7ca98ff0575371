package dev.corelane.importers.perf;

import dev.corelane.importers.io.ByteView;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.timeline.TimelineBuilder;

/// Feature sections that tell about the recording (tools/perf/util/header.c).
final class PerfFeatures {
  static final int TRACING_DATA = 1;
  static final int EVENT_DESC = 12;
  private static final int HOSTNAME = 3;
  private static final int OSRELEASE = 4;
  private static final int VERSION = 5;
  private static final int ARCH = 6;
  private static final int NRCPUS = 7;
  private static final int CPUDESC = 8;
  private static final int CMDLINE = 11;
  private static final int CLOCK_DATA = 29;
  private static final int LONGEST_STRING = 1 << 16;
  private static final int MOST_ARGUMENTS = 1 << 12;

  /// Linux is built for at most 8192 CPUs (NR_CPUS).
  private static final int MOST_CPUS = 1 << 13;

  private final TimelineBuilder builder;
  private String architecture = "";
  private String release = "";

  PerfFeatures(TimelineBuilder builder) {
    this.builder = builder;
  }

  String architecture() {
    return architecture;
  }

  String release() {
    return release;
  }

  /// Reads one section.
  ///
  /// @throws IndexOutOfBoundsException if it is shorter than it says
  void read(int feature, ByteView data, long at, long end) {
    switch (feature) {
      case HOSTNAME -> builder.property(Properties.HOST_NAME, string(data, at, end));
      case OSRELEASE -> {
        release = string(data, at, end);
        builder.property(Properties.KERNEL_RELEASE, release);
      }
      case VERSION -> builder.property(Properties.RECORDER_VERSION, string(data, at, end));
      case ARCH -> {
        architecture = string(data, at, end);
        builder.property(Properties.HOST_ARCH, architecture);
      }
      case NRCPUS -> cpus(data, at, end);
      case CPUDESC -> builder.property(Properties.HOST_CPU, string(data, at, end));
      case CMDLINE -> commandLine(data, at, end);
      case CLOCK_DATA -> clockData(data, at, end);
      default -> {
        // Other sections describe what a timeline does not hold.
      }
    }
  }

  /// Declares the online CPUs, so that those without an event have a lane.
  private void cpus(ByteView data, long at, long end) {
    check(at, 8, end);
    int online = data.i32(at + 4);
    int available = data.i32(at);
    if (online == available && online > 0 && online <= MOST_CPUS) {
      for (int cpu = 0; cpu < online; cpu++) {
        builder.cpu(cpu);
      }
    }
  }

  private void commandLine(ByteView data, long start, long end) {
    long at = start;
    check(at, 4, end);
    int count = data.i32(at);
    at += 4;
    var line = new StringBuilder();
    for (int i = 0; i < count && i < MOST_ARGUMENTS; i++) {
      check(at, 4, end);
      long length = data.u32(at);
      if (i > 0) {
        line.append(' ');
      }
      line.append(string(data, at, end));
      at += 4 + length;
    }
    builder.property(Properties.RECORDER_COMMAND, line.toString());
  }

  private void clockData(ByteView data, long at, long end) {
    check(at, 24, end);
    if (data.i32(at) != 1) {
      return;
    }
    long wall = data.i64(at + 8);
    long clock = data.i64(at + 16);
    builder.clock(ClockDomain.REALTIME, clock - wall, 0);
  }

  /// A string of a feature section: its padded length, then its bytes.
  static String string(ByteView data, long at, long end) {
    check(at, 4, end);
    long length = data.u32(at);
    check(at + 4, length, end);
    return data.string(at + 4, (int) Math.min(length, LONGEST_STRING));
  }

  private static void check(long at, long length, long end) {
    if (length < 0 || at + length > end) {
      throw new IndexOutOfBoundsException();
    }
  }
}
