package dev.corelane.importers.postgres;

import java.util.Locale;
import java.util.Set;

/// What people have psql print for NULL (`\\pset null`), and what other programs write for it.
///
/// A running backend has NULL for its wait event; taken as a name, the mark would make it one that
/// waits.
final class NullMarks {
  private static final int LONGEST = 6;

  private static final Set<String> WORDS =
      Set.of(
          "null", "[null]", "(null)", "<null>", "{null}", "«null»", "nan", "none", "nil", "ø",
          "\\n");

  private static final String BEGINNINGS = "nN[(<{«øØ\\";

  private NullMarks() {}

  /// @param text a value as it stands in a file
  /// @return the value, "" if it stands for NULL
  static String value(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return text;
    }
    char first = text.charAt(0);
    boolean mark =
        text.length() == 1 && !Character.isLetterOrDigit(first)
            || BEGINNINGS.indexOf(first) >= 0 && WORDS.contains(text.toLowerCase(Locale.ROOT));
    return mark ? "" : text;
  }
}
