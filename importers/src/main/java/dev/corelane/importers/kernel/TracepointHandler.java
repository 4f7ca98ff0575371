package dev.corelane.importers.kernel;

/// Makes facts of the records of one tracepoint. Its fields are found once, when it is made.
@FunctionalInterface
public interface TracepointHandler {
  /// @param event the record
  void handle(RawEvent event);
}
