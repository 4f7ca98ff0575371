package dev.corelane.desktop.session;

import dev.corelane.render.time.TimeBase;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.timeline.Timeline;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// Moments as text: since the start of the recording or as times of day, as the user wants. One
/// choice for the whole program, like the style of numbers; what other programs read (JSON, the
/// columns of a CSV that are calculated with) counts from the start whatever the choice is.
public final class Moments {
  /// Of the user, not of a timeline.
  private static final AtomicReference<TimeChoice> CURRENT =
      new AtomicReference<>(TimeChoice.START);

  private Moments() {}

  /// Has all moments written in a way from now on.
  ///
  /// @param choice what they are
  public static void use(TimeChoice choice) {
    CURRENT.set(choice);
  }

  /// A moment with every digit.
  ///
  /// @param timeline the timeline; one that does not know the time of day counts from its start
  /// @param timeNs timeline time
  /// @return such as `3.782342432 s` or `14:03:07.250123456`
  public static String exact(Timeline timeline, long timeNs) {
    return text(timeline, timeNs, 1);
  }

  /// A moment without the digits that a pixel cannot tell apart.
  ///
  /// @param timeline the timeline
  /// @param timeNs timeline time
  /// @param scale the visible times
  /// @return such as `3.782 s` or `14:03:07.250`
  static String rounded(Timeline timeline, long timeNs, TimeScale scale) {
    long step = 1;
    while (step * 10 <= scale.nsPerPx()) {
      step *= 10;
    }
    return text(timeline, timeNs, step);
  }

  /// A moment of a column of moments: in one unit and with all digits, so that they can be compared
  /// at a glance.
  ///
  /// @param timeline the timeline
  /// @param sinceStartNs ns since its start
  /// @return such as `3.782342432 s` or `14:03:07.250123456`
  public static String inColumn(Timeline timeline, long sinceStartNs) {
    return ofDay(timeline)
        ? exact(timeline, timeline.range().startNs() + sinceStartNs)
        : TimeText.number(sinceStartNs / 1e9, 9) + "\u00A0s";
  }

  /// A moment by the clock of the world, for other programs.
  ///
  /// @param timeline the timeline
  /// @param sinceStartNs ns since its start
  /// @return such as `2026-11-21T14:03:07.250123456Z`; "" unless moments are written as times of
  ///   day now and the timeline knows them
  public static String iso(Timeline timeline, long sinceStartNs) {
    if (!ofDay(timeline)) {
      return "";
    }
    long timeNs = timeline.range().startNs() + sinceStartNs;
    return timeline.clocks().stream()
        .filter(clock -> clock.name().equals(ClockDomain.REALTIME))
        .findFirst()
        .map(clock -> Instant.EPOCH.plusNanos(timeNs - clock.offsetNs()).toString())
        .orElse("");
  }

  /// Whether moments of a timeline are written as times of day now.
  ///
  /// @param timeline the timeline
  /// @return whether they are
  public static boolean ofDay(Timeline timeline) {
    return base(timeline).midnightNs().isPresent();
  }

  private static TimeBase base(Timeline timeline) {
    return TimeText.isPlain() ? TimeBase.START : CURRENT.get().base(timeline);
  }

  private static String text(Timeline timeline, long timeNs, long stepNs) {
    TimeBase base = base(timeline);
    long since = timeNs - base.originNs(timeline.range());
    long rounded = Math.round((double) since / stepNs) * stepNs;
    return base.text(stepNs == 1 ? since : rounded, stepNs);
  }
}
