package dev.corelane.desktop.session;

import dev.corelane.render.time.TimeBase;
import dev.corelane.trace.model.TimeRange;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time of day as a user types it: `14:03`, `14:03:07`, `14:03:07.25`.
///
/// @param sinceMidnightNs nanoseconds since midnight, less than a day
/// @param text what was typed
record ClockTime(long sinceMidnightNs, String text) {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long DAY_NS = 86_400 * SECOND_NS;
  private static final Pattern FORM =
      Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(?:[.,](\\d{1,9}))?)?");

  /// Reads a time of day.
  ///
  /// @param text what was typed
  /// @return the time, empty if it is none
  static Optional<ClockTime> parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    long seconds = Long.parseLong(m.group(1)) * 3600 + Long.parseLong(m.group(2)) * 60;
    seconds += m.group(3) == null ? 0 : Long.parseLong(m.group(3));
    String fraction = m.group(4) == null ? "" : m.group(4);
    long ns = Long.parseLong(String.format(Locale.ROOT, "%-9s", fraction).replace(' ', '0'));
    return Optional.of(new ClockTime(seconds * SECOND_NS + ns, text.strip()));
  }

  /// The first moment within a range at which a clock shows this.
  ///
  /// @param range the range
  /// @param clock counts from midnight
  /// @return timeline time, empty if the clock does not show it then or is no time of day
  OptionalLong within(TimeRange range, TimeBase clock) {
    if (clock.midnightNs().isEmpty()) {
      return OptionalLong.empty();
    }
    long time = clock.midnightNs().getAsLong() + sinceMidnightNs;
    if (time < range.startNs()) {
      time += Math.ceilDiv(range.startNs() - time, DAY_NS) * DAY_NS;
    }
    return time <= range.endNs() ? OptionalLong.of(time) : OptionalLong.empty();
  }
}
