package dev.corelane.importers.perf;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import java.io.IOException;

/// Reads what `perf record` writes: the file and the pipe form, of either byte order, versions 1
/// and 2, compressed or not, and the folders of `perf record --threads`.
public final class PerfDataImporter implements TraceImporter {
  static final String MAGIC_2 = "PERFILE2";
  static final String MAGIC_2_SWAPPED = "2ELIFREP";
  static final String MAGIC_1 = "PERFFILE";

  /// Creates it; called by the service loader.
  public PerfDataImporter() {}

  @Override
  public String id() {
    return "perf.data";
  }

  @Override
  public String displayName() {
    return "perf.data (perf record)";
  }

  @Override
  public int richness() {
    return 90;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    return head.startsWith(MAGIC_2) || head.startsWith(MAGIC_2_SWAPPED) || head.startsWith(MAGIC_1)
        ? new ProbeResult(100, "starts with perf's magic")
        : ProbeResult.no("does not start with PERFILE2");
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    new PerfReader(file, context, id()).read();
  }
}
