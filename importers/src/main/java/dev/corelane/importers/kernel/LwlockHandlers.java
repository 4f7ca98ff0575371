package dev.corelane.importers.kernel;

import dev.corelane.importers.probes.LwlockTracker;
import dev.corelane.importers.probes.Lwlocks;
import dev.corelane.trace.model.LockMode;
import org.jspecify.annotations.Nullable;

/// `lwlock__*`: first argument the tranche, as text or as a pointer to it, second the mode; the
/// lock's address where the definition adds it (`lock`). The same in all versions since 9.4.
final class LwlockHandlers {
  private static final LockMode[] MODES = {
    LockMode.EXCLUSIVE, LockMode.SHARED, LockMode.WAIT_UNTIL_FREE
  };

  private final SchedulingTracker tracker;
  private final Lwlocks locks;
  private final LwlockTracker lwlocks;

  LwlockHandlers(SchedulingTracker tracker, PostgresHandlers.Parts parts) {
    this.tracker = tracker;
    locks = parts.locks();
    lwlocks = parts.lwlocks();
  }

  /// @param name the probe's name without the number of its place
  /// @param first whether it is the probe's first place, which is in `LWLockAcquire` and takes the
  ///   lock; the others wait for it to be free
  @Nullable TracepointHandler handler(String name, boolean first, EventFormat format) {
    String[] extra = {"lock", "lwlock", "addr", "address"};
    var arguments = new ProbeArguments(format, extra);
    EventField tranche = arguments.get(1, "tranche", "tranche_name");
    EventField mode = arguments.get(2, "mode", "lockmode");
    EventField address = null;
    for (String candidate : extra) {
      address = address == null ? format.field(candidate) : address;
    }
    var fields = new Fields(tranche, ProbeArguments.isText(tranche), mode, address);
    return switch (name) {
      case "lwlock__wait__start" ->
          e -> lwlocks.waitStart(e.timeNs, task(e), lock(e, fields), mode(e, fields), first);
      case "lwlock__wait__done" ->
          e -> lwlocks.waitDone(e.timeNs, task(e), lock(e, fields), mode(e, fields), first);
      case "lwlock__acquire", "lwlock__condacquire", "lwlock__acquire__or__wait" ->
          e -> lwlocks.acquired(e.timeNs, task(e), lock(e, fields), mode(e, fields));
      case "lwlock__condacquire__fail", "lwlock__acquire__or__wait__fail" ->
          e -> lwlocks.failed(task(e));
      case "lwlock__release" ->
          e -> lwlocks.released(e.timeNs, task(e), lock(e, fields), fields.address() != null);
      default -> null;
    };
  }

  private record Fields(
      @Nullable EventField tranche,
      boolean text,
      @Nullable EventField mode,
      @Nullable EventField address) {}

  private int task(RawEvent e) {
    return tracker.task(e.tid, e.timeNs);
  }

  private static LockMode mode(RawEvent e, Fields fields) {
    if (fields.mode() == null) {
      return LockMode.UNKNOWN;
    }
    long value = e.number(fields.mode());
    return value >= 0 && value < MODES.length ? MODES[(int) value] : LockMode.UNKNOWN;
  }

  private int lock(RawEvent e, Fields fields) {
    long key = fields.text() ? e.hash(fields.tranche()) : e.number(fields.tranche());
    long address = e.number(fields.address());
    int lock = locks.find(key, address);
    if (lock >= 0) {
      return lock;
    }
    String name =
        fields.text() ? e.string(fields.tranche()) : "tranche @0x" + Long.toHexString(key);
    return locks.add(key, address, name);
  }
}
