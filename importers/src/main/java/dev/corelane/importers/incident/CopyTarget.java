package dev.corelane.importers.incident;

import dev.corelane.trace.model.CounterTrack;
import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.timeline.TimelineBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The timeline that several are copied to: what has been named on it already.
public final class CopyTarget {
  private record LockKey(Enum<?> kind, String name, long address, boolean single) {}

  private final TimelineBuilder builder;
  private final Map<LockKey, Integer> locks = new HashMap<>();
  private final Map<String, Integer> waitEvents = new HashMap<>();
  private final Map<String, Integer> tracks = new HashMap<>();
  private final Set<String> properties = new HashSet<>();
  private final Set<String> eventNames = new HashSet<>();

  /// @param builder takes the facts
  public CopyTarget(TimelineBuilder builder) {
    this.builder = builder;
  }

  TimelineBuilder builder() {
    return builder;
  }

  int lock(Lock lock) {
    return locks.computeIfAbsent(
        new LockKey(lock.kind(), lock.name(), lock.address(), lock.single()),
        key -> builder.lock(lock.kind(), lock.name(), lock.address(), lock.single()));
  }

  int waitEvent(WaitEvent event) {
    return waitEvents.computeIfAbsent(
        event.type() + '\0' + event.name() + '\0' + event.originalName(),
        key -> builder.waitEvent(event.type(), event.name(), event.originalName()));
  }

  int track(CounterTrack track, int cpu, int task) {
    return tracks.computeIfAbsent(
        track.name() + '\0' + track.unit() + '\0' + cpu + '\0' + task,
        key -> builder.counterTrack(track.name(), track.unit(), cpu, task));
  }

  /// What is told first holds.
  void property(String key, String value) {
    if (properties.add(key)) {
      builder.property(key, value);
    }
  }

  /// Events that two recordings have are counted once.
  void eventCount(String name, long count, boolean used) {
    if (eventNames.add(name)) {
      builder.eventCount(name, count, used);
    }
  }
}
