package dev.corelane.render.layout;

/// Sizes of lanes in logical pixels.
///
/// @param headerWidth width of the column of lane titles
/// @param coreHeight height of a core lane
/// @param headingHeight height of a group heading
/// @param gap between two rows
public record LaneMetrics(double headerWidth, double coreHeight, double headingHeight, double gap) {
  /// The least height at which a core lane shows its strips besides its slices.
  public static final double FULL_CORE_HEIGHT = 40;

  private static final double MIN_HEIGHT = 13;
  private static final double MORE_HEIGHT = 22;
  private static final double SESSIONS_HEIGHT = 64;
  private static final double SPANS_HEIGHT = 54;
  private static final double COUNTER_HEIGHT = 36;
  private static final double MARKS_HEIGHT = 24;
  private static final double MIN_CORE_HEIGHT = 14;
  private static final double MAX_CORE_HEIGHT = 200;
  private static final double MAX_FILLING_HEIGHT = 240;

  /// Sizes for a window.
  public static final LaneMetrics STANDARD = new LaneMetrics(132, 56, 26, 6);

  /// Sizes for a window with lanes of locks and threads, whose names are long.
  public static final LaneMetrics WIDE = new LaneMetrics(188, 56, 26, 6);

  /// The same sizes with core lanes that fill a height as well as they can.
  ///
  /// @param lanes number of core lanes
  /// @param available logical pixels for them
  /// @return sizes; the lanes may still be higher than the room if there are many
  public LaneMetrics fitting(int lanes, double available) {
    double each = Math.floor(available / Math.max(1, lanes)) - gap;
    return new LaneMetrics(
        headerWidth, Math.clamp(each, MIN_CORE_HEIGHT, MAX_CORE_HEIGHT), headingHeight, gap);
  }

  /// Sizes with which core lanes fill a height without scrolling, however many there are.
  ///
  /// @param lanes number of core lanes
  /// @param available logical pixels for them
  /// @return sizes
  public LaneMetrics filling(int lanes, double available) {
    double each = available / Math.max(1, lanes);
    double space = each >= 40 ? 10 : each >= 24 ? gap : each >= 10 ? 2 : each >= 4 ? 1 : 0;
    double height = Math.clamp(each - space, 0.5, MAX_FILLING_HEIGHT);
    return new LaneMetrics(
        headerWidth, height >= 10 ? Math.floor(height) : height, headingHeight, space);
  }

  double heightOf(Lane lane, LaneSize size) {
    double usual = heightOf(lane);
    boolean fixed = lane instanceof Lane.GroupHeading || lane instanceof Lane.More;
    return fixed || size == LaneSize.MEDIUM
        ? usual
        : Math.max(MIN_HEIGHT, Math.rint(usual * size.factor()));
  }

  double heightOf(Lane lane) {
    return switch (lane) {
      case Lane.GroupHeading heading -> headingHeight;
      case Lane.Core core -> coreHeight;
      case Lane.LockLane lock -> lock.holds() ? LockBands.FULL_HEIGHT : LockBands.WAITERS_HEIGHT;
      case Lane.ThreadLane thread -> ThreadBands.of(thread).height();
      case Lane.SessionsLane sessions -> SESSIONS_HEIGHT;
      case Lane.SpansLane spans -> SPANS_HEIGHT;
      case Lane.CounterLane counter -> COUNTER_HEIGHT;
      case Lane.MarksLane marks -> MARKS_HEIGHT;
      case Lane.More more -> MORE_HEIGHT;
    };
  }
}
