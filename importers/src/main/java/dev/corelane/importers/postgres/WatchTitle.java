package dev.corelane.importers.postgres;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line that psql's `\\watch` prints above each table: `Sat Nov 21 09:00:01 2026 (every 1s)`.
///
/// The time is written as the locale wants it (`%c` of strftime), to the second; read are those of
/// locales with English names of months.
final class WatchTitle {
  private static final Pattern TITLE = Pattern.compile("\\(every [\\d.]+s\\)\\s*$");
  private static final Pattern CLOCK =
      Pattern.compile("\\b(\\d{1,2}):(\\d\\d):(\\d\\d)(?: ([AP]M))?\\b");
  private static final Pattern YEAR = Pattern.compile("\\b(20\\d\\d)\\b");
  private static final Pattern ZONE =
      Pattern.compile(" ([A-Z]{3,5}|[+-]\\d\\d) ?(?:20\\d\\d )?\\(");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final String MONTH = "(" + String.join("|", MONTHS) + ")";
  private static final Pattern DAY =
      Pattern.compile("\\b(?:(\\d{1,2}) " + MONTH + "|" + MONTH + " +(\\d{1,2}))\\b");
  private static final int NOON = 12;

  private WatchTitle() {}

  /// @param line a line between tables
  /// @return its time as a timestamp, with its zone if that is told; "" if it is no such line
  static String time(String line) {
    Matcher clock = CLOCK.matcher(line);
    Matcher day = DAY.matcher(line);
    Matcher year = YEAR.matcher(line);
    if (!TITLE.matcher(line).find() || !clock.find() || !day.find() || !year.find()) {
      return "";
    }
    Matcher zone = ZONE.matcher(line);
    boolean dayFirst = day.group(2) != null;
    return String.format(
        Locale.ROOT,
        "%s-%02d-%02d %02d:%s:%s%s",
        year.group(1),
        MONTHS.indexOf(day.group(dayFirst ? 2 : 3)) + 1,
        Integer.parseInt(day.group(dayFirst ? 1 : 4)),
        hour(clock),
        clock.group(2),
        clock.group(3),
        zone.find() ? " " + zone.group(1) : "");
  }

  private static int hour(Matcher clock) {
    int hour = Integer.parseInt(clock.group(1));
    return clock.group(4) == null ? hour : hour % NOON + (clock.group(4).equals("PM") ? NOON : 0);
  }
}
