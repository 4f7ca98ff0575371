package dev.corelane.importers.ftrace;

import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.kernel.TracingData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Version 6: the block that describes the kernel, the number of CPUs, options, and a table that
/// says where the pages of each CPU are (Documentation/trace-cmd/trace-cmd.dat.v6.5.txt).
final class TraceDatVersion6 extends TraceDatReader {
  private static final int TAG = 10;
  private static final String OPTIONS = "options  ";
  private static final String EVENTS = "flyrecord";
  private static final String TEXT = "latency  ";
  private static final int OPTION_HEADER = 6;
  private static final int TABLE_ENTRY = 16;

  private final TraceOptions options = new TraceOptions();
  private final ChunkCodec codec;

  TraceDatVersion6(Head head) throws TraceReadException {
    super(head);
    codec = ChunkCodec.of("none", head.source());
  }

  @Override
  ChunkCodec codec() {
    return codec;
  }

  @Override
  Recording read() throws IOException {
    TracingData tracing = TracingData.read(data, 0, data.size());
    if (tracing.end() == 0 || !tracing.damage().isEmpty()) {
      throw new TraceReadException(
          source + " ends within the description of its events: nothing of it can be read.");
    }
    long at = tracing.end();
    if (at + 4 > data.size()) {
      throw new TraceReadException(source + " ends before its events begin.");
    }
    long cpus = data.u32(at);
    PageLayout layout = layout(tracing);
    List<TraceBuffer> buffers = new ArrayList<>();
    buffers.add(buffer("", cpus, at + 4, layout));
    for (TraceOptions.Reference option : options.references()) {
      long size = option.end() - option.start();
      if (option.id() == TraceOptions.BUFFER && size > 8) {
        String name = data.string(option.start() + 8, (int) Math.min(size - 8, 1 << 12));
        buffers.add(buffer(name, cpus, data.i64(option.start()), layout));
      }
    }
    return new Recording(data.size(), tracing, options, List.copyOf(buffers));
  }

  /// A buffer whose tags start at a place.
  private TraceBuffer buffer(String name, long cpus, long start, PageLayout layout)
      throws TraceReadException {
    long at = start;
    String tag = tag(at);
    while (tag.equals(OPTIONS)) {
      at = options(at + TAG);
      tag = tag(at);
    }
    if (tag.equals(TEXT) && name.isEmpty()) {
      throw new TraceReadException(
          source
              + " holds the text of a latency tracer, not events; run trace-cmd report on it and"
              + " open what that prints.");
    }
    List<CpuData> list = new ArrayList<>();
    if (tag.equals(EVENTS)) {
      table(cpus, at + TAG, list);
    } else if (tag.equals(TEXT)) {
      problem(FtraceProblems.TEXT_BUFFER, "buffer " + name + " holds text, not events", at);
    } else {
      problem(FtraceProblems.CPU_DATA, "there is no table of CPUs", at);
    }
    return new TraceBuffer(name, "", layout, false, List.copyOf(list));
  }

  private String tag(long at) {
    return at < 0 || at > data.size() - TAG ? "" : data.string(at, TAG);
  }

  private long options(long start) {
    long at = start;
    while (at + 2 <= data.size()) {
      int id = data.u16(at);
      if (id == TraceOptions.DONE) {
        return at + 2;
      }
      if (at + OPTION_HEADER > data.size()) {
        break;
      }
      long end = at + OPTION_HEADER + data.u32(at + 2);
      if (end > data.size()) {
        break;
      }
      option(options, id, data, at + OPTION_HEADER, end);
      at = end;
    }
    problem(FtraceProblems.TRUNCATED, "the file ends within its options", at);
    return data.size();
  }

  private void table(long cpus, long start, List<CpuData> list) {
    for (long cpu = 0; cpu < cpus; cpu++) {
      long at = start + cpu * TABLE_ENTRY;
      if (at + TABLE_ENTRY > data.size()) {
        problem(FtraceProblems.TRUNCATED, "the file ends within the table of CPUs", at);
        return;
      }
      cpuData(cpu, data.i64(at), data.i64(at + 8)).ifPresent(list::add);
    }
  }
}
