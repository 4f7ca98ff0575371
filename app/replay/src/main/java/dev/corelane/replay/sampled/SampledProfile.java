package dev.corelane.replay.sampled;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// What samples tell of a load: by these numbers a replay of it can be checked.
///
/// @param busyCpus CPUs in use by the sampled backends, in the mean
/// @param requestsPerSecond messages from clients per second: waits for a client that ended; empty
///   if they are too short for the samples
/// @param waitShares by wait event, the share of the backends' time that is spent in it
public record SampledProfile(
    double busyCpus, OptionalDouble requestsPerSecond, Map<String, Double> waitShares) {
  /// The wait for the next message of a client.
  public static final String CLIENT = "Client:ClientRead";

  /// Keeps a copy.
  public SampledProfile {
    waitShares = Collections.unmodifiableMap(new TreeMap<>(waitShares));
  }
}
