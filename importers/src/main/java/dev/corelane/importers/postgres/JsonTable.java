package dev.corelane.importers.postgres;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Rows as JSON objects: one a line (JSON Lines), or in an array as `json_agg` makes it.
///
/// A line that is no object costs that line. An array that is damaged ends there, for what follows
/// cannot be told apart from the inside of a value.
final class JsonTable implements TextTable, AutoCloseable {
  /// Rows of which the columns are gathered: where NULLs are stripped, the first ones may have few.
  private static final int ROWS_LOOKED_AT = 1000;

  private final RowProblems problems;
  private final boolean lines;
  private final RecordFramer framer;
  private final JsonParser stream;
  private final Map<String, String> values = new HashMap<>();
  private boolean ended;

  /// @param file the bytes
  /// @param lines whether each line is an object of its own
  /// @param problems takes rows that cannot be read
  JsonTable(MemorySegment file, boolean lines, RowProblems problems) {
    this.problems = problems;
    this.lines = lines;
    framer = RecordFramer.lines(file);
    stream = JsonText.parser(file);
  }

  /// The names in the first objects.
  ///
  /// @param file the bytes, or their beginning
  /// @param lines whether each line is an object of its own
  static Set<String> columnsOf(MemorySegment file, boolean lines, RowProblems problems) {
    Set<String> names = new LinkedHashSet<>();
    try (var table = new JsonTable(file, lines, problems)) {
      for (int rows = 0; rows < ROWS_LOOKED_AT && table.next(); rows++) {
        names.addAll(table.values.keySet());
      }
    }
    return names;
  }

  @Override
  public Set<String> columns() {
    return values.keySet();
  }

  @Override
  public boolean next() {
    return lines ? nextLine() : nextObject();
  }

  private boolean nextLine() {
    while (framer.next()) {
      if (framer.start() == framer.end()) {
        continue;
      }
      try (JsonParser line = JsonText.parser(framer.bytes(), framer.start(), framer.end())) {
        if (!framer.damaged()
            && line.nextToken() == JsonToken.START_OBJECT
            && readObject(line)
            && line.nextToken() == null) {
          problems.good();
          return true;
        }
      } catch (JacksonException e) {
        // told below: the line is not an object
      }
      problems.bad(framer.line(), framer.offset(), framer.text());
    }
    return false;
  }

  private boolean nextObject() {
    long line = 0;
    try {
      while (!ended) {
        JsonToken token = stream.nextToken();
        line = line();
        if (token == null) {
          ended = true;
        } else if (token == JsonToken.START_OBJECT) {
          if (readObject(stream)) {
            return true;
          }
          ended = true;
          problems.bad(line, -1, "(the file ends in this row)");
        } else if (token != JsonToken.START_ARRAY && token != JsonToken.END_ARRAY) {
          problems.bad(line, -1, token.asString() == null ? stream.getString() : token.asString());
        }
      }
    } catch (JacksonException e) {
      ended = true;
      problems.bad(line(), -1, "(no JSON from here on: " + e.getOriginalMessage() + ")");
    }
    return false;
  }

  private boolean readObject(JsonParser parser) {
    values.clear();
    JsonToken token = parser.nextToken();
    while (token == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName().toLowerCase(Locale.ROOT);
      parser.nextToken();
      values.put(name, JsonText.value(parser));
      token = parser.nextToken();
    }
    return token == JsonToken.END_OBJECT;
  }

  @Override
  public String get(String column) {
    return values.getOrDefault(column, "");
  }

  @Override
  public long line() {
    return lines ? framer.line() : stream.currentTokenLocation().getLineNr();
  }

  @Override
  public long offset() {
    return lines ? framer.offset() : stream.currentTokenLocation().getByteOffset();
  }

  @Override
  public String text() {
    return values.toString();
  }

  @Override
  public void close() {
    stream.close();
  }
}
