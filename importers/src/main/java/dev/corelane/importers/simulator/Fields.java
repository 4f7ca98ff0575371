package dev.corelane.importers.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The fields of one record as text, and what they mean. A field without text is absent.
final class Fields {
  /// Latest time: nearer to 2^63, differences of times would not fit.
  static final long LATEST = 1L << 62;

  private static final int MOST_DIGITS = 19;
  private static final int QUOTED = 40;

  private final Map<String, String> values = new LinkedHashMap<>();

  void clear() {
    values.clear();
  }

  void put(String field, String text) {
    if (!text.isEmpty()) {
      values.put(field, text);
    }
  }

  Set<String> names() {
    return values.keySet();
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  String text(String field, String otherwise) {
    return values.getOrDefault(field, otherwise);
  }

  String text(String field) throws BadFieldException {
    String text = values.get(field);
    if (text == null) {
      throw new BadFieldException(field, "is missing");
    }
    return text;
  }

  long time() throws BadFieldException {
    return whole("time", 0, LATEST);
  }

  /// A whole number within bounds.
  long whole(String field, long lowest, long highest) throws BadFieldException {
    String text = text(field);
    long value = 0;
    boolean whole = false;
    if (text.length() <= MOST_DIGITS + 1) {
      try {
        value = Long.parseLong(text);
        whole = true;
      } catch (NumberFormatException e) {
        whole = false;
      }
    }
    if (!whole || value < lowest || value > highest) {
      throw new BadFieldException(
          field, "is " + quote(text) + ", not a whole number from " + lowest + " to " + highest);
    }
    return value;
  }

  /// A whole number within bounds, or another number when the field is absent.
  long whole(String field, long lowest, long highest, long otherwise) throws BadFieldException {
    return has(field) ? whole(field, lowest, highest) : otherwise;
  }

  double number(String field) throws BadFieldException {
    String text = text(field);
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new BadFieldException(field, "is " + quote(text) + ", not a number");
  }

  /// One of some words.
  <T> T word(String field, Map<String, T> words, T otherwise) throws BadFieldException {
    String text = values.get(field);
    if (text == null) {
      return otherwise;
    }
    T meaning = words.get(text);
    if (meaning == null) {
      throw new BadFieldException(
          field, "is " + quote(text) + ", not one of " + String.join(", ", words.keySet()));
    }
    return meaning;
  }

  /// A text for a message: short, without control characters.
  static String quote(String text) {
    String plain =
        text.codePoints()
            .limit(QUOTED)
            .map(c -> Character.isISOControl(c) ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return '"' + plain + (plain.length() < text.length() ? "..." : "") + '"';
  }
}
