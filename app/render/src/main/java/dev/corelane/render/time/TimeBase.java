package dev.corelane.render.time;

import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/// What the times of a ruler count from: the start of the timeline, or midnight of its first day,
/// so that they are times of day.
///
/// @param midnightNs timeline time of midnight, empty for the start of the timeline
public record TimeBase(OptionalLong midnightNs) {
  /// Times since the start.
  public static final TimeBase START = new TimeBase(OptionalLong.empty());

  private static final long DAY_NS = 86_400_000_000_000L;

  /// Times of day.
  ///
  /// @param timeline the timeline
  /// @param zone where the clock hangs
  /// @return times since the start for a timeline that does not know its wall-clock time
  public static TimeBase timeOfDay(Timeline timeline, ZoneId zone) {
    long start = timeline.range().startNs();
    return timeline.clocks().stream()
        .filter(clock -> clock.name().equals(ClockDomain.REALTIME))
        .findFirst()
        .map(clock -> midnight(start, start - clock.offsetNs(), zone))
        .orElse(START);
  }

  private static TimeBase midnight(long timelineNs, long epochNs, ZoneId zone) {
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(epochNs, TimeUnit.S.ns()), Math.floorMod(epochNs, TimeUnit.S.ns()));
    return new TimeBase(
        OptionalLong.of(timelineNs - instant.atZone(zone).toLocalTime().toNanoOfDay()));
  }

  /// The time that is written as nothing.
  ///
  /// @param bounds the range of the timeline
  /// @return timeline time
  public long originNs(TimeRange bounds) {
    return midnightNs.orElse(bounds.startNs());
  }

  /// A time with every digit that tells something.
  ///
  /// @param sinceOriginNs what has passed since the origin
  /// @param stepNs what must be told apart, for times of day
  /// @return the text
  public String text(long sinceOriginNs, long stepNs) {
    return midnightNs.isPresent()
        ? TimeText.timeOfDay(Math.floorMod(sinceOriginNs, DAY_NS), ZoneOffset.UTC, stepNs)
        : TimeText.exact(sinceOriginNs);
  }
}
