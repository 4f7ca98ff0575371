package dev.corelane.render.time;

import java.text.DecimalFormatSymbols;
import java.util.Locale;

/// How numbers are written for people.
///
/// @param decimal between whole and part
/// @param group between groups of thousands, from five digits on
public record NumberStyle(char decimal, char group) {
  /// A point, and a no-break space: for all that does not depend on where it is read.
  public static final NumberStyle PLAIN = new NumberStyle('.', '\u00A0');

  /// The style of a language and country.
  ///
  /// @param locale which
  /// @return its signs
  public static NumberStyle of(Locale locale) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
    return new NumberStyle(symbols.getDecimalSeparator(), symbols.getGroupingSeparator());
  }
}
