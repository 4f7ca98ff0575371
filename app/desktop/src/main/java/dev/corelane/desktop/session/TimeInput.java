package dev.corelane.desktop.session;

import dev.corelane.render.time.TimeText;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times that a user types: `12.5ms`, `-1,25 s`, `+300 ns`. A point or a comma is the decimal sign,
/// spaces set groups of digits apart, and no unit means seconds.
public final class TimeInput {
  private static final Pattern FORM =
      Pattern.compile("([+-]?)(\\d+(?:[.,]\\d+)?)(ns|us|\u00B5s|\u03BCs|ms|s|min)?");
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60);

  private TimeInput() {}

  /// Writes a time so that it is read as the same again, whatever the style of numbers is.
  ///
  /// @param ns nanoseconds
  /// @return such as `-1.5 ms`
  public static String text(long ns) {
    return TimeText.plainly(() -> TimeText.exact(ns)).replace('\u2212', '-').replace('\u00A0', ' ');
  }

  /// Reads a time.
  ///
  /// @param text what was typed
  /// @return nanoseconds, empty if it is no time or has a part of a nanosecond
  public static OptionalLong parse(String text) {
    String plain = text.replaceAll("[\\s\u00A0\u202F]", "").replace('\u2212', '-');
    Matcher m = FORM.matcher(plain);
    if (!m.matches()) {
      return OptionalLong.empty();
    }
    BigDecimal number = new BigDecimal(m.group(2).replace(',', '.'));
    String unit = m.group(3) == null ? "s" : m.group(3);
    BigDecimal ns =
        switch (unit) {
          case "ns" -> number;
          case "ms" -> number.scaleByPowerOfTen(6);
          case "s" -> number.scaleByPowerOfTen(9);
          case "min" -> number.multiply(MINUTE).scaleByPowerOfTen(9);
          default -> number.scaleByPowerOfTen(3);
        };
    try {
      long exact = ns.longValueExact();
      return OptionalLong.of(m.group(1).equals("-") ? -exact : exact);
    } catch (ArithmeticException tooFine) {
      return OptionalLong.empty();
    }
  }
}
