package dev.corelane.desktop.session.replay;

import java.util.List;

/// What came of runs, as a person reads it: a row per measure, a column per thing that was run.
///
/// @param columns headings, after that of the measures
/// @param rows the measures
public record ResultTable(List<Column> columns, List<Row> rows) {
  /// Nothing yet.
  static final ResultTable EMPTY = new ResultTable(List.of(), List.of());

  /// Copies.
  public ResultTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// One heading.
  ///
  /// @param title what it is called
  /// @param detail a second line, "" if none
  /// @param hypothetical whether no such kernel can be had
  public record Column(String title, String detail, boolean hypothetical) {}

  /// One measure.
  ///
  /// @param name what it is
  /// @param about more of it, "" if none
  /// @param cells by column
  public record Row(String name, String about, List<Cell> cells) {
    /// Copies.
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /// How much is to be made of a number.
  public enum Tone {
    /// A number like any other.
    PLAIN,
    /// Every run differs from every run of the identity replay.
    DIFFERS,
    /// The identity replay is too far off to believe it.
    DOUBTFUL
  }

  /// A number.
  ///
  /// @param text the number
  /// @param detail its band or what it is compared with, "" if none
  /// @param tone how much is to be made of it
  public record Cell(String text, String detail, Tone tone) {
    static final Cell NONE = new Cell("\u2013", "", Tone.PLAIN);
    static final Cell PENDING = new Cell("\u2026", "", Tone.PLAIN);

    static Cell plain(String text, String detail) {
      return new Cell(text, detail, Tone.PLAIN);
    }
  }
}
