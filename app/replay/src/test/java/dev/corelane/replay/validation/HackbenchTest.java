package dev.corelane.replay.validation;

import static dev.corelane.replay.validation.Trial.SECOND;
import static dev.corelane.replay.validation.Trial.US;
import static dev.corelane.replay.validation.Trial.machine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corelane.replay.machine.Costs;
import dev.corelane.replay.machine.Machine;
import dev.corelane.replay.machine.PreemptionModel;
import dev.corelane.replay.simulation.RunResult;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// A load like hackbench: groups of senders that write to all receivers of their group until the
/// sockets are full. Threads compute for longer than a slice, so slices end against their will.
class HackbenchTest {
  private static final int CPUS = 8;
  private static final int GROUPS = 2;

  /// hackbench's number of senders and of receivers of a group.
  private static final int FANS = 20;

  /// Small messages that a socket takes (212,992 bytes, 768 for each), by tens: one step here.
  private static final int TENS = 28;

  private static final long TEN_MESSAGES_NS = 30 * US;

  /// Reported for 128 threads (kernel test robot, after commit 2ae891b82695): 56.8 % more
  /// involuntary switches, 6.2 % less throughput.
  @Test
  void a15_aShorterSliceMeansMoreSwitchesAndLessThroughput() {
    long[] longer = new long[2];
    long[] shorter = new long[2];
    for (int seed = 1; seed <= 3; seed++) {
      add(longer, run(750_000, seed));
      add(shorter, run(700_000, seed));
    }

    assertThat((double) shorter[0] / longer[0]).as("involuntary switches").isBetween(1.05, 1.8);
    assertThat((double) shorter[1] / longer[1]).as("throughput").isBetween(0.9, 0.9999);
  }

  private static void add(long[] sums, long[] more) {
    sums[0] += more[0];
    sums[1] += more[1];
  }

  /// Involuntary switches and messages that were read, by tens.
  private static long[] run(long baseSliceNs, int seed) {
    Machine machine = machine("6.18", CPUS, PreemptionModel.FULL).withHz(1_000);
    Trial trial =
        Trial.on(
                machine
                    .with(machine.features().withBaseSliceNs(baseSliceNs))
                    .with(Costs.DEFAULT.withTickNs(10 * US)))
            .seed(seed);
    long[] read = new long[1];
    for (int group = 0; group < GROUPS; group++) {
      int first = group * 2 * FANS;
      for (int i = 0; i < FANS; i++) {
        trial.thread(sender(first + FANS));
      }
      for (int i = 0; i < FANS; i++) {
        trial.thread(receiver(first, () -> read[0]++));
      }
    }
    RunResult result = trial.run(2 * SECOND);
    return new long[] {result.involuntary(), read[0]};
  }

  /// Fills the sockets of all receivers, then waits until all have read.
  private static Program sender(int receivers) {
    return rounds(
        message ->
            message % 2 == 0
                ? Step.kernel(TEN_MESSAGES_NS)
                : new Step.Wake(receivers + message / 2 % FANS),
        fan -> new Step.Block());
  }

  /// Reads what the senders write; tells them when it has read all of it.
  private static Program receiver(int senders, Runnable read) {
    return rounds(
        message -> {
          if (message % 2 == 0) {
            return new Step.Block();
          }
          read.run();
          return Step.kernel(TEN_MESSAGES_NS);
        },
        fan -> new Step.Wake(senders + fan));
  }

  /// Two steps per ten messages, then one per member of the other side.
  private static Program rounds(IntFunction<Step> messages, IntFunction<Step> fans) {
    int steps = 2 * TENS * FANS;
    return new Program() {
      private int step;

      @Override
      public Step next(long nowNs) {
        int at = step++ % (steps + FANS);
        return at < steps ? messages.apply(at) : fans.apply(at - steps);
      }
    };
  }
}
