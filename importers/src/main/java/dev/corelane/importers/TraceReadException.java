package dev.corelane.importers;

import java.io.IOException;

/// A file cannot be opened. The message is one sentence for the user: what was expected, what was
/// found.
public sealed class TraceReadException extends IOException permits NoEventsException {
  /// @param message the sentence
  public TraceReadException(String message) {
    super(message);
  }

  /// @param message the sentence
  /// @param cause what lies behind it
  public TraceReadException(String message, Throwable cause) {
    super(message, cause);
  }
}
