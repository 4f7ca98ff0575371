package dev.corelane.replay.scenario;

import dev.corelane.trace.model.LockMode;
import java.util.List;

/// One thing that a thread of a scenario does; unlike a [dev.corelane.replay.work.Step], lengths
/// may be drawn and actions nest.
public sealed interface Action {
  /// Computes, a share of it inside the kernel.
  ///
  /// @param length CPU time
  /// @param kernelShare share of it in the kernel, after the rest, 0 to 1
  record Run(Amount length, double kernelShare) implements Action {}

  /// Touches a page that may be unmapped.
  ///
  /// @param probability that it is, 0 to 1
  /// @param length of the handler
  record Fault(double probability, Amount length) implements Action {}

  /// Takes a lock.
  ///
  /// @param lock its index in the scenario
  /// @param mode how
  record Acquire(int lock, LockMode mode) implements Action {}

  /// Gives a lock back.
  ///
  /// @param lock its index in the scenario
  record Release(int lock) implements Action {}

  /// Sleeps.
  ///
  /// @param length how long
  record Sleep(Amount length) implements Action {}

  /// Waits to be woken by another thread.
  record Block() implements Action {}

  /// Wakes the thread of another group that has the same number in it.
  ///
  /// @param group index of the group
  record Wake(int group) implements Action {}

  /// Gives the CPU away.
  record Yield() implements Action {}

  /// Asks for a slice extension, or withdraws that.
  ///
  /// @param requested which
  record Extension(boolean requested) implements Action {}

  /// Does something within a span.
  ///
  /// @param label of the span
  /// @param actions what is done
  record Span(String label, List<Action> actions) implements Action {}

  /// Does something several times.
  ///
  /// @param times how often
  /// @param actions what is done
  record Repeat(long times, List<Action> actions) implements Action {}

  /// Does something, or not.
  ///
  /// @param probability 0 to 1
  /// @param actions what is done then
  record Chance(double probability, List<Action> actions) implements Action {}
}
