package dev.corelane.importers.simulator;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.importers.TraceReadException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Reads the output of scheduler simulators: JSON Lines or CSV.
public final class SimulatorImporter implements TraceImporter {
  private static final int PROBED_LINES = 10;

  /// Creates it; called by the service loader.
  public SimulatorImporter() {}

  @Override
  public String id() {
    return "simulator";
  }

  @Override
  public String displayName() {
    return "simulator output";
  }

  @Override
  public int richness() {
    return 60;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    Records records = Records.open(MemorySegment.ofArray(head.bytes()));
    if (records == null) {
      return ProbeResult.no("has neither JSON objects nor a CSV header with time and event");
    }
    var fields = new Fields();
    for (int i = 0; i < PROBED_LINES && records.next(fields) != Records.Line.END; i++) {
      if (fields.text("value", "").startsWith(SimulatorReader.FORMAT)) {
        return new ProbeResult(98, "says that it is a simulator's");
      }
      EventKind kind = EventKind.of(fields.text("event", ""));
      if (kind != null && fields.names().containsAll(kind.required())) {
        return new ProbeResult(85, "has the events of a simulator");
      }
    }
    return ProbeResult.no("has no events of a simulator");
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    Records records = Records.open(file.content());
    if (records == null) {
      throw new TraceReadException(
          file.name()
              + " has neither a JSON object a line nor a CSV header with the columns time and"
              + " event.");
    }
    new SimulatorReader(file, records, context).read(id());
  }
}
