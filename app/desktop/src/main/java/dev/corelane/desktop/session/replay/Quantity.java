package dev.corelane.desktop.session.replay;

import dev.corelane.render.time.TimeText;
import dev.corelane.replay.scenario.Range;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers with a unit as a person reads and writes them: lengths of time as `300 ms`, all others
/// as they are.
public final class Quantity {
  private static final Pattern TIME =
      Pattern.compile("([0-9.,]+(?:[eE][+-]?\\d+)?)\\s*(ns|us|µs|μs|ms|s|min)?");
  private static final double MOST_NS = 1e18;

  private Quantity() {}

  /// A value exactly, to be changed by a person.
  ///
  /// @param value the value
  /// @param unit its unit, "" if it has none
  /// @return the text, which [#parse] reads back
  public static String exact(double value, String unit) {
    return unit.equals("ns") && value == Math.rint(value) && Math.abs(value) < MOST_NS
        ? TimeText.exact((long) value).replace('\u00A0', ' ')
        : plain(value);
  }

  /// A number as it is, with the decimal sign of the reader.
  private static String plain(double value) {
    return Range.plain(value).replace('.', TimeText.style().decimal());
  }

  /// A value to three digits or so, to be read.
  ///
  /// @param value the value
  /// @param unit its unit
  /// @return the text with its unit
  public static String rounded(double value, String unit) {
    return switch (unit) {
      case "ns" -> TimeText.duration(value);
      case "share" -> TimeText.number(value * 100, 1) + "\u00A0%";
      case "1/s", "per second", "per CPU second" -> rate(value);
      case "count" -> TimeText.count(Math.round(value));
      case "CPUs" -> TimeText.number(value, 2);
      default -> TimeText.number(value, 3);
    };
  }

  /// A value beside an axis: as short as it can be told.
  ///
  /// @param value the value
  /// @param unit its unit
  /// @return the text
  public static String tick(double value, String unit) {
    return switch (unit) {
      case "ns" ->
          value == Math.rint(value) ? TimeText.exact((long) value) : TimeText.duration(value);
      case "share" -> plain(Math.rint(value * 1e4) / 1e2) + "\u00A0%";
      case "1/s", "per second", "per CPU second", "count", "" ->
          value >= 10_000 && value % 1_000 == 0
              ? TimeText.count(Math.round(value / 1_000)) + "\u00A0k"
              : plain(Math.rint(value * 1e6) / 1e6);
      default -> plain(Math.rint(value * 1e6) / 1e6);
    };
  }

  private static String rate(double value) {
    return (value < 10 ? TimeText.number(value, 2) : TimeText.count(Math.round(value))) + "/s";
  }

  /// Reads what a person wrote: with the decimal sign and the groups of thousands of the reader, or
  /// with a point and none.
  ///
  /// @param text the text
  /// @param unit the unit that a bare number has
  /// @return the value in that unit, empty if it is no number
  public static OptionalDouble parse(String text, String unit) {
    String plain = ungrouped(text.strip().replaceAll("[\\s\u00A0\u202F](?=\\d)", ""));
    Matcher time = TIME.matcher(plain);
    if (unit.equals("ns") && time.matches()) {
      OptionalDouble number = number(time.group(1));
      double factor = time.group(2) == null ? 1 : nanoseconds(time.group(2));
      // 0.3 ms is 300000 ns, whatever binary fractions make of it.
      return number.isEmpty()
          ? number
          : OptionalDouble.of(Math.rint(number.getAsDouble() * factor * 1e3) / 1e3);
    }
    return number(plain);
  }

  /// What stands between values that a person lists: a semicolon where a comma begins a fraction.
  ///
  /// @return the separator with a blank behind it
  static String separator() {
    return TimeText.style().decimal() == ',' ? "; " : ", ";
  }

  /// The texts of a list: with semicolons between them, else with commas, which have a blank behind
  /// them where a comma begins a fraction.
  ///
  /// @param text the list
  /// @return its parts, at least one
  static List<String> list(String text) {
    String between = text.contains(";") ? ";" : TimeText.style().decimal() == ',' ? ",\\s+" : ",";
    return List.of(text.split(between, -1));
  }

  private static String ungrouped(String text) {
    char decimal = TimeText.style().decimal();
    String group = Pattern.quote(String.valueOf(TimeText.style().group()));
    Pattern grouped = Pattern.compile("(-?[1-9]\\d{0,2})((?:" + group + "\\d{3})+)(?!\\d)(.*)");
    Matcher found = grouped.matcher(text);
    String digits =
        found.matches()
            ? found.group(1) + found.group(2).replaceAll(group, "") + found.group(3)
            : text;
    return digits.replace('\u00A0', ' ').replace(decimal, '.');
  }

  private static OptionalDouble number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static double nanoseconds(String unit) {
    return switch (unit) {
      case "us", "µs", "μs" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "min" -> 60e9;
      default -> 1;
    };
  }
}
