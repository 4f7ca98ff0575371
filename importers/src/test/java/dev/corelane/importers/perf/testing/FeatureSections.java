package dev.corelane.importers.perf.testing;

import dev.corelane.importers.perf.testing.PerfDataOptions.Compression;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Encodes the feature sections other than TRACING_DATA, in bit order.
final class FeatureSections {
  private static final int ZSTD_TYPE = 1;

  private final PerfDataOptions options;
  private final Map<HeaderFeature, byte[]> sections = new EnumMap<>(HeaderFeature.class);

  private FeatureSections(PerfDataOptions options) {
    this.options = options;
  }

  /// The sections that can be written before the first event.
  static Map<HeaderFeature, byte[]> encode(
      PerfDataOptions options, RecordedMachine machine, List<PerfEvent> events) {
    var all = new FeatureSections(options);
    all.add(HeaderFeature.HOSTNAME, out -> out.sectionString(machine.hostname()));
    all.add(HeaderFeature.OSRELEASE, out -> out.sectionString(machine.osRelease()));
    all.add(HeaderFeature.VERSION, out -> out.sectionString(machine.perfVersion()));
    all.add(HeaderFeature.ARCH, out -> out.sectionString(machine.arch()));
    all.add(HeaderFeature.NRCPUS, out -> out.u32(machine.cpus()).u32(machine.cpus()));
    all.add(
        HeaderFeature.CMDLINE,
        out -> {
          out.u32(machine.commandLine().size());
          machine.commandLine().forEach(out::sectionString);
        });
    all.add(HeaderFeature.EVENT_DESC, out -> all.eventDescription(out, events));
    RecordedMachine.ClockData clock = machine.clock();
    if (clock != null) {
      all.add(HeaderFeature.CLOCKID, out -> out.u64(clock.resolutionNs()));
      all.add(
          HeaderFeature.CLOCK_DATA,
          out -> out.u32(1).u32(clock.clockId()).u64(clock.wallClockNs()).u64(clock.clockNs()));
    }
    if (options.compression() != Compression.NONE) {
      all.add(
          HeaderFeature.COMPRESSED,
          out -> {
            out.u32(1).u32(ZSTD_TYPE).u32(CompressedRecords.LEVEL);
            out.u32(1).u32(options.ringBytes()); // ratio, mmap_len
          });
    }
    return all.sections;
  }

  static byte[] sampleTime(PerfDataOptions options, long firstNs, long lastNs) {
    return new RecordBuffer(options.order()).u64(firstNs).u64(lastNs).toByteArray();
  }

  private void add(HeaderFeature feature, Consumer<RecordBuffer> content) {
    var out = new RecordBuffer(options.order());
    content.accept(out);
    sections.put(feature, out.toByteArray());
  }

  private void eventDescription(RecordBuffer out, List<PerfEvent> events) {
    out.u32(events.size()).u32(options.attrSize());
    for (PerfEvent event : events) {
      event.attr().writeTo(out, options.attrSize());
      out.u32(event.ids().size()).sectionString(event.name());
      event.ids().forEach(out::u64);
    }
  }
}
