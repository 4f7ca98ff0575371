package dev.corelane.importers.postgres;

/// Makes the class of a statement from its text, so that a million statements that differ in their
/// values are one name: literals become `?`, white space and comments one space.
final class QueryText {
  private static final int MOST_READ = 4096;
  private static final int LONGEST = 160;

  private final char[] text = new char[MOST_READ];
  private final char[] out = new char[LONGEST + 2];
  private int end;
  private int length;

  /// @param statement holds the statement
  /// @param from where it begins
  /// @return its class, at most 161 characters
  String classOf(String statement, int from) {
    end = Math.min(statement.length() - from, MOST_READ);
    statement.getChars(from, from + end, text, 0);
    length = 0;
    boolean space = false;
    int i = 0;
    while (i < end && length < LONGEST) {
      char c = text[i];
      if (c <= ' ') {
        space = true;
        i++;
        continue;
      }
      int comment = comment(i);
      if (comment > i) {
        space = true;
        i = comment;
        continue;
      }
      if (space && length > 0) {
        out[length++] = ' ';
      }
      space = false;
      if (c == '\'') {
        i = closing(i + 1);
        c = '?';
      } else if (c >= '0' && c <= '9' && !partOfName(i)) {
        i = number(i + 1);
        c = '?';
      } else {
        i++;
      }
      out[length++] = c;
    }
    boolean cut = i < end || end == MOST_READ;
    while (length > 0 && (out[length - 1] == ';' || out[length - 1] == ' ')) {
      length--;
    }
    if (cut && length > 0) {
      out[Math.min(length++, LONGEST)] = '…';
    }
    return new String(out, 0, Math.min(length, LONGEST + 1));
  }

  /// Where the comment ends that begins at an index; the index itself if there is none.
  private int comment(int at) {
    if (at + 1 >= end) {
      return at;
    }
    if (text[at] == '-' && text[at + 1] == '-') {
      int i = at + 2;
      while (i < end && text[i] != '\n') {
        i++;
      }
      return i;
    }
    if (text[at] == '/' && text[at + 1] == '*') {
      int i = at + 2;
      while (i + 1 < end && (text[i] != '*' || text[i + 1] != '/')) {
        i++;
      }
      return Math.min(end, i + 2);
    }
    return at;
  }

  private boolean partOfName(int at) {
    return at > 0
        && (Character.isLetterOrDigit(text[at - 1]) || text[at - 1] == '_' || text[at - 1] == '$');
  }

  private int number(int from) {
    int i = from;
    while (i < end && (Character.isLetterOrDigit(text[i]) || text[i] == '.')) {
      i++;
    }
    return i;
  }

  private int closing(int from) {
    int i = from;
    while (i < end) {
      if (text[i] == '\'') {
        if (i + 1 >= end || text[i + 1] != '\'') {
          return i + 1;
        }
        i++;
      }
      i++;
    }
    return end;
  }
}
