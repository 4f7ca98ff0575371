package dev.corelane.importers.postgres;

import dev.corelane.trace.diagnostics.ProblemLog;
import java.util.Set;
import java.util.function.Function;

/// The rows of a sampled view with what all of them have: the time of the sample and a process id.
final class SampleRows {
  private final Function<RowProblems, TextTable> tables;
  private final TextTable table;
  private final String timeColumn;
  private final Set<String> columns;
  private final RowProblems problems;
  private final PostgresFacts facts;
  private final long periodNs;
  private final PostgresTime time = new PostgresTime();
  private long timeNs;
  private int pid;

  /// @param tables opens the table, each time from its beginning
  SampleRows(
      Function<RowProblems, TextTable> tables,
      String timeColumn,
      Set<String> columns,
      RowProblems problems,
      PostgresFacts facts,
      long periodNs) {
    this.tables = tables;
    table = tables.apply(problems);
    this.timeColumn = timeColumn;
    this.columns = columns;
    this.problems = problems;
    this.facts = facts;
    this.periodNs = periodNs;
  }

  /// The same rows from their beginning, for a first look: what is wrong with them is not told.
  SampleRows again() {
    var silent = new RowProblems(new ProblemLog(), "", "");
    return new SampleRows(tables, timeColumn, columns, silent, facts.again(), periodNs);
  }

  /// @return column with the time of the sample, or ""
  String timeColumn() {
    return timeColumn;
  }

  /// @return whether the rows tell when they were sampled
  boolean timed() {
    return !timeColumn.isEmpty();
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  PostgresFacts facts() {
    return facts;
  }

  PostgresTime time() {
    return time;
  }

  /// @return nanoseconds between samples, 0 unknown
  long periodNs() {
    return periodNs;
  }

  /// Goes to the next row, whatever it holds.
  boolean nextRow() {
    if (!table.next()) {
      return false;
    }
    facts.row(table.offset());
    return true;
  }

  /// Goes to the next row that has a time and a process id.
  ///
  /// @param nullPid whether the process id may be NULL
  boolean nextSample(boolean nullPid) {
    while (table.next()) {
      long unixNs = time.parse(table.get(timeColumn));
      String id = get("pid");
      pid = Numbers.nonNegative(id);
      if (unixNs != PostgresTime.NONE && (pid > 0 || nullPid && id.isEmpty())) {
        timeNs = facts.place(unixNs);
        facts.row(table.offset());
        return true;
      }
      bad();
    }
    return false;
  }

  /// The row cannot be used.
  void bad() {
    problems.bad(table.line(), table.offset(), table.text());
  }

  /// @return timeline time of the sample
  long timeNs() {
    return timeNs;
  }

  /// @return the process id, -1 for NULL
  int pid() {
    return pid;
  }

  String get(String column) {
    return NullMarks.value(table.get(column));
  }

  /// Another time of the row.
  ///
  /// @return timeline time, [PostgresTime#NONE] if there is none
  long timeNs(String column) {
    String text = get(column);
    long unixNs = text.isEmpty() ? PostgresTime.NONE : time.parse(text);
    return unixNs == PostgresTime.NONE ? PostgresTime.NONE : facts.place(unixNs);
  }
}
