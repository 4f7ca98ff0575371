package dev.corelane.replay.validation;

import dev.corelane.replay.simulation.Observer;
import dev.corelane.trace.model.LockMode;
import dev.corelane.trace.model.SliceEnd;
import java.util.EnumMap;
import java.util.Map;

/// A fingerprint of all that happens, and how often slices ended in which way.
final class EventLog implements Observer {
  private final Map<SliceEnd, Long> ends = new EnumMap<>(SliceEnd.class);
  private final Map<ExtensionEnd, Long> extensionEnds = new EnumMap<>(ExtensionEnd.class);
  private long fingerprint;
  private long events;
  private long grants;

  private void add(long... values) {
    for (long value : values) {
      fingerprint = (fingerprint ^ value) * 0x9E3779B97F4A7C15L;
      fingerprint ^= fingerprint >>> 29;
    }
    events++;
  }

  @Override
  public void switched(long nowNs, int cpu, int last, int next, SliceEnd how) {
    add(1, nowNs, cpu, last, next, how.ordinal());
    ends.merge(how, 1L, Long::sum);
  }

  @Override
  public void waking(
      long nowNs, int thread, int waker, int wakerCpu, int targetCpu, boolean inInterrupt) {
    add(2, nowNs, thread, waker, wakerCpu, targetCpu);
  }

  @Override
  public void acquired(long nowNs, int thread, int lock, LockMode mode, long spinNs, long sleepNs) {
    add(3, nowNs, thread, lock, spinNs, sleepNs);
  }

  @Override
  public void extensionGranted(long nowNs, int thread) {
    grants++;
  }

  @Override
  public void extensionEnded(long nowNs, int thread, ExtensionEnd how) {
    extensionEnds.merge(how, 1L, Long::sum);
  }

  long fingerprint() {
    return fingerprint;
  }

  long events() {
    return events;
  }

  long grants() {
    return grants;
  }

  long count(SliceEnd how) {
    return ends.getOrDefault(how, 0L);
  }

  long count(ExtensionEnd how) {
    return extensionEnds.getOrDefault(how, 0L);
  }
}
