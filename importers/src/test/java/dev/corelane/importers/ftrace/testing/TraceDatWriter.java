package dev.corelane.importers.ftrace.testing;

import com.github.luben.zstd.Zstd;
import dev.corelane.importers.ftrace.testing.TraceDatOptions.Compression;
import dev.corelane.importers.perf.testing.RecordBuffer;
import dev.corelane.importers.perf.testing.TracingData;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;

/// Puts a trace.dat file together: description, options, buffers
/// (Documentation/trace-cmd/trace-cmd.dat.v6.5.txt and v7).
public final class TraceDatWriter {
  public static final int DATE = 1;
  public static final int CPUSTAT = 2;
  public static final int TRACECLOCK = 4;
  public static final int UNAME = 5;
  public static final int OFFSET = 7;
  public static final int VERSION = 9;
  public static final int TIME_SHIFT = 12;
  public static final int TSC2NSEC = 14;
  private static final int BUFFER = 3;
  private static final int CHUNK_PAGES = 10;
  private static final int SECTION_OF_OPTIONS = 0;
  private static final int SECTION_OF_EVENTS = 3;

  /// A ring buffer of the recording.
  ///
  /// @param name "" for the top buffer
  /// @param clock its clock; told by version 7 only
  /// @param cpus pages by CPU number
  public record Buffer(String name, String clock, Map<Integer, byte[]> cpus) {}

  /// An option with its payload.
  @SuppressWarnings("ArrayRecordComponent") // bytes to write, never compared
  public record Option(int id, byte[] payload) {
    public static Option text(int id, String text) {
      return new Option(id, (text + "\0").getBytes(StandardCharsets.UTF_8));
    }
  }

  private final TraceDatOptions options;
  private final TracingData tracing;
  private final ByteOrder order;
  private final RecordBuffer out;

  private TraceDatWriter(TraceDatOptions options, TracingData tracing) {
    this.options = options;
    this.tracing = tracing;
    order = options.order();
    out = new RecordBuffer(order);
  }

  /// The bytes of a file.
  public static byte[] write(
      TraceDatOptions options, TracingData tracing, List<Option> list, List<Buffer> buffers) {
    var writer = new TraceDatWriter(options, tracing);
    if (options.version() == 6) {
      writer.version6(list, buffers);
    } else {
      writer.version7(list, buffers);
    }
    return writer.out.toByteArray();
  }

  private void version6(List<Option> list, List<Buffer> buffers) {
    var six =
        new TracingData("6", tracing.longSize(), tracing.events(), tracing.savedCommandLines());
    out.bytes(six.encode(order));
    int cpus =
        1
            + buffers.stream()
                .flatMap(b -> b.cpus().keySet().stream())
                .max(Integer::compare)
                .orElse(0);
    out.u32(cpus);
    tag("options  ");
    list.forEach(this::option);
    List<Integer> offsets = new ArrayList<>();
    for (Buffer buffer : buffers.subList(1, buffers.size())) {
      out.u16(BUFFER).u32(8 + buffer.name().length() + 1);
      offsets.add(out.size());
      out.u64(0).zstr(buffer.name());
    }
    out.u16(0);
    events6(buffers.getFirst(), cpus);
    for (int i = 1; i < buffers.size(); i++) {
      patch64(offsets.get(i - 1), out.size());
      events6(buffers.get(i), cpus);
    }
  }

  private void events6(Buffer buffer, int cpus) {
    tag("flyrecord");
    int table = out.size();
    out.zeros(16 * cpus);
    var all = new TreeMap<Integer, byte[]>(buffer.cpus());
    for (int cpu = 0; cpu < cpus; cpu++) {
      byte[] pages = all.getOrDefault(cpu, new byte[0]);
      out.pad(0, options.pageSize());
      patch64(table + 16 * cpu, out.size());
      patch64(table + 16 * cpu + 8, pages.length);
      out.bytes(pages);
    }
  }

  private void tag(String text) {
    out.bytes(Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 10));
  }

  private void option(Option option) {
    out.u16(option.id).u32(option.payload.length).bytes(option.payload);
  }

  private void version7(List<Option> list, List<Buffer> buffers) {
    out.u8(0x17).u8(0x08).u8(0x44).bytes("tracing".getBytes(StandardCharsets.US_ASCII)).zstr("7");
    out.u8(order == ByteOrder.BIG_ENDIAN ? 1 : 0).u8(8).u32(4096);
    out.zstr(options.compression().fileName()).zstr("1.0");
    int first = out.size();
    out.u64(0);
    List<Option> all = new ArrayList<>();
    all.add(reference(16, section(16, tracing.headerPages(order))));
    all.add(reference(17, section(17, u32(0))));
    all.add(reference(18, section(18, tracing.eventFormats(order))));
    all.add(reference(21, section(21, tracing.commandLines(order))));
    all.addAll(list);
    int previous = first;
    for (Buffer buffer : buffers) {
      Option option = events7(buffer);
      previous = optionSection(all, previous);
      all = new ArrayList<>(List.of(option));
    }
    optionSection(all, previous);
  }

  /// Writes a section of options, to which the one before points.
  ///
  /// @return where its own pointer is
  private int optionSection(List<Option> list, int pointer) {
    patch64(pointer, out.size());
    int size = list.stream().mapToInt(o -> 6 + o.payload.length).sum() + 6 + 8;
    out.u16(SECTION_OF_OPTIONS).u16(0).u32(0).u64(size);
    list.forEach(this::option);
    out.u16(0).u32(8);
    out.u64(0);
    return out.size() - 8;
  }

  private Option reference(int id, long offset) {
    return new Option(id, new RecordBuffer(order).u64(offset).toByteArray());
  }

  private byte[] u32(int value) {
    return new RecordBuffer(order).u32(value).toByteArray();
  }

  private long section(int id, byte[] body) {
    long at = out.size();
    boolean packed = options.compression() != Compression.NONE;
    byte[] bytes = packed ? chunk(body) : body;
    out.u16(id).u16(packed ? 1 : 0).u32(0).u64(bytes.length).bytes(bytes);
    return at;
  }

  /// Packed size, size, packed bytes.
  private byte[] chunk(byte[] body) {
    byte[] packed = options.compression() == Compression.ZSTD ? Zstd.compress(body) : zlib(body);
    return new RecordBuffer(order).u32(packed.length).u32(body.length).bytes(packed).toByteArray();
  }

  private static byte[] zlib(byte[] body) {
    try (var deflater = new Deflater()) {
      deflater.setInput(body);
      deflater.finish();
      byte[] packed = new byte[body.length + 64];
      return Arrays.copyOf(packed, deflater.deflate(packed));
    }
  }

  private Option events7(Buffer buffer) {
    boolean packed = options.compression() != Compression.NONE;
    int section = out.size();
    out.u16(SECTION_OF_EVENTS).u16(packed ? 1 : 0).u32(0).u64(0);
    var option = new RecordBuffer(order);
    option.u64(section).zstr(buffer.name()).zstr(buffer.clock());
    option.u32(options.pageSize()).u32(buffer.cpus().size());
    new TreeMap<>(buffer.cpus())
        .forEach(
            (cpu, pages) -> {
              byte[] bytes = packed && pages.length > 0 ? chunks(pages) : pages;
              if (!packed) {
                out.pad(0, options.pageSize());
              }
              option.u32(cpu).u64(out.size()).u64(bytes.length);
              out.bytes(bytes);
            });
    patch64(section + 8, out.size() - section - 16);
    return new Option(BUFFER, option.toByteArray());
  }

  private byte[] chunks(byte[] pages) {
    int size = CHUNK_PAGES * options.pageSize();
    var all = new RecordBuffer(order);
    all.u32((pages.length + size - 1) / size);
    for (int at = 0; at < pages.length; at += size) {
      all.bytes(chunk(Arrays.copyOfRange(pages, at, Math.min(pages.length, at + size))));
    }
    return all.toByteArray();
  }

  private void patch64(int at, long value) {
    out.putU64(at, value);
  }
}
