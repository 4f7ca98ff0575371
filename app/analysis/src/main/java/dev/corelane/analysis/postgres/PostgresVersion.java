package dev.corelane.analysis.postgres;

import dev.corelane.trace.timeline.Timeline;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which PostgreSQL was recorded.
public final class PostgresVersion {
  private static final Pattern STARTING = Pattern.compile(".*starting PostgreSQL (\\d{1,3})\\b.*");

  private PostgresVersion() {}

  /// The major version that the server's log tells when it starts.
  ///
  /// @param timeline a timeline
  /// @return as in 17; 0 if it is not told
  public static int major(Timeline timeline) {
    int major = 0;
    for (long row = 0; row < timeline.marks().size(); row++) {
      Matcher starting = STARTING.matcher(timeline.marks().get(row).text());
      if (starting.matches()) {
        major = Integer.parseInt(starting.group(1));
      }
    }
    return major;
  }
}
