package dev.corelane.importers;

import dev.corelane.trace.model.TimeRange;
import java.util.BitSet;

/// Which events of a recording make facts. Readers of kernel recordings ask for every event, in the
/// order of time; what is outside is counted, and nothing else. Not for more than one thread.
public final class EventWindow {
  private static final int MOST_CPUS = 1 << 14;

  private final TimeRange wanted;
  private final BitSet cpus = new BitSet();
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;

  private EventWindow(TimeRange wanted) {
    this.wanted = wanted;
  }

  /// Events of a range of time make facts.
  ///
  /// @param wanted times of the recording's own clock as it is on the timeline
  /// @return the window
  static EventWindow of(TimeRange wanted) {
    return new EventWindow(wanted);
  }

  /// No event makes facts: the recording is only looked at.
  ///
  /// @return the window
  static EventWindow nothing() {
    return new EventWindow(new TimeRange(Long.MIN_VALUE, Long.MIN_VALUE));
  }

  /// Takes note of an event.
  ///
  /// @param timeNs its time on the timeline
  /// @param cpu CPU number, -1 unknown
  /// @return whether it makes facts
  public boolean takes(long timeNs, int cpu) {
    firstNs = Math.min(firstNs, timeNs);
    lastNs = Math.max(lastNs, timeNs);
    if (cpu >= 0 && cpu < MOST_CPUS) {
      cpus.set(cpu);
    }
    return wanted.contains(timeNs);
  }

  /// Whether anything was seen.
  ///
  /// @return false before the first event
  boolean any() {
    return firstNs <= lastNs;
  }

  /// @return times of the first and the last event seen
  TimeRange seen() {
    return new TimeRange(firstNs, lastNs);
  }

  /// @return number of CPUs that had an event
  int cpus() {
    return cpus.cardinality();
  }
}
