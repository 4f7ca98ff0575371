package dev.corelane.importers.perf;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.kernel.SchedulingTracker;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is said of a file once it is read: its clock, counts and properties.
final class PerfSummary {
  private final ImportContext context;
  private final PerfEvents events;
  private final PerfFeatures features;
  private final String source;

  PerfSummary(ImportContext context, PerfEvents events, PerfFeatures features, String source) {
    this.context = context;
    this.events = events;
    this.features = features;
    this.source = source;
  }

  void write(
      String importerId,
      long bytes,
      long samples,
      long[] recordCounts,
      SchedulingTracker tracker,
      KernelRecords kernelRecords) {
    TimelineBuilder builder = context.builder();
    int clock = builder.clock(clockName(), 0, 0);
    builder.source(source, importerId, samples, bytes, clock);
    builder.property(Properties.LOST_EVENTS, Long.toString(kernelRecords.lostEvents()));
    if (tracker.showsLazyPreemption(features.release())) {
      builder.property(Properties.KERNEL_PREEMPTION, "lazy");
    }
    boolean switches = counts(builder);
    for (int type = 1; type < recordCounts.length; type++) {
      if (recordCounts[type] > 0) {
        builder.eventCount(RecordType.name(type), recordCounts[type], used(type));
        switches |= type == RecordType.SWITCH || type == RecordType.SWITCH_CPU_WIDE;
      }
    }
    if (!switches) {
      context
          .problems()
          .add(PerfProblems.NO_SWITCHES, "the file holds no context switches", source, -1);
    }
  }

  private boolean counts(TimelineBuilder builder) {
    boolean switches = false;
    Map<String, long[]> byName = new LinkedHashMap<>();
    Map<String, Boolean> used = new LinkedHashMap<>();
    for (PerfEvent event : events.all()) {
      byName.computeIfAbsent(event.name, n -> new long[1])[0] += event.samples;
      used.merge(event.name, event.handler != null, Boolean::logicalOr);
      switches |= event.name.equals("sched:sched_switch") && event.samples > 0;
    }
    byName.forEach(
        (name, count) -> builder.eventCount(name, count[0], Boolean.TRUE.equals(used.get(name))));
    return switches;
  }

  private static boolean used(int type) {
    return switch (type) {
      case RecordType.SAMPLE,
          RecordType.COMM,
          RecordType.FORK,
          RecordType.EXIT,
          RecordType.LOST,
          RecordType.LOST_SAMPLES,
          RecordType.SWITCH,
          RecordType.SWITCH_CPU_WIDE ->
          true;
      default -> false;
    };
  }

  private String clockName() {
    PerfEvent first = events.first();
    if (first == null || !first.attr.useClockId()) {
      return "perf sched_clock";
    }
    return switch (first.attr.clockId()) {
      case 0 -> "CLOCK_REALTIME";
      case 1 -> "CLOCK_MONOTONIC";
      case 4 -> "CLOCK_MONOTONIC_RAW";
      case 7 -> "CLOCK_BOOTTIME";
      case 11 -> "CLOCK_TAI";
      default -> "clock " + first.attr.clockId();
    };
  }
}
