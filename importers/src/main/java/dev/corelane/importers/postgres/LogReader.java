package dev.corelane.importers.postgres;

import java.util.Set;

/// The messages of a server log, one after another.
interface LogReader {
  /// Severities of messages (src/backend/utils/error/elog.c, `error_severity`).
  Set<String> SEVERITIES =
      Set.of(
          "LOG", "ERROR", "FATAL", "PANIC", "WARNING", "NOTICE", "INFO", "DEBUG", "DEBUG1",
          "DEBUG2", "DEBUG3", "DEBUG4", "DEBUG5");

  /// Reads the next message that can be read; what cannot is counted as a problem.
  ///
  /// @param into takes the message
  /// @return false at the end
  boolean next(LogMessage into);

  /// @return what the times were read with
  PostgresTime time();
}
