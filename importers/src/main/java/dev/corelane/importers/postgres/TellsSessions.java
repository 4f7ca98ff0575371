package dev.corelane.importers.postgres;

import dev.corelane.importers.TraceFile;
import dev.corelane.trace.task.ProgressMonitor;

/// Reads files that may tell when the sessions of a server began.
interface TellsSessions {
  /// Looks a file through for its sessions; what is wrong with it is told when it is imported.
  ///
  /// @param file the file
  /// @param most how many rows or messages are looked at
  /// @param monitor asked whether to go on
  /// @return the sessions, none if the file does not tell of them
  SessionLives sessions(TraceFile file, long most, ProgressMonitor monitor);
}
