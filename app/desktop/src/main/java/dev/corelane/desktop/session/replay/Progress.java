package dev.corelane.desktop.session.replay;

/// How far runs are.
///
/// @param state whether they run
/// @param text what runs, or why nothing does
/// @param done runs that are through
/// @param total runs in all, less than 1 while that is not known
public record Progress(State state, String text, long done, long total) {
  static final Progress IDLE = new Progress(State.IDLE, "", 0, -1);

  /// Whether something runs.
  public enum State {
    /// Nothing was asked for.
    IDLE,
    /// It runs.
    RUNNING,
    /// All is there.
    DONE,
    /// The user has stopped it; what was there stays.
    CANCELLED,
    /// It could not be done; the text says why.
    FAILED
  }

  /// @return 0 to 1, -1 while the end is not known
  public double fraction() {
    return total > 0 ? Math.clamp((double) done / total, 0, 1) : -1;
  }
}
