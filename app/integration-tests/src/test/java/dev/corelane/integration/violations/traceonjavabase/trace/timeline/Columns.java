package dev.corelane.integration.violations.traceonjavabase.trace.timeline;

import java.lang.foreign.MemorySegment;
import java.util.List;

public final class Columns {
  public final List<long[]> columns = List.of();

  public MemorySegment segment = MemorySegment.NULL;
}
