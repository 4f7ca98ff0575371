package dev.corelane.importers.postgres;

import dev.corelane.trace.diagnostics.ProblemLog;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The ways in which people keep the rows of a view.
sealed interface TableForm {
  /// Opens a file of this form.
  ///
  /// @param file the bytes
  /// @param problems takes rows that cannot be read
  TextTable open(MemorySegment file, RowProblems problems);

  /// Values with a separator between them.
  record Separated(CsvShape shape) implements TableForm {
    @Override
    public TextTable open(MemorySegment file, RowProblems problems) {
      return new CsvTable(file, shape, problems);
    }
  }

  /// psql's aligned output.
  record Aligned() implements TableForm {
    @Override
    public TextTable open(MemorySegment file, RowProblems problems) {
      return new AlignedTable(file, problems);
    }
  }

  /// psql's expanded output.
  record Expanded() implements TableForm {
    @Override
    public TextTable open(MemorySegment file, RowProblems problems) {
      return new ExpandedTable(file, problems);
    }
  }

  /// JSON objects, one a line or in an array.
  record Json(boolean lines) implements TableForm {
    @Override
    public TextTable open(MemorySegment file, RowProblems problems) {
      return new JsonTable(file, lines, problems);
    }
  }

  /// The names of the columns, from the beginning of a file.
  ///
  /// @param head first bytes
  /// @return names in lower case
  default Set<String> columns(byte[] head) {
    var problems = new RowProblems(new ProblemLog(), "", "");
    MemorySegment bytes = MemorySegment.ofArray(head);
    return switch (this) {
      case Json(boolean lines) -> JsonTable.columnsOf(bytes, lines, problems);
      case Expanded() -> ExpandedTable.columnsOf(bytes, problems);
      case Separated _, Aligned _ -> new LinkedHashSet<>(open(bytes, problems).columns());
    };
  }

  /// The form of a file.
  ///
  /// @param head its first bytes
  /// @return the form, or null if it is no table
  static @Nullable TableForm of(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return null;
      }
    }
    String text = new String(head, StandardCharsets.UTF_8).replace("\ufeff", "").stripLeading();
    String first = text.lines().findFirst().orElse("").stripTrailing();
    if (first.isEmpty()) {
      return null;
    }
    if (first.charAt(0) == '{' || first.charAt(0) == '[') {
      return new Json(first.charAt(0) == '{' && first.endsWith("}"));
    }
    if (text.startsWith(ExpandedTable.RULE)) {
      return new Expanded();
    }
    if (AlignedTable.recognises(head)) {
      return new Aligned();
    }
    char delimiter = delimiter(first);
    boolean copy = delimiter == '\t' && text.contains("\\N");
    return delimiter == 0
        ? null
        : new Separated(new CsvShape(delimiter, !copy && delimiter != '|'));
  }

  private static char delimiter(String header) {
    char best = 0;
    long most = 0;
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      long count = header.chars().filter(c -> c == candidate).count();
      if (count > most) {
        best = candidate;
        most = count;
      }
    }
    return best;
  }
}
