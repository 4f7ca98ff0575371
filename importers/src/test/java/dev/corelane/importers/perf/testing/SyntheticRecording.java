package dev.corelane.importers.perf.testing;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A synthetic workload as `perf record -a` on some kernel would have recorded it.
///
/// @param kernel the kernel that runs the workload
/// @param file the shape of the file; its `long` size is also the kernel's
/// @param workload what happens
/// @param extraSampleType bits of [SampleType] on top of [SampleType#TRACEPOINT]
/// @param readFormat bits of [ReadFormat]
/// @param switchRecords SWITCH_CPU_WIDE records beside the sched_switch samples, as with
///   `--switch-events`
public record SyntheticRecording(
    KernelVersion kernel,
    PerfDataOptions file,
    WorkloadOptions workload,
    long extraSampleType,
    long readFormat,
    boolean switchRecords) {
  private static final int CLOCK_MONOTONIC = 1;
  private static final long FIRST_EVENT_ID = 100;

  /// The wall clock at the first event: 2026-01-01 00:00:00 UTC.
  public static final long START_WALL_CLOCK_NS = 1_767_225_600_000_000_000L;

  /// A recording without extras.
  public static SyntheticRecording of(
      KernelVersion kernel, PerfDataOptions file, WorkloadOptions workload) {
    return new SyntheticRecording(kernel, file, workload, 0, ReadFormat.ID, false);
  }

  /// The same recording with more fields in its samples.
  public SyntheticRecording withSampleType(long extra, long newReadFormat) {
    return new SyntheticRecording(kernel, file, workload, extra, newReadFormat, switchRecords);
  }

  /// The same recording with SWITCH_CPU_WIDE records.
  public SyntheticRecording withSwitchRecords() {
    return new SyntheticRecording(kernel, file, workload, extraSampleType, readFormat, true);
  }

  /// Writes a recording with `events` samples and returns what is in it.
  public GroundTruth writeTo(Path path, long events) throws IOException {
    return writeTo(
        Files.newByteChannel(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE),
        events);
  }

  /// Writes a recording with `events` samples to a channel, closes it, and returns what is in it.
  public GroundTruth writeTo(WritableByteChannel channel, long events) throws IOException {
    try (channel) {
      var formats = new EventFormats(kernel, file.longSize());
      List<PerfEvent> perfEvents = perfEvents();
      var tracingData =
          TracingData.of(file.longSize(), recorded().stream().map(formats::get).toList());
      try (var writer = new PerfDataWriter(channel, file, machine(), perfEvents, tracingData)) {
        var recorder = new SchedRecorder(writer, formats, perfEvents, switchRecords);
        return SyntheticWorkload.run(workload, events, recorder);
      }
    }
  }

  private List<SchedTracepoint> recorded() {
    return List.copyOf(EnumSet.copyOf(workload.recorded()));
  }

  /// One perf event per tracepoint; the first also tracks the tasks.
  private List<PerfEvent> perfEvents() {
    List<SchedTracepoint> tracepoints = recorded();
    List<PerfEvent> events = new ArrayList<>();
    for (SchedTracepoint tracepoint : tracepoints) {
      Set<AttrFlag> flags = EnumSet.of(AttrFlag.DISABLED, AttrFlag.SAMPLE_ID_ALL);
      if (events.isEmpty()) {
        flags.addAll(
            EnumSet.of(
                AttrFlag.MMAP, AttrFlag.COMM, AttrFlag.TASK, AttrFlag.MMAP2, AttrFlag.COMM_EXEC));
        if (switchRecords) {
          flags.add(AttrFlag.CONTEXT_SWITCH);
        }
      }
      PerfEventAttr attr =
          PerfEventAttr.of(
                  PerfEventAttr.TYPE_TRACEPOINT,
                  tracepoint.id(),
                  SampleType.TRACEPOINT | extraSampleType)
              .withReadFormat(readFormat)
              .withFlags(flags)
              .withClock(CLOCK_MONOTONIC);
      long firstId = FIRST_EVENT_ID + (long) events.size() * workload.cpus();
      events.add(PerfEvent.onAllCpus(tracepoint.qualifiedName(), attr, firstId, workload.cpus()));
    }
    return events;
  }

  private RecordedMachine machine() {
    boolean big = file.order() == ByteOrder.BIG_ENDIAN;
    String arch64 = big ? "ppc64" : "x86_64";
    String arch32 = big ? "ppc" : "armv7l";
    return RecordedMachine.of(kernel, workload.cpus())
        .withArch(file.longSize() == 8 ? arch64 : arch32)
        .withClock(
            new RecordedMachine.ClockData(
                CLOCK_MONOTONIC, START_WALL_CLOCK_NS, workload.startNs(), 1));
  }
}
