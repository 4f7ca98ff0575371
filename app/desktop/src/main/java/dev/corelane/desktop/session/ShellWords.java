package dev.corelane.desktop.session;

import java.util.List;
import java.util.regex.Pattern;

/// A command line for a POSIX shell.
public final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /// Writes words so that a shell reads them as they are.
  ///
  /// @param words the words
  /// @return one line
  public static String line(List<String> words) {
    return String.join(" ", words.stream().map(ShellWords::quoted).toList());
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
