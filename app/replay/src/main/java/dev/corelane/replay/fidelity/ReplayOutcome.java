package dev.corelane.replay.fidelity;

import dev.corelane.replay.extract.Missing;
import dev.corelane.replay.statistics.Band;
import dev.corelane.trace.model.TimeRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What replays of a recording gave.
///
/// @param options what was asked for
/// @param measured the part of the recording that everything is measured over
/// @param recorded the recording itself
/// @param identity replays on the machine of the recording: how far they are off is how far all
///   others may be off
/// @param others replays on other machines, in the order asked for
/// @param missing what the recording does not tell
/// @param statistical whether programs were drawn from distributions, because only samples exist
public record ReplayOutcome(
    ReplayOptions options,
    TimeRange measured,
    Behaviour recorded,
    ModelReplay identity,
    List<ModelReplay> others,
    List<Missing> missing,
    boolean statistical) {
  private static final double SMALLEST_CHANGE = 0.02;
  private static final int FEWEST_RUNS = 4;

  /// Copies the lists.
  public ReplayOutcome {
    others = List.copyOf(others);
    missing = List.copyOf(missing);
  }

  /// What makes the numbers less than they seem.
  ///
  /// @return a sentence each
  public List<String> warnings() {
    return statistical
        ? List.of(
            "Statistical: only samples exist, so programs are drawn from distributions; averages of"
                + " CPU time, waits and requests can be checked against the samples, switches and"
                + " delays cannot")
        : List.of();
  }

  /// How far the identity replay is off.
  ///
  /// @param measure a measure
  /// @return replayed by recorded less 1: 0 if they agree; nothing where one of them is not told,
  ///   or the recording tells 0
  public OptionalDouble identityError(Measure measure) {
    OptionalDouble told = recorded.value(measure);
    Optional<Band> band = identity.band(measure);
    return told.isPresent() && told.getAsDouble() != 0 && band.isPresent()
        ? OptionalDouble.of(band.get().median() / told.getAsDouble() - 1)
        : OptionalDouble.empty();
  }

  /// Whether the identity replay is near enough to the recording for a measure to be believed under
  /// another model. A recording does not tell everything that decides an order; threads of a replay
  /// that come to wait for each other leave CPUs idle, and then no measure is believed.
  ///
  /// @param measure a measure
  /// @return whether its error, and that of the utilisation, is within the tolerance
  public boolean trusted(Measure measure) {
    return within(measure) && within(Measure.UTILISATION);
  }

  private boolean within(Measure measure) {
    OptionalDouble error = identityError(measure);
    return error.isPresent() && Math.abs(error.getAsDouble()) <= measure.tolerance();
  }

  /// What another machine changes: its replays against the identity replays, not against the
  /// recording, so that what all replays are off by does not count.
  ///
  /// @param other one of [#others()]
  /// @param measure a measure
  /// @return ratio of the medians; nothing where one of them is not told or 0
  public OptionalDouble change(ModelReplay other, Measure measure) {
    Optional<Band> before = identity.band(measure);
    Optional<Band> after = other.band(measure);
    return before.isPresent() && after.isPresent() && before.get().median() != 0
        ? OptionalDouble.of(after.get().median() / before.get().median())
        : OptionalDouble.empty();
  }

  /// Whether another machine changes a measure: by 2 % or more, and every replay on it lies on the
  /// same side of every replay on the recorded machine. Of four runs each that happens by chance
  /// once in 35 times (2 of the 70 ways to divide eight), of five each once in 126 times; fewer
  /// tell nothing.
  ///
  /// @param other one of [#others()]
  /// @param measure a measure
  /// @return whether the replays tell a difference
  public boolean differs(ModelReplay other, Measure measure) {
    OptionalDouble ratio = change(other, measure);
    Optional<Band> before = identity.band(measure);
    Optional<Band> after = other.band(measure);
    return ratio.isPresent()
        && Math.abs(ratio.getAsDouble() - 1) >= SMALLEST_CHANGE
        && before.isPresent()
        && after.isPresent()
        && Math.min(before.get().n(), after.get().n()) >= FEWEST_RUNS
        && before.get().apartFrom(after.get());
  }
}
