package dev.corelane.importers.postgres;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Reads `log_destination = csvlog`: columns by position, which has not changed since they were
/// introduced but for new ones at the end, or by name if there is a header.
///
/// Takes the records apart by itself: of a record's 26 fields few are needed, and making texts of
/// all of them, as a CSV library does, costs more than half of the time.
final class CsvLogReader implements LogReader {
  private static final List<String> COLUMNS =
      List.of(
          "log_time",
          "process_id",
          "error_severity",
          "sql_state_code",
          "message",
          "detail",
          "query",
          "application_name",
          "backend_type",
          "session_id");
  private static final int TIME = 0;
  private static final int PID = 1;
  private static final int SEVERITY = 2;
  private static final int STATE = 3;
  private static final int MESSAGE = 4;
  private static final int DETAIL = 5;
  private static final int QUERY = 6;
  private static final int APPLICATION = 7;
  private static final int TYPE = 8;
  private static final int SESSION = 9;

  /// Columns of version 9.0, the first with application_name.
  private static final int FEWEST = 23;

  private static final int MOST = 200;

  private final RecordFramer framer;
  private final RowProblems problems;
  private final PostgresTime time = new PostgresTime();
  private final int[] from = new int[MOST];
  private final int[] to = new int[MOST];
  private final String[] lastText = new String[COLUMNS.size()];
  private final byte[][] lastBytes = new byte[COLUMNS.size()][];
  private int[] position = {0, 3, 11, 12, 13, 14, 19, 22, 23, 5};
  private int fewest = FEWEST;
  private int lastFields;
  private boolean first = true;

  CsvLogReader(MemorySegment file, RowProblems problems) {
    framer = new RecordFramer(file, true, ',');
    this.problems = problems;
    Arrays.fill(lastText, "");
    Arrays.fill(lastBytes, new byte[0]);
  }

  @Override
  public PostgresTime time() {
    return time;
  }

  @Override
  public boolean next(LogMessage into) {
    while (framer.next()) {
      if (framer.damaged()) {
        problems.broken(framer.line(), framer.offset(), framer.text());
      } else if (framer.end() > framer.start()) {
        int fields = split();
        if (first && header(fields)) {
          first = false;
          continue;
        }
        first = false;
        if (fields >= fewest && read(into)) {
          problems.good();
          return true;
        }
        problems.shapeless(framer.line(), framer.offset(), framer.text());
      }
    }
    return false;
  }

  /// Finds the fields of a record between the delimiters that the framer has met; those that it
  /// does not have are empty.
  private int split() {
    byte[] bytes = framer.bytes();
    int fields = Math.min(MOST, framer.delimiterCount() + 1);
    int start = framer.start();
    for (int i = 0; i < fields; i++) {
      int end = i < framer.delimiterCount() ? framer.delimiter(i) : framer.end();
      boolean quoted = start < end && bytes[start] == '"';
      from[i] = quoted ? start + 1 : start;
      // The framer lets nothing stand behind the closing quote but a carriage return.
      to[i] = !quoted ? end : bytes[end - 1] == '"' ? end - 1 : end - 2;
      start = end + 1;
    }
    if (fields < lastFields) {
      Arrays.fill(from, fields, lastFields, 0);
      Arrays.fill(to, fields, lastFields, 0);
    }
    lastFields = fields;
    return fields;
  }

  private boolean header(int fields) {
    if (!text(0).equals("log_time") && !text(PID).equals("process_id")) {
      List<String> names = names(fields);
      if (!names.containsAll(COLUMNS.subList(0, MESSAGE + 1))) {
        return false;
      }
    }
    List<String> names = names(fields);
    int[] found = new int[COLUMNS.size()];
    for (int i = 0; i < found.length; i++) {
      int at = names.indexOf(COLUMNS.get(i));
      found[i] = at < 0 ? MOST - 1 : at;
    }
    position = found;
    fewest = fields;
    return true;
  }

  private List<String> names(int fields) {
    String[] names = new String[fields];
    for (int i = 0; i < fields; i++) {
      names[i] = CsvTable.columnName(text(i));
    }
    return List.of(names);
  }

  private boolean read(LogMessage into) {
    byte[] bytes = framer.bytes();
    into.unixNs = time.parse(bytes, from[position[TIME]], to[position[TIME]]);
    into.pid = pid(bytes, from[position[PID]], to[position[PID]]);
    into.severity = LogTranslations.word(repeated(SEVERITY));
    if (into.unixNs == PostgresTime.NONE
        || time.end() != to[position[TIME]]
        || into.pid <= 0
        || !SEVERITIES.contains(into.severity)) {
      return false;
    }
    into.sqlState = repeated(STATE);
    into.message = text(position[MESSAGE]);
    into.detail = text(position[DETAIL]);
    into.statement = text(position[QUERY]);
    into.application = repeated(APPLICATION);
    into.backendType = repeated(TYPE);
    into.sessionStart = SessionLives.start(bytes, from[position[SESSION]], to[position[SESSION]]);
    into.line = framer.line();
    into.offset = framer.offset();
    return true;
  }

  private static int pid(byte[] bytes, int from, int to) {
    int value = 0;
    if (to - from > 9 || from == to) {
      return -1;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }

  /// A field that is mostly the same as in the record before.
  private String repeated(int column) {
    int start = from[position[column]];
    int end = to[position[column]];
    byte[] last = lastBytes[column];
    if (!Arrays.equals(last, 0, last.length, framer.bytes(), start, end)) {
      lastBytes[column] = Arrays.copyOfRange(framer.bytes(), start, end);
      lastText[column] = text(position[column]);
    }
    return lastText[column];
  }

  private String text(int field) {
    int start = from[field];
    int end = to[field];
    if (start == end) {
      return "";
    }
    String text = new String(framer.bytes(), start, end - start, StandardCharsets.UTF_8);
    return text.indexOf('"') < 0 ? text : text.replace("\"\"", "\"");
  }
}
