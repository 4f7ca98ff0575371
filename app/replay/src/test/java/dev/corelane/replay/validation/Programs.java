package dev.corelane.replay.validation;

import dev.corelane.replay.work.Program;
import dev.corelane.replay.work.Step;

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
}
