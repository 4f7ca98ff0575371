package dev.corelane.importers.postgres;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// psql's aligned output, with any border: columns stand where the `+` of the line of dashes are.
/// The same table may come again, as `\watch` prints it, with the time above it. It may be
/// indented, or quoted as in mail.
final class AlignedTable implements TextTable {
  static final Pattern DASHES = Pattern.compile("\\+?-[-+]*");
  private static final Pattern QUOTED_DASHES = Pattern.compile("([>\\s]*)" + DASHES);
  private static final Pattern FOOTER = Pattern.compile("\\(\\d+ rows?\\)");
  private static final int MOST_LINES = 500;
  private static final char CONTINUED = '+';

  /// What psql draws with `\\pset linestyle unicode`, and the same in ASCII.
  private static final String DRAWN = "│─┼├┤┬┴┌┐└┘║═╬╠╣╦╩╔╗╚╝╪╫╞╡╥╨╒╕╘╛╟╢╤╧╓╖╙╜↵";

  private static final String PLAIN = "|-+++++++++|-++++++++++++++++++++++++++++";

  /// Name of the column for the time above the table.
  private static final String TIME = "at";

  private final RecordFramer lines;
  private final RowProblems problems;
  private final Map<String, Integer> positions = new HashMap<>();
  private int[] borders = {};
  private String quote = "";

  /// Time of the table, if `\\watch` printed it.
  private String watched = "";

  /// Columns of the header, also those that have the same name, as joins have them.
  private int width;

  private String header = "";
  private List<String> row = List.of();
  private String rowText = "";
  private long rowLine;
  private long rowOffset;

  /// @param file the bytes
  /// @param problems takes rows that cannot be read
  AlignedTable(MemorySegment file, RowProblems problems) {
    lines = RecordFramer.lines(file);
    this.problems = problems;
    findHeader();
  }

  private void findHeader() {
    String before = "";
    while (lines.next()) {
      String line = plain(lines.text()).stripTrailing();
      Matcher dashes = QUOTED_DASHES.matcher(line);
      if (dashes.matches()) {
        if (!before.isEmpty()) {
          quote = dashes.group(1);
          borders = bordersOf(unquoted(line));
          header = unquoted(before);
          List<String> names = cut(header);
          width = names.size();
          for (int i = 0; i < width; i++) {
            positions.putIfAbsent(CsvTable.columnName(names.get(i)), i);
          }
          if (!watched.isEmpty() && TableKind.timeColumn(positions.keySet()).isEmpty()) {
            positions.put(TIME, width);
          }
          return;
        }
      } else {
        before = line;
        watch(line);
      }
    }
  }

  private static String plain(String line) {
    if (line.indexOf(DRAWN.charAt(0)) < 0
        && line.indexOf(DRAWN.charAt(1)) < 0
        && line.indexOf('═') < 0
        && line.indexOf('║') < 0) {
      return line;
    }
    var text = new StringBuilder(line);
    for (int i = 0; i < line.length(); i++) {
      int drawn = DRAWN.indexOf(line.charAt(i));
      if (drawn >= 0) {
        text.setCharAt(i, PLAIN.charAt(drawn));
      }
    }
    return text.toString();
  }

  private void watch(String line) {
    String time = WatchTitle.time(line);
    watched = time.isEmpty() ? watched : time;
  }

  private String unquoted(String line) {
    return line.startsWith(quote) ? line.substring(quote.length()) : line.replace(">", "");
  }

  /// The line without what stands before all of them.
  private String lineText() {
    return unquoted(plain(lines.text())).stripTrailing();
  }

  /// Where the columns end, the left border and the end of the line included.
  private static int[] bordersOf(String dashes) {
    List<Integer> found = new ArrayList<>();
    found.add(dashes.startsWith("+") ? 0 : -1);
    for (int i = 1; i < dashes.length(); i++) {
      if (dashes.charAt(i) == '+') {
        found.add(i);
      }
    }
    if (found.getLast() != dashes.length() - 1) {
      found.add(Integer.MAX_VALUE);
    }
    return found.stream().mapToInt(i -> i).toArray();
  }

  /// Cuts at the borders; where wide characters have moved them, at the bars.
  private List<String> cut(String line) {
    List<String> cells = new ArrayList<>();
    for (int i = 1; i < borders.length; i++) {
      int from = borders[i - 1] + 1;
      int to = Math.min(line.length(), borders[i]);
      if (to < borders[i] && i < borders.length - 1 || to < line.length() && bar(line, to)) {
        return cutAtBars(line);
      }
      cells.add(from < to ? line.substring(from, to) : "");
    }
    return cells;
  }

  private static boolean bar(String line, int at) {
    return line.charAt(at) != '|' && line.charAt(at) != CONTINUED;
  }

  private static List<String> cutAtBars(String line) {
    String inner = line.startsWith("|") ? line.substring(1) : line;
    inner =
        inner.endsWith("|") && line.startsWith("|")
            ? inner.substring(0, inner.length() - 1)
            : inner;
    return List.of(inner.split("\\|", -1));
  }

  @Override
  public Set<String> columns() {
    return positions.keySet();
  }

  @Override
  public boolean next() {
    while (!positions.isEmpty() && lines.next()) {
      String line = lineText();
      if (line.isEmpty()
          || line.equals(header)
          || DASHES.matcher(line).matches()
          || FOOTER.matcher(line).matches()) {
        continue;
      }
      rowLine = lines.line();
      rowOffset = lines.offset();
      rowText = line;
      List<String> cells = cut(line);
      if (lines.damaged() || cells.size() != width) {
        watch(line);
        if (line.contains("|") || width == 1) {
          problems.bad(rowLine, rowOffset, line);
        }
        continue;
      }
      row = complete(cells);
      row.add(watched);
      return true;
    }
    return false;
  }

  /// A value with line ends goes on in the next line, which a `+` at the cell's end tells.
  private List<String> complete(List<String> first) {
    List<String> whole = new ArrayList<>(first.stream().map(AlignedTable::withoutMark).toList());
    List<String> cells = first;
    int more = MOST_LINES;
    while (more-- > 0 && cells.stream().anyMatch(AlignedTable::continued) && lines.next()) {
      cells = cut(lineText());
      for (int i = 0; i < whole.size() && i < cells.size(); i++) {
        String rest = withoutMark(cells.get(i));
        if (!rest.isEmpty()) {
          whole.set(i, whole.get(i) + "\n" + rest);
        }
      }
    }
    return whole;
  }

  private static boolean continued(String cell) {
    return cell.length() > 1 && cell.charAt(cell.length() - 1) == CONTINUED;
  }

  private static String withoutMark(String cell) {
    return (continued(cell) ? cell.substring(0, cell.length() - 1) : cell).strip();
  }

  @Override
  public String get(String column) {
    Integer position = positions.get(column);
    return position == null ? "" : row.get(position);
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
    return rowText;
  }

  /// Whether a text begins with such a table.
  static boolean recognises(byte[] head) {
    String text = new String(head, 0, Math.min(head.length, 16 << 10), StandardCharsets.UTF_8);
    String before = "";
    for (String line : text.lines().limit(8).toList()) {
      String stripped = plain(line).stripTrailing();
      boolean dashes = QUOTED_DASHES.matcher(stripped).matches();
      if (dashes && stripped.length() > 1 && !before.isBlank()) {
        return stripped.contains("+");
      }
      before = dashes ? "" : stripped;
    }
    return false;
  }
}
