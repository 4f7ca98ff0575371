package dev.corelane.importers.perf.testing;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The TRACING_DATA blob: the format texts of the traced events, as perf copies them from tracefs.
///
/// @param version "0.5", or "0.6" which ends with the saved command lines
/// @param longSize bytes of the kernel's `long`
/// @param events the events, of any systems
/// @param savedCommandLines names by tid; written by version 0.6 only
public record TracingData(
    String version,
    int longSize,
    List<EventFormat> events,
    Map<Integer, String> savedCommandLines) {
  private static final int PAGE_SIZE = 4096;

  /// The blob of perf 5.x and newer without saved command lines.
  public static TracingData of(int longSize, List<EventFormat> events) {
    return new TracingData("0.6", longSize, events, Map.of());
  }

  /// The bytes of the blob.
  public byte[] encode(ByteOrder order) {
    var out = new RecordBuffer(order, 16384);
    out.u8(0x17).u8(0x08).u8(0x44).bytes(ascii("tracing")).zstr(version);
    out.u8(order == ByteOrder.BIG_ENDIAN ? 1 : 0).u8(longSize).u32(PAGE_SIZE);
    out.bytes(headerPages(order));
    out.u32(0); // formats of the ftrace system
    out.bytes(eventFormats(order));
    out.u32(0); // kallsyms
    out.u32(0); // printk formats
    if (!version.equals("0.5")) {
      out.bytes(commandLines(order));
    }
    return out.toByteArray();
  }

  /// The part with `header_page` and `header_event`.
  public byte[] headerPages(ByteOrder order) {
    var out = new RecordBuffer(order);
    text64(out.zstr("header_page"), headerPage());
    text64(out.zstr("header_event"), HEADER_EVENT);
    return out.toByteArray();
  }

  /// The part with the formats of all systems.
  public byte[] eventFormats(ByteOrder order) {
    var out = new RecordBuffer(order, 16384);
    Map<String, List<EventFormat>> systems =
        events.stream()
            .collect(Collectors.groupingBy(EventFormat::system, TreeMap::new, Collectors.toList()));
    out.u32(systems.size());
    systems.forEach(
        (system, formats) -> {
          out.zstr(system).u32(formats.size());
          formats.forEach(f -> text64(out, f.text()));
        });
    return out.toByteArray();
  }

  /// The part with the saved command lines.
  public byte[] commandLines(ByteOrder order) {
    var out = new RecordBuffer(order);
    text64(
        out,
        new TreeMap<>(savedCommandLines)
            .entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue() + "\n")
                .collect(Collectors.joining()));
    return out.toByteArray();
  }

  private static void text64(RecordBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.u64(bytes.length).bytes(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// The text of `header_page`.
  public String headerPage() {
    int data = 8 + longSize;
    return "\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n"
        + String.format("\tfield: local_t commit;\toffset:8;\tsize:%d;\tsigned:1;\n", longSize)
        + "\tfield: char overwrite;\toffset:8;\tsize:1;\tsigned:0;\n"
        + String.format(
            "\tfield: char data;\toffset:%d;\tsize:%d;\tsigned:0;\n", data, PAGE_SIZE - data);
  }

  private static final String HEADER_EVENT =
      """
      # compressed entry header
      \ttype_len    :    5 bits
      \ttime_delta  :   27 bits
      \tarray       :   32 bits

      \tpadding     : type == 29
      \ttime_extend : type == 30
      \ttime_stamp : type == 31
      \tdata max type_len  == 28
      """;
}
