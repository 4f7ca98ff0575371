package dev.corelane.importers.kernel;

import dev.corelane.importers.locks.LockKeys;
import dev.corelane.importers.probes.Backends;
import dev.corelane.importers.probes.LwlockTracker;
import dev.corelane.importers.probes.Lwlocks;
import dev.corelane.trace.model.LockMode;
import org.jspecify.annotations.Nullable;

/// Probes at the entry and the return of functions. `s_lock` is a wait for a PostgreSQL spinlock,
/// `LWLockAcquire` and `LWLockRelease` are holds of the LWLock whose address they get; any other
/// function is a span from entry to return.
final class FunctionHandlers {
  /// What tools append to the name of a probe at a function's return.
  private static final String[] RETURN_MARKS = {"__return", "_return", "__ret", "_ret", "_exit"};

  private final SchedulingTracker tracker;
  private final Backends backends;
  private final Lwlocks locks;
  private final LwlockTracker lwlocks;

  FunctionHandlers(SchedulingTracker tracker, PostgresHandlers.Parts parts) {
    this.tracker = tracker;
    backends = parts.backends();
    locks = parts.locks();
    lwlocks = parts.lwlocks();
  }

  TracepointHandler entry(EventFormat format) {
    String function = format.name();
    return switch (function) {
      case "s_lock" -> spin(format);
      case "LWLockRelease" -> {
        EventField address = new ProbeArguments(format).get(1, "lock");
        yield e -> lwlocks.releasedByFunction(e.timeNs, task(e), locks.at(e.number(address)));
      }
      case "LWLockAcquire", "LWLockConditionalAcquire", "LWLockAcquireOrWait" -> acquire(format);
      default -> {
        int sort = backends.sort(format.system() + ":" + function);
        yield e -> backends.begin(e.timeNs, task(e), sort, true, "function", function);
      }
    };
  }

  TracepointHandler returns(EventFormat format) {
    String function = function(format.name());
    EventField result = new ProbeArguments(format).get(1, "delays", "ret", "retval", "result");
    return switch (function) {
      case "s_lock" ->
          e -> backends.spun(e.timeNs, task(e), result == null ? -1 : (int) e.number(result));
      case "LWLockAcquire" -> e -> lwlocks.functionReturns(e.timeNs, task(e), true);
      case "LWLockConditionalAcquire", "LWLockAcquireOrWait" ->
          e ->
              lwlocks.functionReturns(
                  e.timeNs, task(e), result != null && (e.number(result) & 0xff) != 0);
      default -> {
        int sort = backends.sort(format.system() + ":" + function);
        yield e -> backends.end(e.timeNs, task(e), sort);
      }
    };
  }

  private static String function(String name) {
    for (String mark : RETURN_MARKS) {
      if (name.endsWith(mark)) {
        return name.substring(0, name.length() - mark.length());
      }
    }
    return name;
  }

  private int task(RawEvent e) {
    return tracker.task(e.tid, e.timeNs);
  }

  private TracepointHandler acquire(EventFormat format) {
    var arguments = new ProbeArguments(format);
    EventField address = arguments.get(1, "lock");
    EventField mode = arguments.get(2, "mode");
    return e -> {
      long value = mode == null ? -1 : e.number(mode);
      lwlocks.functionEntered(
          e.timeNs,
          task(e),
          locks.at(e.number(address)),
          value == 0 ? LockMode.EXCLUSIVE : value == 1 ? LockMode.SHARED : LockMode.UNKNOWN);
    };
  }

  private static long hash(RawEvent e, @Nullable EventField field) {
    return ProbeArguments.isText(field) ? e.hash(field) : 0;
  }

  private TracepointHandler spin(EventFormat format) {
    var arguments = new ProbeArguments(format);
    @Nullable EventField address = arguments.get(1, "lock");
    EventField file = arguments.get(2, "file");
    EventField function = arguments.get(4, "func", "function");
    return e -> {
      long at = e.number(address);
      // Without an address all spinlocks are one; with a text of the place, one per place.
      long key = at != 0 ? at : LockKeys.mix(hash(e, file), hash(e, function));
      int lock = backends.spinlock(key);
      if (lock < 0) {
        lock =
            backends.addSpinlock(
                key,
                at,
                ProbeArguments.isText(file) ? e.string(file) : "",
                ProbeArguments.isText(function) ? e.string(function) : "");
      }
      backends.spin(e.timeNs, task(e), lock);
    };
  }
}
