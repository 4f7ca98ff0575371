package dev.corelane.importers.ftrace;

import dev.corelane.importers.TraceFolder;
import dev.corelane.importers.TraceReadException;
import dev.corelane.importers.io.ByteView;
import dev.corelane.importers.kernel.TracingData;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A folder of raw pages: one file per CPU, format files, and what else of tracefs lies there.
///
/// Files of CPUs are `per_cpu/cpuN/trace_pipe_raw` as in tracefs, `cpuN`, `cpuN.raw`,
/// `trace_pipe_raw.cpuN` or the like; formats are `events/SYSTEM/EVENT/format` or
/// `formats/SYSTEM/EVENT/format`; pages below `instances/NAME` belong to that buffer.
final class RawFolder {
  private static final Pattern FORMAT =
      Pattern.compile("(?:.*/)?(?:events|formats)/([^/]+)/[^/]+/format");
  private static final Pattern TRACEFS_CPU =
      Pattern.compile("(?:.*/)?per_cpu/cpu(\\d{1,5})/trace_pipe_raw");
  private static final Pattern CPU_FILE =
      Pattern.compile(
          "(?:.*/)?(?:trace_pipe_)?(?:raw)?[._-]?cpu[._-]?(\\d{1,5})(?:[._-](?:raw|trace_pipe_raw|bin|dat))?"
              + "|(?:.*/)?trace_pipe_raw[._-]?(\\d{1,5})");
  private static final Pattern INSTANCE = Pattern.compile("(?:.*/)?instances/([^/]+)/.*");
  private static final int LONGEST_TEXT = 16 << 20;
  private static final int LONGEST_FORMAT = 1 << 20;

  private RawFolder() {}

  /// The CPU that a file's name tells, -1 for a name that is not that of a CPU's pages.
  static int cpu(String name) {
    for (Pattern pattern : List.of(TRACEFS_CPU, CPU_FILE)) {
      Matcher m = pattern.matcher(name);
      if (m.matches()) {
        String digits = m.groupCount() > 1 && m.group(1) == null ? m.group(2) : m.group(1);
        int cpu = Integer.parseInt(digits);
        return cpu <= TraceDatReader.MOST_CPUS ? cpu : -1;
      }
    }
    return -1;
  }

  /// What is missing to read a folder, empty when it can be read.
  static Optional<String> missing(TraceFolder folder) {
    if (folder.files().stream().noneMatch(name -> cpu(name) >= 0)) {
      return Optional.of("has no files named after CPUs");
    }
    return folder.files().stream().anyMatch(name -> FORMAT.matcher(name).matches())
        ? Optional.empty()
        : Optional.of("has no format files (events/*/*/format)");
  }

  /// Reads everything but the events.
  ///
  /// @throws TraceReadException if no file holds pages
  static Recording read(TraceFolder folder) throws IOException {
    var tracing = new TracingData();
    for (String name : folder.files()) {
      Matcher format = FORMAT.matcher(name);
      if (format.matches()) {
        tracing.addFormat(format.group(1), folder.text(name, LONGEST_FORMAT));
      }
    }
    String headerPage = text(folder, "header_page");
    tracing.setTexts(headerPage, text(folder, "printk_formats"), text(folder, "saved_cmdlines"));
    var options = new TraceOptions();
    options.takeClock(text(folder, "trace_clock"));
    return new Pages(folder, headerPage).recording(tracing, options);
  }

  /// The text of the first file of a name.
  private static String text(TraceFolder folder, String name) throws IOException {
    for (String file : folder.files()) {
      if (file.equals(name) || file.endsWith("/" + name)) {
        return folder.text(file, LONGEST_TEXT);
      }
    }
    return "";
  }

  /// The pages of all CPUs.
  private static final class Pages {
    private final TraceFolder folder;
    private final String headerPage;
    private final Map<String, Map<Integer, MemorySegment>> buffers = new TreeMap<>();
    private Optional<RawLayout> layout = Optional.empty();
    private long bytes;

    Pages(TraceFolder folder, String headerPage) {
      this.folder = folder;
      this.headerPage = headerPage;
    }

    Recording recording(TracingData tracing, TraceOptions options) throws IOException {
      for (String name : folder.files()) {
        int cpu = FORMAT.matcher(name).matches() ? -1 : cpu(name);
        if (cpu >= 0) {
          add(name, cpu, options);
        }
      }
      RawLayout found =
          layout.orElseThrow(
              () ->
                  new TraceReadException(
                      folder.name()
                          + " has files named after CPUs, but none of them holds a page of ftrace's"
                          + " ring buffer."));
      List<TraceBuffer> list = new ArrayList<>();
      buffers.forEach((name, cpus) -> list.add(buffer(name, cpus, found)));
      return new Recording(bytes, tracing, options, List.copyOf(list));
    }

    private void add(String name, int cpu, TraceOptions options) throws IOException {
      MemorySegment file = folder.map(name);
      Matcher instance = INSTANCE.matcher(name);
      String buffer = instance.matches() ? instance.group(1) : "";
      if (buffers.computeIfAbsent(buffer, b -> new TreeMap<>()).putIfAbsent(cpu, file) != null) {
        return;
      }
      bytes += file.byteSize();
      if (layout.isEmpty()) {
        layout = RawLayout.guess(file, headerPage);
      }
      String stats = name.replaceFirst("trace_pipe_raw$", "stats");
      if (!stats.equals(name) && folder.has(stats)) {
        options.statistics.add("Buffer: " + buffer + "\n" + folder.text(stats, LONGEST_FORMAT));
      }
    }

    private static TraceBuffer buffer(
        String name, Map<Integer, MemorySegment> files, RawLayout layout) {
      List<CpuData> cpus = new ArrayList<>();
      files.forEach(
          (cpu, file) ->
              cpus.add(
                  new CpuData(cpu, new ByteView(file, layout.bigEndian()), 0, file.byteSize())));
      return new TraceBuffer(name, "", layout.pages(), false, List.copyOf(cpus));
    }
  }
}
