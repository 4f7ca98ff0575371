package dev.corelane.importers;

import dev.corelane.importers.incident.CopyRule;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What of an incident is wanted, and what the user knows of its clocks.
///
/// @param window times of the timeline; facts outside make no part of it, facts that reach over an
///   end are cut
/// @param processes ids of threads or processes, or names that threads have; empty for all. Facts
///   of other threads are left out, and the time in which they ran is unknown on the core lanes
/// @param dropped files to leave out: their names without folders, or ids of importers
/// @param clocks corrections of clocks by file name without folders
public record ImportOptions(
    TimeRange window, Set<String> processes, Set<String> dropped, Map<String, Clock> clocks) {
  /// Everything.
  public static final ImportOptions ALL =
      new ImportOptions(CopyRule.ALWAYS, Set.of(), Set.of(), Map.of());

  /// What the user says of the clock of a file.
  ///
  /// @param ns nanoseconds
  /// @param relative whether they are added to what would hold otherwise; if not, they are what is
  ///   added to the file's own times to get timeline time
  public record Clock(long ns, boolean relative) {}

  /// Copies what it is given.
  public ImportOptions {
    processes = Set.copyOf(processes);
    dropped = Set.copyOf(dropped);
    clocks = Map.copyOf(clocks);
  }

  boolean wholeTime() {
    return window.equals(CopyRule.ALWAYS);
  }

  boolean everything() {
    return wholeTime() && processes.isEmpty();
  }

  boolean drops(Source source) {
    return dropped.stream().anyMatch(source::named);
  }

  /// Whether a task is wanted.
  ///
  /// @param task the task
  /// @param names its names over time
  /// @return true if it is one of the processes, or there is no choice
  boolean wants(Task task, List<String> names) {
    return processes.isEmpty()
        || processes.contains(Integer.toString(task.tid()))
        || task.pid() >= 0 && processes.contains(Integer.toString(task.pid()))
        || processes.contains(task.name())
        || names.stream().anyMatch(processes::contains);
  }
}
