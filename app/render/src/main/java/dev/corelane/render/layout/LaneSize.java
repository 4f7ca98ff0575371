package dev.corelane.render.layout;

/// How high a lane is, compared with its usual height.
public enum LaneSize {
  /// Two thirds: shapes and colours, few texts.
  SMALL("Low", 0.65),
  /// The usual height.
  MEDIUM("Medium", 1),
  /// Twice.
  LARGE("High", 2);

  private final String title;
  private final double factor;

  LaneSize(String title, double factor) {
    this.title = title;
    this.factor = factor;
  }

  /// @return what menus call it
  public String title() {
    return title;
  }

  /// @return how many times the usual height
  public double factor() {
    return factor;
  }

  /// @return the next higher one; after the highest the lowest
  public LaneSize next() {
    return values()[(ordinal() + 1) % values().length];
  }
}
