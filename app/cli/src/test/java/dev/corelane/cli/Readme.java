package dev.corelane.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The tables of the document about the command line.
///
/// @param tables first two cells of each row, by the heading above the table
record Readme(Map<String, List<Row>> tables) {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /// One row of a table.
  record Row(String first, String second) {
    List<String> names() {
      return QUOTED.matcher(first).results().map((MatchResult found) -> found.group(1)).toList();
    }
  }

  static Readme read() throws IOException {
    var tables = new TreeMap<String, List<Row>>();
    List<Row> table = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      if (line.startsWith("#")) {
        table = new ArrayList<>();
        tables.put(line.replaceFirst("#+ ", ""), table);
      } else if (line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        table.add(new Row(cells[1].strip(), cells[2].strip()));
      }
    }
    return new Readme(tables);
  }

  private List<Row> table(String heading) {
    List<Row> table = tables.get(heading);
    if (table == null || table.isEmpty()) {
      throw new IllegalArgumentException("no table under " + heading);
    }
    return table;
  }

  SortedSet<String> options(String heading) {
    var names = new TreeSet<String>();
    table(heading).forEach(row -> names.addAll(row.names()));
    return names;
  }

  /// Types by field.
  Map<String, String> fields(String heading) {
    var types = new TreeMap<String, String>();
    for (Row row : table(heading)) {
      row.names().forEach(name -> types.put(name, row.second()));
    }
    return types;
  }
}
