package dev.corelane.desktop.session;

/// Something on the timeline that can be selected, explained and gone to.
public sealed interface Target
    permits SliceRef,
        Target.HoldRef,
        Target.WaitRef,
        Target.StateRef,
        Target.SpanRef,
        Target.SampleRef,
        Target.LockRef,
        Target.SessionsRef,
        Target.CounterRef,
        Target.MarkRef {
  /// A hold of a lock.
  ///
  /// @param row of HOLDS
  record HoldRef(long row) implements Target {}

  /// A wait for a lock.
  ///
  /// @param row of WAITS
  record WaitRef(long row) implements Target {}

  /// A state of a thread.
  ///
  /// @param task internal task id
  /// @param index of the state within the task
  record StateRef(int task, long index) implements Target {}

  /// A span.
  ///
  /// @param row of SPANS
  record SpanRef(long row) implements Target {}

  /// A wait sample.
  ///
  /// @param row of WAIT_SAMPLES
  record SampleRef(long row) implements Target {}

  /// A lock as a whole.
  ///
  /// @param lock internal lock id
  record LockRef(int lock) implements Target {}

  /// Active sessions of a stretch of time.
  ///
  /// @param waitClass index of the type of wait event in
  ///   [dev.corelane.render.digest.SessionFacts#classes()], -1 for all of them
  /// @param fromNs start
  /// @param toNs end
  record SessionsRef(int waitClass, long fromNs, long toNs) implements Target {}

  /// A value of a counter.
  ///
  /// @param row of COUNTERS
  record CounterRef(long row) implements Target {}

  /// A mark.
  ///
  /// @param row of MARKS
  record MarkRef(long row) implements Target {}
}
