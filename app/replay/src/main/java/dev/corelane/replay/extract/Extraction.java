package dev.corelane.replay.extract;

import dev.corelane.trace.model.TimeRange;
import java.util.List;

/// The programs of a recording.
///
/// @param range the part of the recording they come from; amounts of [Action#SLEEP_UNTIL] count
///   from its begin
/// @param programs of every thread that was seen on a CPU, by task id
/// @param locks ids of the locks that the programs take
/// @param missing what the recording does not tell
public record Extraction(
    TimeRange range, List<ThreadProgram> programs, List<Integer> locks, List<Missing> missing) {
  /// Copies the lists.
  public Extraction {
    programs = List.copyOf(programs);
    locks = List.copyOf(locks);
    missing = List.copyOf(missing);
  }
}
