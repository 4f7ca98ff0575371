package dev.corelane.trace.model;

/// One life of one thread. Thread ids are reused, so a thread is known by its internal id, which is
/// its row in the timeline's task table; (tid, start) tells two lives of one tid apart.
///
/// @param id internal id: 0 is the idle task of all CPUs, 1 stands for "unknown", threads follow
/// @param tid kernel thread id (the kernel's tracepoints call it `pid`); -1 when unknown
/// @param pid id of the thread group (the process); -1 when the trace does not tell
/// @param name newest name (`comm`)
/// @param kernelThread whether the trace shows it to be a kernel thread
/// @param startNs first time at which the task is known to exist
/// @param endNs time of its exit, or the end of the timeline
/// @param startRecorded whether its creation is in the trace
/// @param exitRecorded whether its exit is in the trace
/// @param priority newest kernel priority: 0..99 real-time, 100..139 nice -20..19, -1 deadline,
///   [#PRIORITY_UNKNOWN]
/// @param label class label (PostgreSQL backend type and application name, or a user's rule), or ""
public record Task(
    int id,
    int tid,
    int pid,
    String name,
    boolean kernelThread,
    long startNs,
    long endNs,
    boolean startRecorded,
    boolean exitRecorded,
    int priority,
    String label) {
  /// Internal id of the idle task, one for all CPUs (`swapper`).
  public static final int IDLE = 0;

  /// Internal id that stands for a thread the trace does not name.
  public static final int UNKNOWN = 1;

  /// Priority that the trace does not tell.
  public static final int PRIORITY_UNKNOWN = Integer.MIN_VALUE;

  /// @return whether this is the idle task
  public boolean idle() {
    return id == IDLE;
  }
}
