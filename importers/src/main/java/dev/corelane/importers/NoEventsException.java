package dev.corelane.importers;

/// A file is what a tool of traces prints, but holds no events: sums, reports, a profile. Opened by
/// itself that is an error; beside a recording it is only left out.
public final class NoEventsException extends TraceReadException {
  /// @param message one sentence for the user: what the file is, and what to open instead
  public NoEventsException(String message) {
    super(message);
  }
}
