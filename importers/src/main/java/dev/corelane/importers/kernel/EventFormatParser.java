package dev.corelane.importers.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the `format` text of a tracepoint, as tracefs shows it and traces carry it.
public final class EventFormatParser {
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

  /// One `field:TYPE NAME[LENGTH]; offset:O; size:S; signed:B;` line, read without regular
  /// expressions, whose time on damaged text is not bounded by its length.
  private static Optional<EventField> field(String line) {
    int start = line.indexOf("field:");
    int end = line.indexOf(';', start);
    int offset = attribute(line, "offset:");
    int size = attribute(line, "size:");
    if (end < 0 || offset < 0 || size < 0 || offset > 0xffff || size > 0xffff) {
      return Optional.empty();
    }
    String declaration = line.substring(start + "field:".length(), end).strip();
    int array = declaration.endsWith("]") ? declaration.lastIndexOf('[') : declaration.length();
    if (array < 0) {
      return Optional.empty();
    }
    String variable = declaration.substring(0, array).stripTrailing();
    int nameAt = variable.length();
    while (nameAt > 0 && isWord(variable.charAt(nameAt - 1))) {
      nameAt--;
    }
    if (nameAt == variable.length()) {
      return Optional.empty();
    }
    EventField.Kind kind =
        declaration.startsWith("__data_loc")
            ? EventField.Kind.DATA_LOC
            : declaration.startsWith("__rel_loc") ? EventField.Kind.REL_LOC : EventField.Kind.PLAIN;
    String type = variable.substring(0, nameAt).strip() + declaration.substring(array);
    boolean signed = attribute(line, "signed:") == 1;
    return Optional.of(
        new EventField(variable.substring(nameAt), type, offset, size, signed, kind));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /// The number behind a mark, -1 when there is none.
  private static int attribute(String line, String mark) {
    int at = line.indexOf(mark, Math.max(0, line.indexOf(';')));
    int end = at < 0 ? -1 : line.indexOf(';', at);
    return end < 0 ? -1 : number(line.substring(at + mark.length(), end).strip());
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
