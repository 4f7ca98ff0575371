package dev.corelane.desktop.session;

/// A sentence for the user that does not stop them.
///
/// @param kind how much it matters
/// @param text one sentence
public record Notice(Kind kind, String text) {
  /// How much a notice matters.
  public enum Kind {
    /// Something was done or found out.
    INFO,
    /// Something was opened, but is not whole.
    WARNING,
    /// Something could not be done.
    ERROR
  }
}
