package dev.corelane.importers.locks;

import dev.corelane.trace.diagnostics.ProblemKind;
import dev.corelane.trace.diagnostics.Severity;

/// What the state machines of locks and spans may find wrong with a trace.
public final class LockProblems {
  /// A kernel lock wait ends that did not begin, or begins inside too many others.
  public static final ProblemKind CONTENTION_UNMATCHED =
      new ProblemKind(
          "lock.contention-unmatched",
          Severity.WARNING,
          "These waits for kernel locks are left out; record lock:contention_begin and"
              + " lock:contention_end both, with larger buffers.");

  /// A kernel lock was released by a task not known to hold it, or never released.
  public static final ProblemKind RELEASE_UNMATCHED =
      new ProblemKind(
          "lock.release-unmatched",
          Severity.WARNING,
          "These holds are left out or end where they were last known; a lock may also be released"
              + " by another task than took it.");

  /// A system call on a futex returns that was not seen to begin, or does not return.
  public static final ProblemKind FUTEX_UNMATCHED =
      new ProblemKind(
          "futex.unmatched",
          Severity.WARNING,
          "These futex calls are left out; record sys_enter and sys_exit both.");

  /// A PostgreSQL lock was released that was not known to be held.
  public static final ProblemKind PG_RELEASE_UNMATCHED =
      new ProblemKind(
          "pg.release-unmatched",
          Severity.WARNING,
          "The probe of the acquisition was not recorded; these holds are left out.");

  /// A PostgreSQL lock was taken again by the task that held it.
  public static final ProblemKind PG_RELEASE_MISSING =
      new ProblemKind(
          "pg.release-missing",
          Severity.WARNING,
          "The probe of the release was not recorded; these holds end at the next acquisition at"
              + " the latest.");

  /// A PostgreSQL wait ends that did not begin, or begins while another goes on.
  public static final ProblemKind PG_WAIT_UNMATCHED =
      new ProblemKind(
          "pg.wait-unmatched",
          Severity.WARNING,
          "These waits are left out; record the start and done probes both, with larger buffers.");

  /// A transaction, query or function ends that did not begin, or never ends.
  public static final ProblemKind SPAN_UNMATCHED =
      new ProblemKind(
          "span.unmatched",
          Severity.WARNING,
          "These spans are left out; record begin and end both.");

  private LockProblems() {}
}
