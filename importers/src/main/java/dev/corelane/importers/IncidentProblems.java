package dev.corelane.importers;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What may be wrong with the files of an incident as a whole.
final class IncidentProblems {
  static final ProblemKind NOT_A_TRACE =
      new ProblemKind(
          "incident.not-a-trace",
          Severity.INFO,
          "These files of the folder or archive are in no format that Corelane reads.");
  static final ProblemKind EMPTY =
      new ProblemKind(
          "incident.empty-file",
          Severity.INFO,
          "Who should have written these files has written nothing, or they were not copied"
              + " whole.");
  static final ProblemKind NOT_READ =
      new ProblemKind(
          "incident.not-read",
          Severity.ERROR,
          "Nothing of this file is on the timeline; the other files are.");
  static final ProblemKind CUT_OFF =
      new ProblemKind(
          "incident.cut-off",
          Severity.DATA_LOSS,
          "The packed file is damaged or cut; what came before the damage is read as it is.");
  static final ProblemKind NO_EVENTS =
      new ProblemKind(
          "incident.no-events",
          Severity.INFO,
          "Sums and reports have no place on a timeline; the recording they were made from has.");
  static final ProblemKind SECOND_RECORDING =
      new ProblemKind(
          "incident.second-recording",
          Severity.WARNING,
          "Recordings are laid beside each other only if they are of one run and their clocks can"
              + " be compared; open the other one by itself, or tell its clock by --offset.");
  static final ProblemKind MERGED =
      new ProblemKind(
          "incident.merged",
          Severity.INFO,
          "Facts of a kind that several recordings tell are taken from one of them, so that none is"
              + " on the timeline twice.");
  static final ProblemKind PLACED =
      new ProblemKind(
          "incident.clock-by-evidence",
          Severity.WARNING,
          "No file tells how these clocks stand to each other; it was found by comparing what the"
              + " files tell of the same processes. --offset sets it otherwise.");
  static final ProblemKind CORRECTED =
      new ProblemKind(
          "incident.clock-corrected", Severity.INFO, "The clock was set on the command line.");
  static final ProblemKind PART_ONLY =
      new ProblemKind(
          "incident.part-only",
          Severity.INFO,
          "A part of the incident was asked for; what lies outside is not on the timeline.");
  static final ProblemKind NO_SUCH_FILE =
      new ProblemKind(
          "incident.no-such-file",
          Severity.WARNING,
          "No file of the incident has this name; names are given without folders.");
  static final ProblemKind CLOCK_UNKNOWN =
      new ProblemKind(
          "incident.clock-unknown",
          Severity.ERROR,
          "The recording does not tell how its clock stands to wall-clock time, and the files do"
              + " not have enough in common to find it out; record with perf record -k"
              + " CLOCK_MONOTONIC, or tell the offset by --offset.");
  static final ProblemKind APART =
      new ProblemKind(
          "incident.apart",
          Severity.WARNING,
          "If the file is of this incident, its clock or its time zone is off; --offset moves it.");
  static final ProblemKind NOT_MONOTONIC =
      new ProblemKind(
          "incident.not-monotonic",
          Severity.ERROR,
          "The recording runs on another clock than CLOCK_MONOTONIC, so files with times of that"
              + " clock cannot be placed on it; record with perf record -k CLOCK_MONOTONIC or"
              + " trace-cmd record -C mono.");
  static final ProblemKind TOO_MANY_FILES =
      new ProblemKind(
          "incident.too-many-files",
          Severity.WARNING,
          "Files behind this number were not looked at; name the files that matter.");

  private IncidentProblems() {}
}
