package dev.corelane.importers.ftrace;

import java.util.List;

/// One ring buffer of a recording: the top one, or an instance.
///
/// @param name name of the instance, "" for the top buffer
/// @param clock name of its clock, "" for that of the recording
/// @param layout of its pages
/// @param packed whether its pages are packed in chunks
/// @param cpus its CPUs
record TraceBuffer(
    String name, String clock, PageLayout layout, boolean packed, List<CpuData> cpus) {
  /// @return bytes of the file that hold its events
  long bytes() {
    return cpus.stream().mapToLong(cpu -> cpu.end() - cpu.start()).sum();
  }

  /// @return how a person may call it
  String displayName() {
    return name.isEmpty() ? "the top buffer" : "buffer " + name;
  }
}
