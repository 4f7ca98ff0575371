package dev.corelane.replay.validation;

import dev.corelane.replay.engine.Streams;
import dev.corelane.replay.engine.Streams.Purpose;
import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.Function;

/// Programs of the kernel experiments that the expected numbers come from.
final class Programs {
  private Programs() {}

  /// Sleeps to the next multiple of a period, then computes; a period that has passed is left out.
  static Program periodic(long periodNs, long busyNs) {
    return new Program() {
      private long nextNs = periodNs;
      private boolean busy;

      @Override
      public Step next(long nowNs) {
        busy = !busy;
        if (!busy) {
          nextNs = nextNs + periodNs > nowNs ? nextNs + periodNs : nowNs + periodNs;
          return Step.user(busyNs);
        }
        return new Step.SleepUntil(nextNs);
      }
    };
  }

  /// Rounds of steps that are drawn.
  ///
  /// @param index which stream of random numbers
  static Program drawn(int index, Function<SplittableRandom, List<Step>> round) {
    return new Program() {
      private final SplittableRandom random = new Streams(11).stream(Purpose.SERVICE, index);
      private final Queue<Step> steps = new ArrayDeque<>();

      @Override
      public Step next(long nowNs) {
        if (steps.isEmpty()) {
          steps.addAll(round.apply(random));
        }
        return steps.remove();
      }
    };
  }

  static long exponential(SplittableRandom random, double meanNs) {
    return (long) (-meanNs * Math.log(1 - random.nextDouble()));
  }

  /// A thread with pairs of it: computes in the kernel, wakes the other, blocks.
  static Program talker(int other, long kernelNs, long userNs) {
    return Program.forever(
        List.of(
            Step.user(userNs),
            Step.kernel(kernelNs),
            new Step.Wake(other),
            Step.kernel(kernelNs),
            new Step.ReturnToUser(),
            new Step.Block()));
  }
}
