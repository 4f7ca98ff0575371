package dev.corelane.importers.perf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// The events of a file, found by the id that their samples carry.
final class PerfEvents {
  private static final int LOW_IDS = 1 << 20;

  private final List<PerfEvent> events = new ArrayList<>();
  private final Long2ObjectHashMap<PerfEvent> byId = new Long2ObjectHashMap<>();

  /// The kernel numbers ids upwards, so nearly all samples are answered by this array.
  private @Nullable PerfEvent[] lowIds = new PerfEvent[256];

  PerfEvent add(PerfAttr attr) {
    var event = new PerfEvent(events.size(), attr, defaultName(attr));
    events.add(event);
    return event;
  }

  void id(long id, PerfEvent event) {
    byId.put(id, event);
    if (id > 0 && id < LOW_IDS) {
      if (id >= lowIds.length) {
        lowIds = Arrays.copyOf(lowIds, Math.max((int) id + 1, lowIds.length * 2));
      }
      lowIds[(int) id] = event;
    }
  }

  PerfEvent get(int number) {
    return events.get(number);
  }

  @Nullable PerfEvent ofId(long id) {
    if (id > 0 && id < lowIds.length) {
      PerfEvent low = lowIds[(int) id];
      if (low != null) {
        return low;
      }
    }
    PerfEvent event = byId.get(id);
    if (event == null && (id == 0 || byId.isEmpty()) && !events.isEmpty()) {
      event = events.getFirst();
    }
    return event;
  }

  List<PerfEvent> all() {
    return events;
  }

  /// The event by which records without an id of their own are laid out.
  @Nullable PerfEvent first() {
    return events.isEmpty() ? null : events.getFirst();
  }

  private static String defaultName(PerfAttr attr) {
    return attr.type() == PerfAttr.TRACEPOINT
        ? "tracepoint " + attr.config()
        : "type " + attr.type() + " config 0x" + Long.toHexString(attr.config());
  }
}
