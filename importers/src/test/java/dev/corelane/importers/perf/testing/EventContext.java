package dev.corelane.importers.perf.testing;

/// Where and when an event happens; one object is used for all of them.
public final class EventContext {
  int cpu;
  long time;
  int commonFlags;
  SyntheticTask current = SyntheticTask.idle(0);

  EventContext() {}

  /// The CPU on which the event happens.
  public int cpu() {
    return cpu;
  }

  /// Nanoseconds of the trace's clock.
  public long time() {
    return time;
  }

  /// Bits such as [SchedPayload#FLAG_HARDIRQ].
  public int commonFlags() {
    return commonFlags;
  }

  /// The task that runs on the CPU.
  public SyntheticTask current() {
    return current;
  }
}
