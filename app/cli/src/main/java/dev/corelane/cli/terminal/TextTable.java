package dev.corelane.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// A table in fixed-width text: columns two blanks apart, as wide as their widest cell.
public final class TextTable {
  private final List<String> heads = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /// Adds a column of text.
  ///
  /// @param head its heading
  /// @return this
  public TextTable text(String head) {
    heads.add(head);
    right.add(false);
    return this;
  }

  /// Adds a column of numbers, aligned to the right.
  ///
  /// @param head its heading
  /// @return this
  public TextTable number(String head) {
    heads.add(head);
    right.add(true);
    return this;
  }

  /// Adds a row.
  ///
  /// @param cells one per column
  /// @throws IllegalArgumentException if there are more or fewer
  public void row(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(cells.length + " cells, " + heads.size() + " columns");
    }
    rows.add(List.of(cells));
  }

  /// @param out where to
  public void print(PrintStream out) {
    int[] widths = new int[heads.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = width(heads.get(c));
      for (List<String> row : rows) {
        widths[c] = Math.max(widths[c], width(row.get(c)));
      }
    }
    line(out, heads, widths);
    rows.forEach(row -> line(out, row, widths));
  }

  private void line(PrintStream out, List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String pad = " ".repeat(widths[c] - width(cells.get(c)));
      line.append(c == 0 ? "" : "  ");
      line.append(right.get(c) ? pad + cells.get(c) : cells.get(c) + pad);
    }
    out.println(line.toString().stripTrailing());
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
