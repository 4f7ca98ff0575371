package dev.corelane.replay.fidelity;

import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.statistics.Band;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The replays of a recording on one machine.
///
/// @param machine which
/// @param bands the measures over all seeds
/// @param waitShares of statistical replays: by wait event, the share of the backends' time that is
///   spent in it; else empty
/// @param events events of all runs
public record ModelReplay(
    Machine machine, Map<Measure, Band> bands, Map<String, Band> waitShares, long events) {
  /// Keeps copies.
  public ModelReplay {
    bands = Collections.unmodifiableMap(new EnumMap<>(bands));
    waitShares = Collections.unmodifiableMap(new TreeMap<>(waitShares));
  }

  /// @param measure one of them
  /// @return its band, if the replays tell it
  public Optional<Band> band(Measure measure) {
    return Optional.ofNullable(bands.get(measure));
  }
}
