package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.SourceKind;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.regex.Pattern;

/// Reads `pgbench --log --aggregate-interval`: one line an interval, as counters.
public final class PgbenchAggregateImporter implements TraceImporter {
  private static final Pattern LINE =
      Pattern.compile("[1-4]\\d{9}(?: \\d{1,30}(?:\\.\\d{1,6})?){5}(?:(?: \\d{1,30}){4,9})?\r?");
  private static final long SECOND = 1_000_000_000L;
  private static final int SURE = 90;
  private static final int LONGEST = 600;

  // Columns behind those of all versions: four of the lag, then the skipped, and since version 15
  // retried transactions, retries, serialization and deadlock failures.
  private static final int SKIPPED = 10;
  private static final int FAILURES = 13;

  /// Creates it; called by the service loader.
  public PgbenchAggregateImporter() {}

  @Override
  public String id() {
    return "pgbench.aggregate";
  }

  @Override
  public String displayName() {
    return "pgbench log of intervals";
  }

  @Override
  public SourceKind kind() {
    return SourceKind.COMPANION;
  }

  @Override
  public int richness() {
    return 29;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    return PgbenchFiles.allLines(head, LINE)
        ? new ProbeResult(SURE, "has lines as pgbench --aggregate-interval writes them")
        : ProbeResult.no("has other lines than pgbench --aggregate-interval");
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) {
    var facts = new PostgresFacts(file, context);
    var problems =
        new RowProblems(
            context.problems(), file.name(), "an interval of pgbench --aggregate-interval");
    var tracks = new Tracks(facts.builder(), PgbenchFiles.run(file.shortName()));
    PgbenchFiles.rows(
        file,
        LINE,
        LONGEST,
        problems,
        facts,
        words -> tracks.add(facts.place(Numbers.number(words[0], 0) * SECOND), words));
    facts.finish(id(), "pgbench-interval", new PostgresTime());
  }

  /// The counters of one run.
  private static final class Tracks {
    private final TimelineBuilder builder;
    private final int count;
    private final int mean;
    private final int min;
    private final int max;
    private final int skipped;
    private final int failures;

    Tracks(TimelineBuilder builder, String run) {
      this.builder = builder;
      String prefix = ("pgbench " + run).strip();
      count = track(prefix + " transactions", "");
      mean = track(prefix + " mean latency", "us");
      min = track(prefix + " shortest latency", "us");
      max = track(prefix + " longest latency", "us");
      skipped = track(prefix + " skipped", "");
      failures = track(prefix + " failures", "");
    }

    private int track(String name, String unit) {
      return builder.counterTrack(name, unit, -1, Task.UNKNOWN);
    }

    void add(long timeNs, String[] words) {
      double transactions = Double.parseDouble(words[1]);
      builder.counter(timeNs, count, transactions);
      if (transactions > 0) {
        builder.counter(timeNs, mean, Double.parseDouble(words[2]) / transactions);
        builder.counter(timeNs, min, Double.parseDouble(words[4]));
        builder.counter(timeNs, max, Double.parseDouble(words[5]));
      }
      if (words.length > SKIPPED) {
        builder.counter(timeNs, skipped, Double.parseDouble(words[SKIPPED]));
      }
      if (words.length > FAILURES + 1) {
        builder.counter(
            timeNs,
            failures,
            Double.parseDouble(words[FAILURES]) + Double.parseDouble(words[FAILURES + 1]));
      }
    }
  }
}
