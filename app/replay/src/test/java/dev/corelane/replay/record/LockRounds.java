package dev.corelane.replay.record;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Test load: threads that go round the same steps and all take one LWLock. Lengths are drawn from
/// a stream per thread.
public final class LockRounds implements Program {
  private final SplittableRandom random;
  private final int lock;
  private final List<Draw> round;
  private int at;

  private LockRounds(SplittableRandom random, int lock, List<Draw> round) {
    this.random = random;
    this.lock = lock;
    this.round = round;
  }

  /// @param threads how many
  /// @param streams seed of their streams
  /// @param round the steps
  /// @return adds the lock and the threads to a run
  public static Consumer<Simulation.Builder> of(int threads, long streams, Draw... round) {
    List<Draw> steps = List.of(round);
    return builder -> {
      int lock = builder.lock(new LockSpec.LwLock("ProcArray"));
      for (int i = 0; i < threads; i++) {
        SplittableRandom random = new Streams(streams).stream(Purpose.SERVICE, i);
        builder.thread(ThreadSpec.of("worker", new LockRounds(random, lock, steps)));
      }
    };
  }

  @Override
  public Step next(long nowNs) {
    return round.get(at++ % round.size()).step(random, lock);
  }

  /// @param most ns, above 0
  /// @return computes up to so long
  public static Draw user(int most) {
    return (random, lock) -> Step.user(1 + random.nextInt(most));
  }

  /// @param most ns, above 0
  /// @return sleeps less than so long
  public static Draw sleep(int most) {
    return (random, lock) -> new Step.Sleep(random.nextInt(most));
  }

  /// @return takes the lock
  public static Draw acquire() {
    return (random, lock) -> Step.acquire(lock);
  }

  /// @return gives it back
  public static Draw release() {
    return (random, lock) -> Step.release(lock);
  }

  /// A step that is drawn.
  @FunctionalInterface
  public interface Draw {
    /// @param random the thread's stream
    /// @param lock number of the lock
    /// @return the step
    Step step(SplittableRandom random, int lock);
  }
}
