package dev.corelane.importers.postgres;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// psql's expanded output (`\x`): a line per value, a ruled line before each row.
final class ExpandedTable implements TextTable {
  static final String RULE = "-[ RECORD ";
  private static final int MOST_COLUMNS = 1000;
  private static final int LONGEST_VALUE = 4096;
  private static final Pattern FOOTER = Pattern.compile("\\(\\d+ rows?\\)");

  private final RecordFramer lines;
  private final RowProblems problems;
  private Map<String, String> row = new HashMap<>();
  private String last = "";
  private long rowLine;
  private long rowOffset;
  private long ruleLine;
  private long ruleOffset;
  private boolean more;

  /// @param file the bytes
  /// @param problems takes lines that cannot be read
  ExpandedTable(MemorySegment file, RowProblems problems) {
    lines = RecordFramer.lines(file);
    this.problems = problems;
    while (!more && lines.next()) {
      more = rule(lines.text());
    }
  }

  static Set<String> columnsOf(MemorySegment file, RowProblems problems) {
    var table = new ExpandedTable(file, problems);
    Set<String> names = new LinkedHashSet<>();
    for (int rows = 0; rows < 2 && table.next(); rows++) {
      names.addAll(table.columns());
    }
    return names;
  }

  private boolean rule(String line) {
    if (!line.startsWith(RULE)) {
      return false;
    }
    ruleLine = lines.line();
    ruleOffset = lines.offset();
    return true;
  }

  @Override
  public Set<String> columns() {
    return row.keySet();
  }

  @Override
  public boolean next() {
    if (!more) {
      return false;
    }
    row = new LinkedHashMap<>();
    rowLine = ruleLine;
    rowOffset = ruleOffset;
    more = false;
    while (!more && lines.next()) {
      String line = lines.text();
      more = rule(line);
      if (!more && !line.isBlank() && !FOOTER.matcher(line).matches()) {
        value(line);
      }
    }
    return true;
  }

  private void value(String line) {
    int bar = line.indexOf('|');
    if (bar < 0 || lines.damaged()) {
      problems.bad(lines.line(), lines.offset(), line);
      return;
    }
    String name = CsvTable.columnName(line.substring(0, bar));
    String text = line.substring(bar + 1).strip();
    String value = text.endsWith("+") ? text.substring(0, text.length() - 1).stripTrailing() : text;
    if (name.isEmpty()) {
      if (row.getOrDefault(last, "").length() < LONGEST_VALUE) {
        row.merge(last, value, (a, b) -> a + "\n" + b);
      }
    } else if (row.size() < MOST_COLUMNS) {
      row.put(name, value);
      last = name;
    }
  }

  @Override
  public String get(String column) {
    return row.getOrDefault(column, "");
  }

  @Override
  public long line() {
    return rowLine;
  }

  @Override
  public long offset() {
    return rowOffset;
  }

  @Override
  public String text() {
    return row.toString();
  }
}
