package dev.corelane.importers.incident;

import dev.corelane.trace.model.CounterTrack;
import dev.corelane.trace.model.LockKind;
import dev.corelane.trace.timeline.Timeline;
import java.util.LinkedHashMap;
import java.util.Map;

/// The kinds of fact that are taken from one recording whole, and how many a timeline has of each.
public final class FactKinds {
  /// Slices, states, wake-ups, migrations and holes.
  public static final String SCHEDULING = "scheduling";

  /// What sources tell of waiting backends.
  public static final String WAIT_SAMPLES = "wait samples";

  private FactKinds() {}

  /// @param kind a kind of lock
  /// @return the kind of its waits and holds
  static String of(LockKind kind) {
    return switch (kind) {
      case KERNEL_SPIN, KERNEL_MUTEX, KERNEL_RWSEM, KERNEL_RTMUTEX, KERNEL_PERCPU -> "kernel locks";
      case LWLOCK -> "LWLocks";
      case HEAVYWEIGHT -> "heavyweight locks";
      case PG_SPINLOCK -> "PostgreSQL spinlocks";
      case FUTEX -> "futexes";
      case SIMULATED, OTHER -> "other locks";
    };
  }

  static String ofSpan(String category) {
    return "spans of " + category;
  }

  static String ofMark(String category) {
    return "marks of " + category;
  }

  static String of(CounterTrack track) {
    return "counter " + track.name();
  }

  /// Counts the facts of a timeline.
  ///
  /// @param timeline what to count
  /// @return facts by kind; kinds without a fact are not in it
  public static Map<String, Long> count(Timeline timeline) {
    var counts = new LinkedHashMap<String, Long>();
    long switches = 0;
    for (var cpu : timeline.cpus()) {
      var slices = timeline.slices(cpu.index());
      for (long i = 0; i < slices.count(); i++) {
        switches += slices.whole(i) ? 1 : 0;
      }
    }
    add(counts, SCHEDULING, switches);
    add(counts, WAIT_SAMPLES, timeline.waitSamples().size());
    for (long i = 0; i < timeline.waits().size(); i++) {
      add(counts, of(timeline.locks().get(timeline.waits().get(i).lock()).kind()), 1);
    }
    for (long i = 0; i < timeline.holds().size(); i++) {
      add(counts, of(timeline.locks().get(timeline.holds().get(i).lock()).kind()), 1);
    }
    for (long i = 0; i < timeline.spans().size(); i++) {
      add(counts, ofSpan(timeline.spans().get(i).category()), 1);
    }
    for (long i = 0; i < timeline.marks().size(); i++) {
      add(counts, ofMark(timeline.marks().get(i).category()), 1);
    }
    for (long i = 0; i < timeline.counters().size(); i++) {
      int track = timeline.counters().get(i).track();
      if (track >= 0) {
        add(counts, of(timeline.counterTracks().get(track)), 1);
      }
    }
    return counts;
  }

  private static void add(Map<String, Long> counts, String kind, long count) {
    if (count > 0) {
      counts.merge(kind, count, Long::sum);
    }
  }
}
