package dev.corelane.importers.perf;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// The events of a file, found by the id that their samples carry.
final class PerfEvents {
  private final List<PerfEvent> events = new ArrayList<>();
  private final Long2ObjectHashMap<PerfEvent> byId = new Long2ObjectHashMap<>();
  private long lastId = Long.MIN_VALUE;
  private @Nullable PerfEvent last;

  PerfEvent add(PerfAttr attr) {
    var event = new PerfEvent(attr, defaultName(attr));
    events.add(event);
    return event;
  }

  void id(long id, PerfEvent event) {
    byId.put(id, event);
  }

  @Nullable PerfEvent ofId(long id) {
    if (id == lastId) {
      return last;
    }
    PerfEvent event = byId.get(id);
    if (event == null && (id == 0 || byId.isEmpty()) && !events.isEmpty()) {
      event = events.getFirst();
    }
    lastId = id;
    last = event;
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
