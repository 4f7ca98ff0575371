package dev.corelane.replay.userspace;

/// Told what happens in a run, in order of time for each worker.
public interface UserspaceObserver {
  /// Takes no notice.
  UserspaceObserver NONE =
      new UserspaceObserver() {
        @Override
        public void low(int worker, long startNs, long endNs, boolean whole) {}

        @Override
        public void high(int worker, long arrivalNs, long startNs, long endNs) {}
      };

  /// A long query ended.
  ///
  /// @param worker its number, from 0
  /// @param startNs when it began
  /// @param endNs when it ended, or when the run did
  /// @param whole whether its beginning and its end lie within the run
  void low(int worker, long startNs, long endNs, boolean whole);

  /// An urgent transaction ended.
  ///
  /// @param worker its number, from 0
  /// @param arrivalNs when it was generated
  /// @param startNs when it began to run
  /// @param endNs when it ended
  void high(int worker, long arrivalNs, long startNs, long endNs);
}
