package dev.corelane.replay.extract;

import dev.corelane.trace.model.TimeRange;
import java.util.List;
import java.util.Optional;

/// The programs of a recording.
///
/// @param range the part of the recording they come from; amounts of [Action#SLEEP_UNTIL] count
///   from its begin
/// @param programs of every thread that was seen on a CPU, by task id
/// @param locks ids of the locks that the programs take
/// @param probes what a hit of a probe costs, empty if the recording was made without probes
/// @param missing what the recording does not tell
public record Extraction(
    TimeRange range,
    List<ThreadProgram> programs,
    List<Integer> locks,
    Optional<ProbeCost> probes,
    List<Missing> missing) {
  /// Copies the lists.
  public Extraction {
    programs = List.copyOf(programs);
    locks = List.copyOf(locks);
    missing = List.copyOf(missing);
  }
}
