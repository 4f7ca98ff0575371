package dev.corelane.replay.fidelity;

import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.statistics.Band;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The replays of a recording on one machine.
///
/// @param machine which
/// @param bands the measures over all seeds
/// @param events events of all runs
public record ModelReplay(Machine machine, Map<Measure, Band> bands, long events) {
  /// Keeps a copy.
  public ModelReplay {
    bands = Collections.unmodifiableMap(new EnumMap<>(bands));
  }

  /// @param measure one of them
  /// @return its band, if the replays tell it
  public Optional<Band> band(Measure measure) {
    return Optional.ofNullable(bands.get(measure));
  }
}
