package dev.corelane.benchmarks;

import dev.corelane.analysis.knowledge.KernelVersion;
import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.lock.LockSpec;
import dev.corelane.replay.machine.Architecture;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.machine.Topology;
import dev.corelane.replay.simulation.Simulation;
import dev.corelane.replay.simulation.ThreadSpec;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Replay of a server with 1,024 busy backends on 96 CPUs under lazy preemption, 10 ms of simulated
/// time per call; the secondary result `events` is the number of events that the engine processes
/// per second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ReplayBenchmark {
  private static final int CPUS = 96;
  private static final int THREADS = 1_024;
  private static final int LOCKS = 64;
  private static final long PART_NS = 10_000_000;

  private Simulation simulation = simulation();

  /// Makes the simulation anew.
  @Setup(Level.Iteration)
  public void start() {
    simulation = simulation();
  }

  private static Simulation simulation() {
    var builder =
        Simulation.on(
                Machine.of(
                    Topology.oneCache(CPUS),
                    KernelVersion.parse("7.2"),
                    Architecture.ARM64,
                    PreemptionModel.LAZY))
            .seed(1);
    for (int i = 0; i < LOCKS; i++) {
      builder.lock(new LockSpec.LwLock("lock " + i));
    }
    for (int i = 0; i < THREADS; i++) {
      builder.thread(ThreadSpec.of("backend", new Backend(i)));
    }
    return builder.build();
  }

  /// Ten milliseconds of the server.
  ///
  /// @param counted counts the events
  /// @return simulated time
  @Benchmark
  public long serve(Counted counted) {
    counted.add(simulation.run(simulation.nowNs() + PART_NS).events());
    return simulation.nowNs();
  }

  /// How many events the engine processed.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counted {
    private long events;
    private long before;

    /// Begins to count anew.
    @Setup(Level.Iteration)
    public void reset() {
      events = 0;
      before = 0;
    }

    void add(long total) {
      events += total - before;
      before = total;
    }

    /// @return events
    public long events() {
      return events;
    }
  }

  /// Computes, takes one of the locks for a moment, sleeps: about 16 µs of work per 200 µs.
  private static final class Backend implements Program {
    private final SplittableRandom random;
    private int step;
    private int lock;

    Backend(int index) {
      random = new Streams(1).stream(Purpose.SERVICE, index);
    }

    @Override
    public Step next(long nowNs) {
      return switch (step++ & 7) {
        case 0, 4 -> Step.user(random.nextLong(12_000));
        case 1 -> {
          lock = random.nextInt(LOCKS);
          yield Step.acquire(lock);
        }
        case 2 -> Step.user(1_000);
        case 3 -> Step.release(lock);
        case 5 -> Step.kernel(random.nextLong(6_000));
        case 6 -> new Step.Sleep(random.nextLong(300_000));
        default -> Step.user(random.nextLong(4_000));
      };
    }
  }
}
