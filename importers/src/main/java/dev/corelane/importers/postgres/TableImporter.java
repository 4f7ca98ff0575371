package dev.corelane.importers.postgres;

import dev.corelane.importers.ImportContext;
import dev.corelane.importers.ProbeResult;
import dev.corelane.importers.SourceKind;
import dev.corelane.importers.TraceFile;
import dev.corelane.importers.TraceHead;
import dev.corelane.importers.TraceImporter;
import dev.corelane.importers.TraceReadException;
import dev.corelane.trace.diagnostics.ProblemLog;
import dev.corelane.trace.task.ProgressMonitor;
import java.io.IOException;
import java.util.Set;

/// Reads rows of one view, in any form in which people keep rows: separated values with a header,
/// psql's aligned and expanded output, JSON. Columns are found by name, whatever their order.
abstract sealed class TableImporter implements TraceImporter, TellsSessions
    permits WaitHistoryImporter,
        WaitProfileImporter,
        ActivityImporter,
        SessionHistoryImporter,
        LockSamplesImporter,
        PageItemsImporter {
  private static final int SURE = 95;
  private static final int ROWS_PER_CHECK = 4096;
  private static final long SECOND = 1_000_000_000L;
  private static final String BACKEND_START = "backend_start";

  private final TableKind wanted;

  TableImporter(TableKind wanted) {
    this.wanted = wanted;
  }

  @Override
  public SourceKind kind() {
    return SourceKind.COMPANION;
  }

  @Override
  public ProbeResult probe(TraceHead head) {
    TableForm form = TableForm.of(head.bytes());
    if (form == null) {
      return ProbeResult.no("is no table");
    }
    return TableKind.of(form.columns(head.bytes())) == wanted
        ? new ProbeResult(SURE, "has the columns")
        : ProbeResult.no("has other columns");
  }

  @Override
  public void importTrace(TraceFile file, ImportContext context) throws IOException {
    byte[] head = TraceHead.bytesOf(file.content());
    TableForm form = TableForm.of(head);
    Set<String> columns = form == null ? Set.of() : form.columns(head);
    if (form == null || TableKind.of(columns) != wanted) {
      throw new TraceReadException(
          file.name() + " has no header with the columns of " + displayName() + ".");
    }
    String timeColumn = TableKind.timeColumn(columns);
    long period = 0;
    if (!timeColumn.isEmpty()) {
      period =
          SamplePeriod.of(
              form.open(file.content(), new RowProblems(new ProblemLog(), "", "")), timeColumn);
    }
    var problems = new RowProblems(context.problems(), file.name(), wanted.row());
    var facts = new PostgresFacts(file, context);
    var rows =
        new SampleRows(
            log -> form.open(file.content(), log), timeColumn, columns, problems, facts, period);
    read(rows, file, context);
    if (facts.rows() == 0 && problems.count() > 0) {
      throw new TraceReadException(
          file.name()
              + " has no row that can be read, the first is "
              + problems.first()
              + "; times are read in ISO form (SET datestyle TO ISO).");
    }
    facts.finish(id(), eventName(), rows.time());
  }

  @Override
  public SessionLives sessions(TraceFile file, long most, ProgressMonitor monitor) {
    var lives = new SessionLives();
    byte[] head = TraceHead.bytesOf(file.content());
    TableForm form = TableForm.of(head);
    Set<String> columns = form == null ? Set.of() : form.columns(head);
    String timeColumn = TableKind.timeColumn(columns);
    if (form == null || timeColumn.isEmpty() || !columns.contains(BACKEND_START)) {
      return lives;
    }
    var time = new PostgresTime();
    TextTable rows = form.open(file.content(), new RowProblems(new ProblemLog(), "", ""));
    for (long n = 0; n < most && rows.next(); n++) {
      long seenNs = time.parse(rows.get(timeColumn));
      long startNs = time.parse(rows.get(BACKEND_START));
      if (seenNs != PostgresTime.NONE && startNs != PostgresTime.NONE) {
        lives.seen(Numbers.nonNegative(rows.get("pid")), startNs / SECOND, seenNs);
      }
      if (n % ROWS_PER_CHECK == 0) {
        monitor.checkCancelled();
      }
    }
    return time.sure() ? lives : new SessionLives();
  }

  /// @return what the rows are called among the timeline's events
  abstract String eventName();

  /// Reads the rows.
  ///
  /// @param rows the rows
  /// @param file the file, for messages
  /// @param context the import
  /// @throws TraceReadException if nothing of the file can be used
  abstract void read(SampleRows rows, TraceFile file, ImportContext context)
      throws TraceReadException;

  /// What to say of a table that has no times.
  static TraceReadException withoutTime(TraceFile file) {
    return new TraceReadException(
        file.name()
            + " has no column with the time of the sample; add clock_timestamp() AS at to the"
            + " query.");
  }
}
