package dev.corelane.importers;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// A file to import, mapped into memory.
///
/// @param name the name the user gave
/// @param content its bytes
/// @param parts further files of a trace that is a folder (`perf record --threads`), else empty
public record TraceFile(String name, MemorySegment content, List<MemorySegment> parts) {
  /// @return the name without folders
  public String shortName() {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }
}
