package dev.corelane.importers.ftrace;

import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.TracingData;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Version 7: sections anywhere in the file, packed or not, which options point to; the options are
/// sections too, each of which names the next (Documentation/trace-cmd/trace-cmd.dat.v7.5.txt).
final class TraceDatVersion7 extends TraceDatReader {
  private static final int LONGEST_NAME = 1 << 12;
  private static final int SECTION_HEADER = 16;
  private static final int PACKED = 1;
  private static final int OPTION_HEADER = 6;
  private static final int OPTIONS = 0;
  private static final int HEADER_INFO = 16;
  private static final int FTRACE_FORMATS = 17;
  private static final int EVENT_FORMATS = 18;
  private static final int PRINTK = 20;
  private static final int CMDLINES = 21;
  private static final int BUFFER_TEXT = 22;
  private static final int BUFFER_ENTRY = 20;

  private final ChunkCodec codec;
  private final long firstOptions;
  private final TraceOptions options = new TraceOptions();
  private final TracingData tracing = new TracingData();

  TraceDatVersion7(Head head) throws TraceReadException {
    super(head);
    long at = head.end();
    int nameLength = zlength(data, at, data.size());
    String name = data.string(at, nameLength);
    at += nameLength + 1;
    at += zlength(data, at, data.size()) + 1;
    if (at + 8 > data.size()) {
      throw new TraceReadException(
          source + " ends within the first bytes of a trace.dat file: it holds no events.");
    }
    firstOptions = data.i64(at);
    codec = ChunkCodec.of(name, source);
  }

  @Override
  ChunkCodec codec() {
    return codec;
  }

  @Override
  Recording read() throws IOException {
    if (firstOptions <= 0 || firstOptions > data.size() - SECTION_HEADER) {
      throw new TraceReadException(
          source
              + " was not completed: its list of sections lies outside the file, so nothing of it"
              + " can be found.");
    }
    readOptions();
    List<TraceOptions.Reference> references = options.references();
    for (TraceOptions.Reference option : references) {
      if (option.id() >= HEADER_INFO && option.id() <= CMDLINES) {
        description(option);
      }
    }
    if (!tracing.damage().isEmpty()) {
      problem(FtraceProblems.DESCRIPTION, tracing.damage(), -1);
    }
    List<TraceBuffer> buffers = new ArrayList<>();
    PageLayout layout = layout(tracing);
    for (TraceOptions.Reference option : references) {
      if (option.id() == TraceOptions.BUFFER) {
        buffer(option, layout).ifPresent(buffers::add);
      } else if (option.id() == BUFFER_TEXT) {
        problem(FtraceProblems.TEXT_BUFFER, "a buffer holds text, not events", option.start());
      }
    }
    if (buffers.isEmpty()) {
      throw new TraceReadException(
          source + " names no buffer of events: nothing of it can be shown.");
    }
    return new Recording(data.size(), tracing, options, List.copyOf(buffers));
  }

  private void readOptions() {
    Set<Long> seen = new HashSet<>();
    long next = firstOptions;
    while (next != 0) {
      if (!seen.add(next)) {
        problem(FtraceProblems.OPTION, "the options lead in a circle", next);
        return;
      }
      Optional<Section> section = section(next);
      if (section.isEmpty() || section.get().id != OPTIONS) {
        problem(FtraceProblems.TRUNCATED, "there is no section of options", next);
        return;
      }
      next = options(section.get());
    }
  }

  /// Reads one section of options.
  ///
  /// @return offset of the next, 0 for none
  private long options(Section section) {
    ByteView in = section.data;
    long at = section.start;
    while (at + OPTION_HEADER <= section.end) {
      int id = in.u16(at);
      long start = at + OPTION_HEADER;
      long size = in.u32(at + 2);
      if (size > section.end - start) {
        break;
      }
      if (id == TraceOptions.DONE) {
        return size >= 8 ? in.i64(start) : 0;
      }
      option(options, id, in, start, start + size);
      at = start + size;
    }
    problem(FtraceProblems.TRUNCATED, "a section of options ends early", section.offset);
    return 0;
  }

  private void description(TraceOptions.Reference option) {
    boolean wanted =
        switch (option.id()) {
          case HEADER_INFO, FTRACE_FORMATS, EVENT_FORMATS, PRINTK, CMDLINES -> true;
          default -> false;
        };
    if (!wanted || option.end() - option.start() < 8) {
      return;
    }
    Optional<Section> found = section(option.data().i64(option.start()));
    if (found.isEmpty()) {
      return;
    }
    Section section = found.get();
    ByteView in = section.data;
    switch (option.id()) {
      case HEADER_INFO -> tracing.readHeaderPage(in, section.start, section.end);
      case FTRACE_FORMATS -> tracing.readFtraceFormats(in, section.start, section.end);
      case EVENT_FORMATS -> tracing.readEventFormats(in, section.start, section.end);
      case PRINTK -> tracing.readPrintkFormats(in, section.start, section.end);
      default -> tracing.readSavedCommandLines(in, section.start, section.end);
    }
  }

  private Optional<TraceBuffer> buffer(TraceOptions.Reference option, PageLayout layout) {
    ByteView in = option.data();
    long at = option.start() + 8;
    int nameLength = zlength(in, at, option.end());
    String name = in.string(at, nameLength);
    at += nameLength + 1;
    int clockLength = zlength(in, at, option.end());
    String clock = in.string(at, clockLength);
    at += clockLength + 1;
    if (option.end() - at < 8) {
      problem(FtraceProblems.CPU_DATA, "a buffer's option ends early", option.start());
      return Optional.empty();
    }
    long section = in.i64(option.start());
    if (section < 0 || section > data.size() - SECTION_HEADER) {
      problem(FtraceProblems.CPU_DATA, "the section of a buffer lies outside the file", section);
      return Optional.empty();
    }
    boolean packed = (data.u16(section + 2) & PACKED) != 0;
    PageLayout pages = layout.withPageSize(in.u32(at));
    long count = in.u32(at + 4);
    at += 8;
    List<CpuData> cpus = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      if (option.end() - at < BUFFER_ENTRY) {
        problem(FtraceProblems.CPU_DATA, "a buffer's table of CPUs ends early", option.start());
        break;
      }
      cpuData(in.u32(at), in.i64(at + 4), in.i64(at + 12)).ifPresent(cpus::add);
      at += BUFFER_ENTRY;
    }
    return Optional.of(new TraceBuffer(name, clock, pages, packed, List.copyOf(cpus)));
  }

  /// Bytes before the NUL of a string.
  private static int zlength(ByteView in, long at, long end) {
    int length = 0;
    while (at + length < end && length < LONGEST_NAME && in.u8(at + length) != 0) {
      length++;
    }
    return length;
  }

  /// A part of the file, unpacked.
  ///
  /// @param offset where it is in the file
  private record Section(int id, long offset, ByteView data, long start, long end) {}

  private Optional<Section> section(long offset) {
    if (offset < 0 || offset > data.size() - SECTION_HEADER) {
      problem(FtraceProblems.DESCRIPTION, "a section lies outside the file", offset);
      return Optional.empty();
    }
    int id = data.u16(offset);
    long start = offset + SECTION_HEADER;
    long size = data.i64(offset + 8);
    if (size < 0 || size > data.size() - start) {
      problem(FtraceProblems.TRUNCATED, "the file ends within section " + id, offset);
      size = data.size() - start;
    }
    if ((data.u16(offset + 2) & PACKED) == 0) {
      return Optional.of(new Section(id, offset, data, start, start + size));
    }
    return unpack(id, offset, start, size);
  }

  private Optional<Section> unpack(int id, long offset, long start, long size) {
    long packed = size < 8 ? 0 : data.u32(start);
    long unpacked = size < 8 ? 0 : data.u32(start + 4);
    if (packed > size - 8 || !codec.allows(packed, unpacked)) {
      problem(FtraceProblems.COMPRESSED, "section " + id + " claims an impossible size", offset);
      return Optional.empty();
    }
    byte[] bytes = new byte[(int) unpacked];
    try {
      codec.unpack(data.segment(), start + 8, (int) packed, bytes, 0, bytes.length);
    } catch (IOException e) {
      problem(FtraceProblems.COMPRESSED, "section " + id + " cannot be unpacked", offset);
      return Optional.empty();
    }
    var view = new ByteView(MemorySegment.ofArray(bytes), data.bigEndian());
    return Optional.of(new Section(id, offset, view, 0, bytes.length));
  }
}
