package dev.corelane.importers.kernel;

import dev.corelane.importers.locks.FactSink;
import dev.corelane.importers.probes.Backends;
import dev.corelane.importers.probes.LwlockTracker;
import dev.corelane.importers.probes.Lwlocks;
import dev.corelane.importers.probes.PostgresVersion;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's probes as user-defined events: `sdt_postgresql:*` as perf or a hand-written
/// definition names them, and probes on functions by the function's name. The group does not
/// matter, the name of the probe does; the number that perf appends where one probe has several
/// places (`_1`, `_2`) counts as a place.
final class PostgresHandlers {
  private final SchedulingTracker tracker;
  private final PostgresVersion version = new PostgresVersion();
  private @Nullable Parts parts;

  /// The state machines, made when the first probe is met.
  record Parts(Lwlocks locks, LwlockTracker lwlocks, Backends backends) {}

  PostgresHandlers(SchedulingTracker tracker) {
    this.tracker = tracker;
  }

  PostgresVersion version() {
    return version;
  }

  @Nullable TracepointHandler handler(EventFormat format) {
    if (!ProbeArguments.isProbe(format)) {
      return null;
    }
    if (ProbeArguments.isReturn(format)) {
      return new FunctionHandlers(tracker, parts()).returns(format);
    }
    String name = place(format.name()) > 0 ? base(format.name()) : format.name();
    boolean first = place(format.name()) == 0;
    if (name.startsWith("lwlock__")) {
      return new LwlockHandlers(tracker, parts()).handler(name, first, format);
    }
    TracepointHandler handler = new BackendHandlers(tracker, parts()).handler(name, format);
    return handler != null ? handler : new FunctionHandlers(tracker, parts()).entry(format);
  }

  private Parts parts() {
    if (parts == null) {
      FactSink sink = tracker.sink();
      var locks = new Lwlocks(sink, version);
      parts = new Parts(locks, new LwlockTracker(sink, locks), new Backends(sink, version));
      tracker.sink().follow(parts.lwlocks());
      tracker.sink().follow(parts.backends());
    }
    return parts;
  }

  /// Which of several places of one probe: the number at the end of its name, 0 when it has none.
  private static int place(String name) {
    int at = name.length();
    while (at > 0 && Character.isDigit(name.charAt(at - 1))) {
      at--;
    }
    boolean numbered = at < name.length() && at > 1 && name.charAt(at - 1) == '_';
    return numbered && name.length() - at < 4 ? Integer.parseInt(name.substring(at)) : 0;
  }

  private static String base(String name) {
    return name.substring(0, name.lastIndexOf('_'));
  }
}
