package dev.corelane.importers.perf.testing;

import dev.corelane.importers.perf.testing.PerfDataOptions.Form;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// Encodes the fixed parts of a perf.data file that precede the data section.
///
/// File form: header (104 bytes), the ids of all events, the attr section, and in version 1 the
/// table of event types; then the data.
final class PerfHeader {
  private static final int PIPE_HEADER_SIZE = 16;
  private static final int FILE_HEADER_SIZE = 104;
  private static final int SECTION_REFERENCE_SIZE = 16;
  private static final int EVENT_TYPE_NAME_SIZE = 64;
  private static final int FEATURE_BITS = 256;

  private final PerfDataOptions options;
  private final List<PerfEvent> events;
  private final int idsOffset = FILE_HEADER_SIZE;
  private final int attrsOffset;
  private final int attrsSize;
  private final int eventTypesOffset;
  private final int eventTypesSize;

  PerfHeader(PerfDataOptions options, List<PerfEvent> events) {
    this.options = options;
    this.events = events;
    int ids = events.stream().mapToInt(e -> e.ids().size()).sum();
    attrsOffset = idsOffset + 8 * ids;
    attrsSize = events.size() * (options.attrSize() + SECTION_REFERENCE_SIZE);
    eventTypesOffset = attrsOffset + attrsSize;
    eventTypesSize = options.version() == 1 ? events.size() * (8 + EVENT_TYPE_NAME_SIZE) : 0;
  }

  /// Where the data section or the stream of records begins.
  int dataOffset() {
    return options.form() == Form.PIPE ? PIPE_HEADER_SIZE : eventTypesOffset + eventTypesSize;
  }

  /// Everything up to the data.
  ///
  /// @param dataSize 0 while recording
  void writeTo(RecordBuffer out, long dataSize, Set<HeaderFeature> features) {
    out.bytes(magic());
    if (options.form() == Form.PIPE) {
      out.u64(PIPE_HEADER_SIZE);
      return;
    }
    out.u64(FILE_HEADER_SIZE).u64(options.attrSize() + SECTION_REFERENCE_SIZE);
    out.u64(attrsOffset).u64(attrsSize);
    out.u64(dataOffset()).u64(dataSize);
    out.u64(eventTypesSize == 0 ? 0 : eventTypesOffset).u64(eventTypesSize);
    writeBitmap(out, features);
    for (PerfEvent event : events) {
      event.ids().forEach(out::u64);
    }
    long idsAt = idsOffset;
    for (PerfEvent event : events) {
      event.attr().writeTo(out, options.attrSize());
      long idsSize = 8L * event.ids().size();
      out.u64(idsAt).u64(idsSize);
      idsAt += idsSize;
    }
    if (eventTypesSize != 0) {
      events.forEach(e -> writeEventType(out, e));
    }
  }

  private static void writeEventType(RecordBuffer out, PerfEvent event) {
    out.u64(event.attr().config());
    int start = out.size();
    out.zstr(event.name()).pad(start, EVENT_TYPE_NAME_SIZE);
  }

  private byte[] magic() {
    String magic = options.version() == 1 ? "PERFFILE" : "PERFILE2";
    if (options.order() == ByteOrder.BIG_ENDIAN) {
      magic = new StringBuilder(magic).reverse().toString();
    }
    return magic.getBytes(StandardCharsets.US_ASCII);
  }

  /// The bitmap is an array of the recorder's `unsigned long`.
  private void writeBitmap(RecordBuffer out, Set<HeaderFeature> features) {
    int wordBits = 8 * options.longSize();
    for (int first = 0; first < FEATURE_BITS; first += wordBits) {
      long word = 0;
      for (HeaderFeature feature : features) {
        int bit = feature.bit() - first;
        if (bit >= 0 && bit < wordBits) {
          word |= 1L << bit;
        }
      }
      if (options.longSize() == 4) {
        out.u32((int) word);
      } else {
        out.u64(word);
      }
    }
  }
}
