package dev.corelane.replay.record;

import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.trace.task.ProgressMonitor;
import dev.corelane.trace.timeline.Timeline;
import java.util.function.Consumer;

/// A run of the engine and its timeline: for tests a recording of which everything is known.
///
/// @param timeline the recording, closed with this
/// @param result what the run itself counted
public record RecordedRun(Timeline timeline, RunResult result) implements AutoCloseable {
  /// @param machine where
  /// @param seed of the run
  /// @param lengthNs how long
  /// @param load adds locks and threads
  /// @return the run
  public static RecordedRun of(
      Machine machine, long seed, long lengthNs, Consumer<Simulation.Builder> load) {
    try (var recorder = new TimelineRecorder()) {
      Simulation.Builder builder = Simulation.on(machine).seed(seed).observe(recorder);
      load.accept(builder);
      Simulation simulation = builder.build();
      simulation.run(lengthNs);
      RunResult result = simulation.finish();
      return new RecordedRun(recorder.timeline(ProgressMonitor.NONE), result);
    }
  }

  @Override
  public void close() {
    timeline.close();
  }
}
