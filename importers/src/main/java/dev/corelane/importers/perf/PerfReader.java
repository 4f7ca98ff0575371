package dev.corelane.importers.perf;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.io.ByteView;
import dev.corelane.trace.diagnostics.ProblemKind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Reads one perf.data file: header, attrs, features, then its records.
final class PerfReader {
  private static final int FEATURE_BITS = 256;
  private static final int SECTION = 16;
  private static final int MOST_ATTRS = 1 << 16;

  /// An event has one id per CPU, or per thread and CPU.
  private static final int MOST_IDS = 1 << 20;

  private static final int LARGEST_ATTR = 1 << 12;

  private final TraceFile file;
  private final ImportContext context;
  private final String importerId;

  PerfReader(TraceFile file, ImportContext context, String importerId) {
    this.file = file;
    this.context = context;
    this.importerId = importerId;
  }

  void read() throws IOException {
    PerfHeader header = PerfHeader.read(file.content(), file.name());
    ByteView data = header.data();
    var features = new PerfFeatures(context.builder());
    var events = new PerfEvents();
    var session = new PerfSession(file.name(), context, events, features);
    long start = header.records().offset();
    long end = data.size();
    if (!header.pipe()) {
      readAttrs(header, events);
      end = recordsEnd(header);
      if (header.records().size() > 0) {
        readFeatures(header, events, features, session, end);
      }
      if (end == data.size()) {
        session.behindTheRecordsIsNothing();
      }
    }
    List<RecordRegion> regions = new ArrayList<>();
    regions.add(region(data, Math.clamp(start, 0, end), end));
    for (MemorySegment part : file.parts()) {
      if (regions.size() == PerfSession.MOST_PARTS) {
        problem(PerfProblems.TRUNCATED, "the folder holds more parts than can be read", -1);
        break;
      }
      regions.add(region(new ByteView(part, data.bigEndian()), 0, part.byteSize()));
    }
    session.run(regions, header.pipe());
    session.finish(importerId, file.content().byteSize());
  }

  private RecordRegion region(ByteView data, long start, long end) throws IOException {
    return CompressedRecords.expand(new RecordRegion(data, start, end), file.name(), context);
  }

  private long recordsEnd(PerfHeader header) {
    PerfHeader.Section records = header.records();
    long available = header.data().size();
    if (records.offset() < 0 || records.offset() > available || records.size() < 0) {
      problem(PerfProblems.TRUNCATED, "the data section lies outside the file", records.offset());
      return Math.min(available, Math.max(0, records.offset()));
    }
    if (records.size() == 0) {
      problem(
          PerfProblems.TRUNCATED,
          "the header was never completed: perf record did not end by itself",
          0);
      return available;
    }
    if (records.size() > available - records.offset()) {
      problem(PerfProblems.TRUNCATED, "the file ends within the data section", available);
      return available;
    }
    return records.offset() + records.size();
  }

  private void readAttrs(PerfHeader header, PerfEvents events) {
    ByteView data = header.data();
    PerfHeader.Section section = header.attrs();
    long entry = header.attrSize();
    boolean inside =
        section.offset() >= 0
            && section.size() >= 0
            && section.offset() <= data.size()
            && entry >= PerfAttr.SMALLEST + SECTION
            && entry <= LARGEST_ATTR;
    if (!inside) {
      problem(PerfProblems.AUX_LOST, "the attr section lies outside the file", section.offset());
      return;
    }
    long count = Math.min(section.size() / entry, MOST_ATTRS);
    for (long i = 0; i < count; i++) {
      long at = section.offset() + i * entry;
      if (at + entry > data.size()) {
        problem(PerfProblems.AUX_LOST, "the file ends within the attr section", at);
        return;
      }
      int size = (int) entry - SECTION;
      PerfEvent event = events.add(PerfAttr.read(data, at, size));
      readIds(data, at + size, event, events);
    }
  }

  private void readIds(ByteView data, long at, PerfEvent event, PerfEvents events) {
    long offset = data.i64(at);
    long size = data.i64(at + 8);
    if (size <= 0 || offset < 0 || offset > data.size() || size > data.size() - offset) {
      if (size != 0) {
        problem(PerfProblems.AUX_LOST, "the ids of an event lie outside the file", at);
      }
      return;
    }
    for (long id = 0; id + 8 <= Math.min(size, MOST_IDS * 8L); id += 8) {
      events.id(data.i64(offset + id), event);
    }
  }

  private void readFeatures(
      PerfHeader header,
      PerfEvents events,
      PerfFeatures features,
      PerfSession session,
      long tableAt) {
    ByteView data = header.data();
    long at = tableAt;
    for (int bit = 0; bit < FEATURE_BITS; bit++) {
      if (!header.hasFeature(bit)) {
        continue;
      }
      if (at + SECTION > data.size()) {
        problem(PerfProblems.TRUNCATED, "the file ends within the table of features", at);
        return;
      }
      long offset = data.i64(at);
      long size = data.i64(at + 8);
      at += SECTION;
      if (offset < 0 || size < 0 || offset > data.size() || size > data.size() - offset) {
        problem(PerfProblems.FEATURE, "feature " + bit + " lies outside the file", offset);
        continue;
      }
      session.feature(bit, data, offset, offset + size);
    }
  }

  private void problem(ProblemKind kind, String message, long offset) {
    context.problems().add(kind, message, file.name(), offset);
  }
}
