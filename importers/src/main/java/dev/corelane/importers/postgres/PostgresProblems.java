package dev.corelane.importers.postgres;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with PostgreSQL's files.
final class PostgresProblems {
  static final ProblemKind BAD_ROW =
      new ProblemKind(
          "postgres.bad-row",
          Severity.WARNING,
          "These rows cannot be read and were left out; all others are on the timeline.");
  static final ProblemKind DAMAGED =
      new ProblemKind(
          "postgres.damaged",
          Severity.DATA_LOSS,
          "The file is damaged or ends early; everything before is on the timeline.");
  static final ProblemKind OTHER_LINES =
      new ProblemKind(
          "postgres.other-lines",
          Severity.INFO,
          "Lines of other programs between the messages of the server, or messages whose"
              + " log_line_prefix has no time or process id.");
  static final ProblemKind ZONE_ASSUMED =
      new ProblemKind(
          "postgres.zone-assumed",
          Severity.INFO,
          "Its times are taken as UTC; if they are not, write them as timestamptz, or set"
              + " log_timezone to UTC.");
  static final ProblemKind ZONE_AMBIGUOUS =
      new ProblemKind(
          "postgres.zone-ambiguous",
          Severity.WARNING,
          "If the file's place among the others is wrong by hours, that is why; set log_timezone"
              + " to UTC.");
  static final ProblemKind NO_TIME =
      new ProblemKind(
          "postgres.no-time",
          Severity.WARNING,
          "Rows without the time of the sample have no place on the timeline; add clock_timestamp()"
              + " AS at to the query.");
  static final ProblemKind TOTALS =
      new ProblemKind(
          "postgres.totals-only",
          Severity.INFO,
          "Totals have no place on a timeline; open pg_wait_sampling_history instead of its"
              + " profile, and what pgbench --log writes instead of pgbench's report.");
  static final ProblemKind TOLD_TWICE =
      new ProblemKind(
          "postgres.told-twice",
          Severity.INFO,
          "The same facts stand in another file of the incident that tells them better; each is on"
              + " the timeline once.");
  static final ProblemKind OTHER_SERVER =
      new ProblemKind(
          "postgres.other-server",
          Severity.WARNING,
          "What it tells stands on tasks and locks of its own, for a process id means another"
              + " process there; if the recording is of that server, leave the other files out by"
              + " --drop.");
  static final ProblemKind WAIT_OPEN =
      new ProblemKind(
          "postgres.lock-wait-open",
          Severity.INFO,
          "The log does not tell how these lock waits ended; they end where they were last seen.");
  static final ProblemKind OTHER_LANGUAGE =
      new ProblemKind(
          "postgres.other-language",
          Severity.WARNING,
          "Lock waits are read of messages in English, German, Spanish and French; set lc_messages"
              + " to C.");
  static final ProblemKind PAGES_UNTIMED =
      new ProblemKind(
          "postgres.pages-without-time",
          Severity.INFO,
          "What the pages hold is in the timeline's properties; select clock_timestamp() AS at with"
              + " them to see it as a counter.");

  private PostgresProblems() {}
}
