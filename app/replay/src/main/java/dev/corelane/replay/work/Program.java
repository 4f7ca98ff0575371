package dev.corelane.replay.work;

import java.util.List;

/// The steps of one thread, one after the other.
///
/// A program may draw its steps from its own stream of random numbers, share a queue with other
/// programs, or stand in a list. It is asked for the next step when the thread, running on a CPU,
/// has finished the last one; so what it reads from shared state is what a thread would see then.
@FunctionalInterface
public interface Program {
  /// @param nowNs the simulated time
  /// @return what the thread does next; [Step.Exit] when it is done, and nothing after it
  Step next(long nowNs);

  /// What the thread does after a deadlock was found in which it is the victim: it has not got the
  /// lock that it waited for, and what it held in heavyweight locks was given back.
  ///
  /// @param nowNs the simulated time
  /// @return what it does next, by default it ends
  default Step deadlocked(long nowNs) {
    return new Step.Exit();
  }

  /// @param steps what is done once
  /// @return a program that does it and exits
  static Program once(List<Step> steps) {
    return repeat(steps, 1);
  }

  /// @param steps what is done again and again
  /// @return a program that does not end
  static Program forever(List<Step> steps) {
    return repeat(steps, Long.MAX_VALUE);
  }

  /// @param steps what is done, not empty
  /// @param times how often, at least 0
  /// @return a program that does it so often and exits
  /// @throws IllegalArgumentException if there is no step
  static Program repeat(List<Step> steps, long times) {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("A program has at least one step");
    }
    return new StepList(steps, times);
  }
}
