package dev.corelane.replay.work;

import java.util.List;

/// A list of steps, done a number of times.
final class StepList implements Program {
  private static final Step EXIT = new Step.Exit();

  private final Step[] steps;
  private long roundsLeft;
  private int next;

  StepList(List<Step> steps, long times) {
    this.steps = steps.toArray(Step[]::new);
    this.roundsLeft = times;
  }

  @Override
  public Step next(long nowNs) {
    if (roundsLeft <= 0) {
      return EXIT;
    }
    Step step = steps[next++];
    if (next == steps.length) {
      next = 0;
      roundsLeft--;
    }
    return step;
  }
}
