package dev.corelane.importers.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the `format` text of a tracepoint, as tracefs shows it and traces carry it.
public final class EventFormatParser {
  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*field:(.*?);\\s*offset:(\\d+);\\s*size:(\\d+);(?:\\s*signed:(\\d+);)?.*");
  private static final Pattern DECLARATION = Pattern.compile("(.*?)\\b(\\w+)\\s*(\\[[^]]*])?\\s*$");

  /// The print format of sched_switch has about 1,400 characters; a line beyond this is damage,
  /// which must not cost the time of a regular expression.
  private static final int LONGEST_LINE = 4096;

  private EventFormatParser() {}

  /// Parses a format text; lines that are not understood are skipped.
  ///
  /// @param system the event's group
  /// @param text the format text
  /// @return the layout, empty when the text has no name or no usable `ID`
  public static Optional<EventFormat> parse(String system, String text) {
    String name = "";
    int id = -1;
    String print = "";
    Map<String, EventField> fields = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      if (line.length() > LONGEST_LINE) {
        continue;
      }
      if (line.startsWith("name:")) {
        name = line.substring(5).strip();
      } else if (line.startsWith("ID:")) {
        id = number(line.substring(3).strip());
      } else if (line.startsWith("print fmt:")) {
        print = line.substring("print fmt:".length()).strip();
      } else if (line.contains("field:")) {
        field(line).ifPresent(f -> fields.putIfAbsent(f.name(), f));
      }
    }
    if (name.isEmpty() || id < 0) {
      return Optional.empty();
    }
    return Optional.of(new EventFormat(system, name, id, Map.copyOf(fields), print));
  }

  private static Optional<EventField> field(String line) {
    Matcher m = FIELD.matcher(line);
    if (!m.matches()) {
      return Optional.empty();
    }
    String declaration = m.group(1).strip();
    int offset = number(m.group(2));
    int size = number(m.group(3));
    Matcher d = DECLARATION.matcher(declaration);
    if (offset < 0 || size < 0 || offset > 0xffff || size > 0xffff || !d.matches()) {
      return Optional.empty();
    }
    EventField.Kind kind =
        declaration.startsWith("__data_loc")
            ? EventField.Kind.DATA_LOC
            : declaration.startsWith("__rel_loc") ? EventField.Kind.REL_LOC : EventField.Kind.PLAIN;
    String array = d.group(3) == null ? "" : d.group(3);
    boolean signed = "1".equals(m.group(4));
    return Optional.of(
        new EventField(d.group(2), d.group(1).strip() + array, offset, size, signed, kind));
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
