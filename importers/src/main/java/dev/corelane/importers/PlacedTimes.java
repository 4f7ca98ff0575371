package dev.corelane.importers;

import dev.corelane.trace.model.TimeRange;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the times of a source came to stand beside a recording, to notice a source whose clock is
/// off, by a time zone as a rule.
final class PlacedTimes {
  private static final long QUARTER_HOUR_NS = 900_000_000_000L;
  private static final double SECOND = 1e9;

  /// The zones of the world are no farther apart.
  private static final int MOST_QUARTERS = 26 * 4;

  /// The recording is short, and what went on around it is wanted, too.
  private static final long BESIDE_NS = 10_000_000_000L;

  private @Nullable TimeRange recorded;
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;
  private boolean beside;

  /// The next source begins.
  ///
  /// @param range of the recording, null if there is none
  void begin(@Nullable TimeRange range) {
    recorded = range;
    firstNs = Long.MAX_VALUE;
    lastNs = Long.MIN_VALUE;
    beside = false;
  }

  void add(long ns) {
    TimeRange range = recorded;
    if (range != null) {
      firstNs = Math.min(firstNs, ns);
      lastNs = Math.max(lastNs, ns);
      beside |= ns >= range.startNs() - BESIDE_NS && ns <= range.endNs() + BESIDE_NS;
    }
  }

  /// What is to be said of times that have nothing in common with the recording.
  ///
  /// @param file name of the source, without folders
  /// @return a sentence, empty if there is nothing to say
  Optional<String> apart(String file) {
    TimeRange range = recorded;
    if (range == null || beside || firstNs > lastNs) {
      return Optional.empty();
    }
    boolean before = lastNs < range.startNs();
    boolean after = firstNs > range.endNs();
    String where =
        before
            ? "end " + seconds(range.startNs() - lastNs) + " s before the recording"
            : after
                ? "begin " + seconds(firstNs - range.endNs()) + " s after the recording"
                : "lie before and after the recording";
    return Optional.of("the times of " + file + " " + where + hint(range, file, before, after));
  }

  /// How many quarters of an hour would bring the times together.
  private String hint(TimeRange range, String file, boolean before, boolean after) {
    if (!before && !after) {
      return "";
    }
    long gap = before ? range.startNs() - lastNs : firstNs - range.endNs();
    long quarters = Math.ceilDiv(gap, QUARTER_HOUR_NS);
    long shift = quarters * QUARTER_HOUR_NS;
    long overlap = before ? firstNs + shift - range.endNs() : lastNs - shift - range.startNs();
    boolean meets = before ? overlap <= 0 : overlap >= 0;
    return quarters <= MOST_QUARTERS && meets
        ? "; with --offset %s+=%s%ds they would meet it"
            .formatted(file, before ? "" : "-", quarters * 900)
        : "";
  }

  private static String seconds(long ns) {
    return String.format(Locale.ROOT, ns < 10 * SECOND ? "%.1f" : "%.0f", ns / SECOND);
  }
}
