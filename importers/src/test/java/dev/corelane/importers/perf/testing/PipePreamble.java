package dev.corelane.importers.perf.testing;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The records with which a pipe-form stream begins: they carry what the file form has in its
/// header and sections.
final class PipePreamble {
  private static final int UPDATE_NAME = 2;
  private static final int UPDATE_CPUS = 3;

  private final RecordOutput out;
  private final PerfDataOptions options;
  private final List<PerfEvent> events;

  PipePreamble(RecordOutput out, PerfDataOptions options, List<PerfEvent> events) {
    this.out = out;
    this.options = options;
    this.events = events;
  }

  void write(Map<HeaderFeature, byte[]> features, byte @Nullable [] tracingData)
      throws IOException {
    events.forEach(this::attr);
    features.forEach(this::feature);
    // perf knows the times only at the end, too late for a stream: it sends zeros
    feature(HeaderFeature.SAMPLE_TIME, FeatureSections.sampleTime(options, 0, 0));
    if (tracingData != null) {
      tracingData(tracingData);
    }
    idIndex();
    for (PerfEvent event : events) {
      eventUpdateName(event);
      eventUpdateCpus(event);
    }
    out.written();
  }

  private void attr(PerfEvent event) {
    RecordBuffer buffer = out.buffer();
    int start = buffer.beginRecord(PerfRecordType.HEADER_ATTR, 0);
    event.attr().writeTo(buffer, options.attrSize());
    event.ids().forEach(buffer::u64);
    buffer.endRecord(start);
  }

  /// The record is not padded, as from perf up to 6.12.
  private void feature(HeaderFeature feature, byte[] section) {
    RecordBuffer buffer = out.buffer();
    int start = buffer.beginRecord(PerfRecordType.HEADER_FEATURE, 0);
    buffer.u64(feature.bit()).bytes(section);
    buffer.endRecordUnpadded(start);
  }

  /// The blob follows the record and is not counted in its size; the size given includes the
  /// padding.
  private void tracingData(byte[] blob) {
    RecordBuffer buffer = out.buffer();
    int padded = (blob.length + 7) / 8 * 8;
    int start = buffer.beginRecord(PerfRecordType.HEADER_TRACING_DATA, 0);
    buffer.u32(padded).u32(0);
    buffer.endRecord(start);
    buffer.bytes(blob).zeros(padded - blob.length);
  }

  private void idIndex() {
    RecordBuffer buffer = out.buffer();
    int start = buffer.beginRecord(PerfRecordType.ID_INDEX, 0);
    buffer.u64(events.stream().mapToInt(e -> e.ids().size()).sum());
    for (PerfEvent event : events) {
      for (int cpu = 0; cpu < event.ids().size(); cpu++) {
        buffer.u64(event.ids().get(cpu)).u64(cpu).u64(cpu).u64(-1);
      }
    }
    if (buffer.size() - start > RecordBuffer.MAX_RECORD_SIZE) {
      buffer.truncate(
          start); // perf splits the index; readers that map ids by HEADER_ATTR need none
    } else {
      buffer.endRecord(start);
    }
  }

  private void eventUpdateName(PerfEvent event) {
    RecordBuffer buffer = out.buffer();
    int start = beginUpdate(UPDATE_NAME, event);
    buffer.zstr(event.name());
    buffer.endRecord(start);
  }

  private void eventUpdateCpus(PerfEvent event) {
    RecordBuffer buffer = out.buffer();
    int start = beginUpdate(UPDATE_CPUS, event);
    buffer.u16(0).u16(event.ids().size()); // a list of u16
    for (int cpu = 0; cpu < event.ids().size(); cpu++) {
      buffer.u16(cpu);
    }
    buffer.endRecord(start);
  }

  private int beginUpdate(int kind, PerfEvent event) {
    int start = out.buffer().beginRecord(PerfRecordType.EVENT_UPDATE, 0);
    out.buffer().u64(kind).u64(event.id(0));
    return start;
  }
}
