package dev.corelane.importers.perf;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceFolder;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what `perf record` writes: the file and the pipe form, of either byte order, versions 1
/// and 2, compressed or not, and the folders of `perf record --threads`.
public final class PerfDataImporter implements TraceImporter {
  static final String MAGIC_2 = "PERFILE2";
  static final String MAGIC_2_SWAPPED = "2ELIFREP";
  static final String MAGIC_1 = "PERFFILE";

  /// What `perf record --threads` calls its files: one with the header, one per thread.
  private static final String MAIN_PART = "data";

  private static final Pattern PART = Pattern.compile("data\\.\\d+");

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
        ? new ProbeResult(ProbeResult.CERTAIN, "starts with perf's magic")
        : ProbeResult.no("does not start with PERFILE2");
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    new PerfReader(file, context, id()).read();
  }

  @Override
  public ProbeResult probeFolder(TraceFolder folder) throws IOException {
    return folder.has(MAIN_PART)
        ? new ProbeResult(90, "holds the parts that perf record --threads makes")
        : ProbeResult.no("has no file named " + MAIN_PART);
  }

  @Override
  public void importFolder(TraceFolder folder, ImportContext context) throws IOException {
    List<MemorySegment> parts = new ArrayList<>();
    for (String part :
        folder.files().stream()
            .filter(name -> PART.matcher(name).matches())
            .sorted(Comparator.comparingInt(PerfDataImporter::partNumber))
            .toList()) {
      parts.add(folder.map(part));
    }
    importTrace(new TraceFile(folder.name(), folder.map(MAIN_PART), List.copyOf(parts)), context);
  }

  private static int partNumber(String part) {
    String digits = part.substring(MAIN_PART.length() + 1);
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }
}
