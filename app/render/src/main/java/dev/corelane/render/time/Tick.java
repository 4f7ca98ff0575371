package dev.corelane.render.time;

/// A line of the ruler.
///
/// @param timeNs where on the timeline
/// @param kind how strong it is
/// @param label its text, empty for minor ticks
public record Tick(long timeNs, Kind kind, String label) {
  /// How strong a tick is drawn.
  public enum Kind {
    /// Labelled with the whole time.
    ANCHOR,
    /// Labelled with the time since the last anchor.
    MAJOR,
    /// Without a label.
    MINOR
  }
}
