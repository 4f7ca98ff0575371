package dev.corelane.replay.sampled;

import java.util.List;

/// A class of backends and what each of them does: computes for a while, takes locks meanwhile,
/// waits for something, computes again.
///
/// @param name label of the backends, or their name
/// @param tasks the backends
/// @param burst CPU time outside of holds between two waits
/// @param waits what it waits for besides modelled locks; may be empty
/// @param takes the modelled locks that it takes
record ThreadClass(
    String name, List<Integer> tasks, Lengths burst, List<Wait> waits, List<Take> takes) {
  ThreadClass {
    tasks = List.copyOf(tasks);
    waits = List.copyOf(waits);
    takes = List.copyOf(takes);
  }

  /// A wait that lasts as long as such waits last.
  ///
  /// @param name type and name of the wait event
  /// @param chance that a burst ends with it
  /// @param length how long it takes
  record Wait(String name, double chance, Lengths length) {}

  /// A lock that is taken now and then.
  ///
  /// @param lock index of the lock
  /// @param perNs how often, per ns of CPU time outside of holds
  record Take(int lock, double perNs) {}
}
