package dev.corelane.importers.perftext;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.NoEventsException;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import java.io.IOException;

/// Reads what perf prints: `perf script` and `perf sched script` with any choice of fields that has
/// the time and the event, and `perf sched timehist`. Its reports of sums are recognised, and
/// refused with what to open instead.
public final class PerfTextImporter implements TraceImporter {

  /// Creates it; called by the service loader.
  public PerfTextImporter() {}

  @Override
  public String id() {
    return "perf-text";
  }

  @Override
  public String displayName() {
    return "perf text (perf script, perf sched timehist)";
  }

  @Override
  public int richness() {
    return 30;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    PerfTextKind kind = PerfTextKind.of(head.bytes());
    return switch (kind) {
      case SCRIPT -> new ProbeResult(80, "has lines as perf script prints them");
      case TIMEHIST -> new ProbeResult(85, "has the header of perf sched timehist");
      case OTHER -> ProbeResult.no("has no line as perf script prints it");
      default -> new ProbeResult(50, "is what " + kind.tool + " prints");
    };
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    byte[] head = TraceHead.bytesOf(file.content());
    PerfTextKind kind = PerfTextKind.of(head);
    switch (kind) {
      case TIMEHIST -> new TimehistReader(file, context).read(id());
      case SCRIPT, OTHER -> new PerfScriptReader(file, context).read(id());
      default ->
          throw new NoEventsException(
              file.name() + " is what " + kind.tool + " prints: " + kind.why + ".");
    }
  }
}
