package dev.corelane.render.digest;

import java.util.List;

/// Threads that are shown together, and how busy they were: those of a process; all kernel threads;
/// all processes of one name that have one thread each, such as the backends of PostgreSQL.
///
/// @param id stable name
/// @param name the heading
/// @param kernel whether they are kernel threads
/// @param tasks the threads that were seen running or waiting, the one that did so longest first
/// @param silent the other threads
/// @param activeNs time in which they ran or waited for a CPU, added up
/// @param profile how many ran and waited over time
public record ProcessFacts(
    String id,
    String name,
    boolean kernel,
    List<Integer> tasks,
    List<Integer> silent,
    long activeNs,
    CountProfile profile) {
  /// Copies the lists.
  public ProcessFacts {
    tasks = List.copyOf(tasks);
    silent = List.copyOf(silent);
  }
}
