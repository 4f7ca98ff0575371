package dev.corelane.desktop.session.lists;

/// A column of a list.
///
/// @param title heading
/// @param kind what stands in it
/// @param width in logical pixels, to begin with
public record Column(String title, Kind kind, double width) {
  /// What stands in a column.
  public enum Kind {
    /// Words.
    TEXT,
    /// A moment, in ns since the start of the timeline.
    TIME,
    /// A length of time, ns.
    DURATION,
    /// A number.
    COUNT,
    /// A share, 0 to 1.
    SHARE;

    /// @return whether it is ordered as a number
    public boolean numeric() {
      return this != TEXT;
    }
  }

  static Column text(String title, double width) {
    return new Column(title, Kind.TEXT, width);
  }

  static Column time(String title) {
    return new Column(title, Kind.TIME, 120);
  }

  static Column duration(String title) {
    return new Column(title, Kind.DURATION, 128);
  }

  static Column count(String title) {
    return new Column(title, Kind.COUNT, title.length() > 12 ? 140 : 92);
  }

  static Column share(String title) {
    return new Column(title, Kind.SHARE, 90);
  }
}
