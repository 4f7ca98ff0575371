package dev.corelane.cli.terminal;

/// Text of unknown origin, made fit for a terminal.
public final class PlainText {
  private PlainText() {}

  /// A thread may call itself anything, also a sequence that moves the cursor.
  ///
  /// @param text any text
  /// @return the text with `?` for every control character
  public static String of(String text) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        clean = clean == null ? new StringBuilder(text) : clean;
        clean.setCharAt(i, '?');
      }
    }
    return clean == null ? text : clean.toString();
  }
}
