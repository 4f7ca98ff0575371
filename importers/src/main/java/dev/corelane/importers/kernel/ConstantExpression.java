package dev.corelane.importers.kernel;

import java.util.regex.Pattern;

/// Evaluates the constant expressions that print formats write for masks: numbers in decimal and
/// hexadecimal, parentheses, `|`, `+`, `-`, `*`, `<<` and the casts around them.
final class ConstantExpression {
  private static final Pattern CAST =
      Pattern.compile("\\((?:unsigned |int|long|u\\d++)(?:unsigned |int|long|u\\d++){0,3}+\\)");

  private final String text;
  private int at;

  private ConstantExpression(String text) {
    this.text = text;
  }

  /// The value, or -1 when the text is no constant expression.
  static long evaluate(String text) {
    var expression = new ConstantExpression(CAST.matcher(text).replaceAll(""));
    try {
      long value = expression.or(0);
      expression.space();
      return expression.at == expression.text.length() ? value : -1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  private long or(int depth) {
    long value = shift(depth);
    while (accept("|")) {
      value |= shift(depth);
    }
    return value;
  }

  private long shift(int depth) {
    long value = sum(depth);
    while (accept("<<")) {
      value <<= sum(depth);
    }
    return value;
  }

  private long sum(int depth) {
    long value = product(depth);
    while (true) {
      if (accept("+")) {
        value += product(depth);
      } else if (accept("-")) {
        value -= product(depth);
      } else {
        return value;
      }
    }
  }

  private long product(int depth) {
    long value = primary(depth);
    while (accept("*")) {
      value *= primary(depth);
    }
    return value;
  }

  private long primary(int depth) {
    if (depth > 32) {
      throw new IllegalArgumentException("too deep");
    }
    if (accept("(")) {
      long value = or(depth + 1);
      if (!accept(")")) {
        throw new IllegalArgumentException("no )");
      }
      return value;
    }
    space();
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return Long.decode(text.substring(start, at).replaceAll("[uUlL]+$", ""));
  }

  private boolean accept(String token) {
    space();
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    return false;
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
