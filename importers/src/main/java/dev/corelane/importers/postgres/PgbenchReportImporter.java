package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.SourceKind;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.trace.model.Task;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what pgbench prints: the names of its scripts, for the transactions of the log of the same
/// run, progress lines that have a time of their own (`--progress-timestamp`), as counters, and its
/// sums as a property.
public final class PgbenchReportImporter implements TraceImporter {
  private static final Pattern PROGRESS =
      Pattern.compile(
          "progress: (\\d+\\.\\d+) s, (\\d+\\.\\d+) tps, lat (\\d+\\.\\d+|NaN) ms.{0,200}");
  private static final Pattern SCRIPT = Pattern.compile("SQL script \\d+: (.{1,200})");
  private static final Pattern ONE_SCRIPT = Pattern.compile("transaction type: (.{1,200})");
  private static final Pattern SUM =
      Pattern.compile(
          "(?:number of transactions actually processed: |number of failed transactions: |latency"
              + " average = |latency stddev = |tps = ).{1,200}");
  private static final String MULTIPLE = "multiple scripts";
  private static final int SURE = 85;
  private static final int MOST_SCRIPTS = 200;
  private static final int MOST_SUMS = 8;

  /// Prefix of the property: `pgbench.report.FILE`.
  private static final String PROPERTY = "pgbench.report.";

  /// Creates it; called by the service loader.
  public PgbenchReportImporter() {}

  @Override
  public String id() {
    return "pgbench.report";
  }

  @Override
  public String displayName() {
    return "report of pgbench";
  }

  @Override
  public SourceKind kind() {
    return SourceKind.COMPANION;
  }

  /// Read before the logs, whose scripts it names.
  @Override
  public int richness() {
    return 35;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    String text = new String(head.bytes(), StandardCharsets.UTF_8);
    boolean report =
        text.contains("transaction type: ")
            && text.contains("query mode: ")
            && text.contains("number of clients: ");
    boolean progress =
        text.startsWith("pgbench (")
            || text.lines().limit(20).anyMatch(PgbenchReportImporter::isProgress);
    return report || progress
        ? new ProbeResult(SURE, "has the lines of pgbench's report")
        : ProbeResult.no("has no lines of pgbench's report");
  }

  private static boolean isProgress(String line) {
    return PROGRESS.matcher(line).matches();
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) {
    var facts = new PostgresFacts(file, context);
    var time = new PostgresTime();
    List<String> scripts = new ArrayList<>();
    List<String> sums = new ArrayList<>();
    String one = "";
    int[] tracks = {};
    RecordFramer lines = RecordFramer.lines(file.content());
    while (lines.next()) {
      String line = lines.text();
      Matcher progress = PROGRESS.matcher(line);
      Matcher script = SCRIPT.matcher(line);
      Matcher only = ONE_SCRIPT.matcher(line);
      if (progress.matches()) {
        long unixNs = time.parse(progress.group(1));
        if (unixNs != PostgresTime.NONE) {
          facts.row(lines.offset());
          tracks = tracks.length > 0 ? tracks : tracks(facts, file);
          long timeNs = facts.place(unixNs);
          facts.builder().counter(timeNs, tracks[0], Double.parseDouble(progress.group(2)));
          facts.builder().counter(timeNs, tracks[1], Double.parseDouble(progress.group(3)));
        }
      } else if (script.matches() && scripts.size() < MOST_SCRIPTS) {
        scripts.add(script.group(1));
      } else if (only.matches() && !only.group(1).equals(MULTIPLE)) {
        one = only.group(1);
      } else if (sums.size() < MOST_SUMS && SUM.matcher(line).matches()) {
        sums.add(line);
      }
    }
    if (scripts.isEmpty() && !one.isEmpty()) {
      scripts.add(one);
    }
    if (!sums.isEmpty()) {
      facts.builder().property(PROPERTY + file.shortName(), String.join("; ", sums));
    }
    if (facts.rows() == 0) {
      facts.problem(PostgresProblems.TOTALS, "a report of pgbench has totals, but no times", 1);
      context
          .incident()
          .untimed(
              file.name()
                  + " is what pgbench prints: sums without times, of which no timeline can be made;"
                  + " open what pgbench --log writes, or a recording of the run.");
    }
    facts.session().scripts.put(PgbenchFiles.run(file.shortName()), List.copyOf(scripts));
    facts.finish(id(), "pgbench-progress", time);
  }

  private static int[] tracks(PostgresFacts facts, TraceFile file) {
    String prefix = ("pgbench " + PgbenchFiles.run(file.shortName())).strip();
    return new int[] {
      facts.builder().counterTrack(prefix + " transactions per second", "/s", -1, Task.UNKNOWN),
      facts.builder().counterTrack(prefix + " latency", "ms", -1, Task.UNKNOWN)
    };
  }
}
