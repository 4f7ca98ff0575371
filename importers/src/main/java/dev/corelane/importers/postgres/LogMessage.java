package dev.corelane.importers.postgres;

/// One message of a server log. Filled by a reader, again for each message.
final class LogMessage {
  long unixNs;
  int pid;

  /// Second since 1970 in which the session of the process began, [SessionLives#NO_START] if not
  /// told.
  long sessionStart;

  String severity = "";
  String sqlState = "";
  String message = "";
  String detail = "";
  String statement = "";
  String application = "";
  String backendType = "";

  /// Line and place it begins at, and its text for messages about it.
  long line;

  long offset;

  void clear() {
    sessionStart = SessionLives.NO_START;
    severity = "";
    sqlState = "";
    message = "";
    detail = "";
    statement = "";
    application = "";
    backendType = "";
  }

  void copy(LogMessage from) {
    unixNs = from.unixNs;
    pid = from.pid;
    sessionStart = from.sessionStart;
    severity = from.severity;
    sqlState = from.sqlState;
    message = from.message;
    detail = from.detail;
    statement = from.statement;
    application = from.application;
    backendType = from.backendType;
    line = from.line;
    offset = from.offset;
  }
}
