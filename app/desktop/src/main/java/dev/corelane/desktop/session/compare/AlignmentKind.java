package dev.corelane.desktop.session.compare;

/// Ways to align the times of several sides.
public enum AlignmentKind {
  /// By the starts of the recordings, or of the compared parts.
  START("Start"),
  /// By the time of day.
  WALL_CLOCK("Wall clock"),
  /// By the starts of the transactions of a number.
  TRANSACTION("Transaction"),
  /// By the first marks of a text.
  MARK("Mark"),
  /// By the begins of what is selected in each.
  SELECTION("Selections"),
  /// Each axis is stretched so that transactions completed stand at equal places.
  WORK("Work done"),
  /// By the places of a row of the table of differences.
  PLACE("Places of a difference");

  private final String title;

  AlignmentKind(String title) {
    this.title = title;
  }

  /// @return in words
  public String title() {
    return title;
  }
}
