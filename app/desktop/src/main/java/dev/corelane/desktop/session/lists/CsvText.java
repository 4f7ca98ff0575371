package dev.corelane.desktop.session.lists;

import dev.corelane.desktop.session.Moments;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.task.ProgressMonitor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Writes rows as comma-separated values by RFC 4180: times and lengths in ns, shares from 0 to 1,
/// so that other programs can calculate with them. While the user has times of day shown, the
/// moments stand beside it by the clock of the world too.
final class CsvText {
  private static final int CHECK_EVERY = 8192;
  private static final String LINE_END = "\r\n";

  private CsvText() {}

  /// Writes a heading and the rows.
  ///
  /// @param rows the rows
  /// @param order indexes of the rows to write
  /// @param out receives the text
  /// @param monitor asked whether to go on
  /// @throws IOException if it cannot be written
  static void write(Rows rows, int[] order, Appendable out, ProgressMonitor monitor)
      throws IOException {
    List<Column> columns = rows.columns();
    for (int c = 0; c < columns.size(); c++) {
      out.append(c == 0 ? "" : ",").append(quoted(heading(columns.get(c))));
      if (ofDay(rows, columns.get(c))) {
        out.append(',').append(columns.get(c).title()).append(" (UTC)");
      }
    }
    out.append(LINE_END);
    for (int i = 0; i < order.length; i++) {
      if (i % CHECK_EVERY == 0) {
        monitor.progress(i, order.length, "Exporting");
        monitor.checkCancelled();
      }
      for (int c = 0; c < columns.size(); c++) {
        out.append(c == 0 ? "" : ",").append(cell(rows, order[i], c, columns.get(c).kind()));
        if (ofDay(rows, columns.get(c))) {
          out.append(',').append(ofDay(rows, order[i], c));
        }
      }
      out.append(LINE_END);
    }
  }

  private static String heading(Column column) {
    return switch (column.kind()) {
      case TIME, DURATION -> column.title() + " (ns)";
      case TEXT, COUNT, SHARE -> column.title();
    };
  }

  private static boolean ofDay(Rows rows, Column column) {
    return column.kind() == Column.Kind.TIME && Moments.ofDay(rows.timeline());
  }

  private static String ofDay(Rows rows, int row, int column) {
    double number = rows.number(row, column);
    return Double.isNaN(number) ? "" : Moments.iso(rows.timeline(), (long) number);
  }

  private static String cell(Rows rows, int row, int column, Column.Kind kind) {
    if (!kind.numeric()) {
      return quoted(TimeText.plainly(() -> rows.words(row, column)));
    }
    double number = rows.number(row, column);
    if (Double.isNaN(number)) {
      return "";
    }
    return kind == Column.Kind.SHARE
        ? String.format(Locale.ROOT, "%.6f", number)
        : Long.toString((long) number);
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
