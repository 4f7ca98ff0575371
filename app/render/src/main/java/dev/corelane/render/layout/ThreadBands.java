package dev.corelane.render.layout;

/// How a thread lane is divided, from top to bottom: spans, states, lock waits, wait samples; what
/// a thread does not have takes no room. All in logical pixels from the top of the lane.
///
/// @param spans height of the spans
/// @param statesTop top of the states
/// @param states their height
/// @param waitsTop top of the lock waits
/// @param waits their height
/// @param samplesTop top of the wait samples
/// @param samples their height
public record ThreadBands(
    double spans,
    double statesTop,
    double states,
    double waitsTop,
    double waits,
    double samplesTop,
    double samples) {
  private static final double SPANS = 13;
  private static final double STATES = 17;
  private static final double WAITS = 7;
  private static final double SAMPLES = 13;
  private static final double GAP = 1;

  /// The bands of a lane of a height.
  ///
  /// @param lane the lane
  /// @param height logical pixels
  /// @return its bands
  public static ThreadBands of(Lane.ThreadLane lane, double height) {
    ThreadBands usual = of(lane);
    if (height == usual.height()) {
      return usual;
    }
    double factor = height / usual.height();
    double spans = Math.rint(usual.spans() * factor);
    double waits = Math.rint(usual.waits() * factor);
    double samples = Math.rint(usual.samples() * factor);
    double statesTop = spans > 0 ? spans + GAP : 0;
    double samplesTop = height - samples;
    double waitsTop = samplesTop - (samples > 0 ? GAP : 0) - waits;
    double states = waitsTop - (waits > 0 ? GAP : 0) - statesTop;
    return new ThreadBands(spans, statesTop, states, waitsTop, waits, samplesTop, samples);
  }

  /// The bands of a lane of the usual height.
  ///
  /// @param lane the lane
  /// @return its bands
  public static ThreadBands of(Lane.ThreadLane lane) {
    double spans = lane.spans() ? SPANS : 0;
    double statesTop = lane.spans() ? SPANS + GAP : 0;
    double waitsTop = statesTop + STATES + (lane.waits() ? GAP : 0);
    double waits = lane.waits() ? WAITS : 0;
    double samplesTop = waitsTop + waits + (lane.samples() ? GAP : 0);
    double samples = lane.samples() ? SAMPLES : 0;
    return new ThreadBands(spans, statesTop, STATES, waitsTop, waits, samplesTop, samples);
  }

  /// @return height of the lane
  public double height() {
    return samplesTop + samples;
  }
}
