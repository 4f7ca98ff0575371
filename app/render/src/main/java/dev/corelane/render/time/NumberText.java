package dev.corelane.render.time;

import java.util.Locale;
import java.util.Map;

/// Values of counters as text.
public final class NumberText {
  private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

  /// Units that take SI prefixes: what a number of them is in the unit without a prefix.
  private static final Map<String, Double> SCALED =
      Map.of("Hz", 1.0, "kHz", 1e3, "B", 1.0, "bytes", 1.0);

  private NumberText() {}

  /// A value with its unit.
  ///
  /// @param value the value
  /// @param unit its unit, "" for a plain number
  /// @return such as `3.5 GHz`, `1 204`, `0.25 ms`
  public static String of(double value, String unit) {
    Double factor = SCALED.get(unit);
    if (factor == null) {
      String number = number(value);
      return unit.isEmpty() || unit.startsWith("/") ? number + unit : number + "\u00A0" + unit;
    }
    double base = value * factor;
    int prefix = 0;
    while (Math.abs(base) >= 1000 && prefix + 1 < PREFIXES.length) {
      base /= 1000;
      prefix++;
    }
    String name = unit.endsWith("Hz") ? "Hz" : "B";
    return number(base) + "\u00A0" + PREFIXES[prefix] + name;
  }

  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return TimeText.count((long) value);
    }
    double size = Math.abs(value);
    if (size >= 1e15 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.2e", value).replace('.', TimeText.style().decimal());
    }
    int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return TimeText.number(value, digits);
  }
}
