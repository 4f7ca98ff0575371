package dev.corelane.render.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Times, lengths of time, counts and sizes as text: SI units chosen by size, a point as decimal
/// sign, a no-break space before the unit and between groups of thousands.
public final class TimeText {
  private static final char SPACE = '\u00A0';
  private static final char MINUS = '\u2212';

  private static final ScopedValue<NumberStyle> SCOPED = ScopedValue.newInstance();

  /// Of the user, not of a timeline: the same for all that are open.
  private static final AtomicReference<NumberStyle> CURRENT =
      new AtomicReference<>(NumberStyle.PLAIN);

  private TimeText() {}

  /// Has all numbers written in a style from now on. For a program whose user reads them; what
  /// writes files or prints leaves it at [NumberStyle#PLAIN].
  ///
  /// @param style the style
  public static void use(NumberStyle style) {
    CURRENT.set(style);
  }

  /// Makes texts in the plain style, whatever the user reads elsewhere.
  ///
  /// @param work makes them
  /// @param <T> what it gives
  /// @return what it gives
  public static <T> T plainly(Supplier<T> work) {
    return ScopedValue.where(SCOPED, NumberStyle.PLAIN).call(work::get);
  }

  /// @return whether texts are made for other programs just now, by [#plainly(Supplier)]
  public static boolean isPlain() {
    return SCOPED.isBound();
  }

  /// @return the style that texts have here and now
  public static NumberStyle style() {
    return SCOPED.isBound() ? SCOPED.get() : CURRENT.get();
  }

  /// A number with a given number of decimals: `1.250`.
  ///
  /// @param value any finite number
  /// @param decimals 0 to 9
  /// @return the text
  public static String number(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    BigInteger whole = rounded.toBigInteger().abs();
    String digits = rounded.abs().toPlainString();
    String text = whole.bitLength() < Long.SIZE ? count(whole.longValue()) : whole.toString();
    if (decimals > 0) {
      text += style().decimal() + digits.substring(digits.length() - decimals);
    }
    return rounded.signum() < 0 ? MINUS + text : text;
  }

  /// A length of time to three significant digits: `840 ns`, `1.24 ms`, `12.3 s`.
  ///
  /// @param ns nanoseconds
  /// @return the text
  public static String duration(double ns) {
    if (ns < 0) {
      return MINUS + duration(-ns);
    }
    TimeUnit unit = TimeUnit.of(ns);
    int decimals = decimals(ns / unit.ns(), unit);
    double rounded = round(ns / unit.ns(), decimals);
    if (rounded >= 1000 && unit != TimeUnit.S) {
      unit = unit.larger();
      rounded = 1;
      decimals = 2;
    }
    return decimal(rounded, decimals) + SPACE + unit.symbol();
  }

  private static int decimals(double value, TimeUnit unit) {
    if (unit == TimeUnit.NS && value == Math.rint(value)) {
      return 0;
    }
    return value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  }

  /// A length of time with every nanosecond: `1.234567 ms`.
  ///
  /// @param ns nanoseconds
  /// @return the text, without trailing zeros
  public static String exact(long ns) {
    TimeUnit unit = TimeUnit.of(ns);
    return inUnit(ns, unit) + SPACE + unit.symbol();
  }

  /// A whole number of nanoseconds in a given unit, exactly, without the unit's symbol.
  ///
  /// @param ns nanoseconds
  /// @param unit the unit
  /// @return the number, without trailing zeros
  public static String inUnit(long ns, TimeUnit unit) {
    var text = new StringBuilder();
    if (ns < 0) {
      text.append(MINUS);
    }
    text.append(count(Math.abs(ns / unit.ns())));
    long rest = Math.abs(ns % unit.ns());
    if (rest != 0) {
      String digits = Long.toString(unit.ns() + rest).substring(1);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      text.append(style().decimal()).append(digits, 0, end);
    }
    return text.toString();
  }

  /// A number with its thousands set apart: `12 345`.
  ///
  /// @param count any number
  /// @return the text
  public static String count(long count) {
    String digits = Long.toString(count);
    int first = count < 0 ? 1 : 0;
    if (digits.length() - first <= 4) {
      return count < 0 ? MINUS + digits.substring(1) : digits;
    }
    char group = style().group();
    var text = new StringBuilder();
    for (int i = first; i < digits.length(); i++) {
      if (i > first && (digits.length() - i) % 3 == 0) {
        text.append(group);
      }
      text.append(digits.charAt(i));
    }
    return count < 0 ? MINUS + text.toString() : text.toString();
  }

  /// A size to three significant digits, in units of 1000: `512 B`, `41.2 MB`.
  ///
  /// @param bytes how many, 0 or more
  /// @return the text
  public static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    int decimals = unit == 0 ? 0 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return decimal(value, decimals) + SPACE + units[unit];
  }

  /// A share of one: `37 %`, `0.4 %`.
  ///
  /// @param share 0 to 1
  /// @return the text
  public static String percent(double share) {
    double percent = share * 100;
    return decimal(percent, percent > 0 && percent < 9.95 ? 1 : 0) + SPACE + "%";
  }

  /// A time of day: `14:03:07.250`.
  ///
  /// @param epochNs nanoseconds since 1970-01-01T00:00Z
  /// @param zone where the clock hangs
  /// @param stepNs what must be told apart; decides the number of decimals
  /// @return the text
  public static String timeOfDay(long epochNs, ZoneId zone, long stepNs) {
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(epochNs, TimeUnit.S.ns()), Math.floorMod(epochNs, TimeUnit.S.ns()));
    ZonedDateTime time = instant.atZone(zone);
    var text = new StringBuilder();
    twoDigits(text, time.getHour()).append(':');
    twoDigits(text, time.getMinute()).append(':');
    twoDigits(text, time.getSecond());
    int decimals = 0;
    for (long step = TimeUnit.S.ns(); step > Math.max(1, stepNs); step /= 10) {
      decimals++;
    }
    if (decimals > 0) {
      String nano = Long.toString(TimeUnit.S.ns() + time.getNano()).substring(1);
      text.append(style().decimal()).append(nano, 0, decimals);
    }
    return text.toString();
  }

  private static StringBuilder twoDigits(StringBuilder text, int value) {
    return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }

  private static double round(double value, int decimals) {
    double power = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
    return Math.rint(value * power) / power;
  }

  private static String decimal(double value, int decimals) {
    long power = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
    long scaled = Math.round(value * power);
    String whole = count(scaled / power);
    if (decimals == 0) {
      return whole;
    }
    return whole + style().decimal() + Long.toString(power + scaled % power).substring(1);
  }
}
