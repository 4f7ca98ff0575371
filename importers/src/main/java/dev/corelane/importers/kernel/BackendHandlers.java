package dev.corelane.importers.kernel;

import dev.corelane.importers.probes.Backends;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's probes apart from `lwlock__*`.
final class BackendHandlers {
  private static final String START = "__start";
  private static final String DONE = "__done";

  private final SchedulingTracker tracker;
  private final Backends backends;

  BackendHandlers(SchedulingTracker tracker, PostgresHandlers.Parts parts) {
    this.tracker = tracker;
    backends = parts.backends();
  }

  @Nullable TracepointHandler handler(String name, EventFormat format) {
    return switch (name) {
      case "lock__wait__start" -> heavyWait(format, true);
      case "lock__wait__done" -> heavyWait(format, false);
      case "transaction__start" -> e -> backends.transactionStart(e.timeNs, task(e));
      case "transaction__commit" -> e -> backends.transactionEnd(e.timeNs, task(e), true);
      case "transaction__abort" -> e -> backends.transactionEnd(e.timeNs, task(e), false);
      case "deadlock__found" -> e -> backends.deadlock(e.timeNs, tracker.cpuIndex(e.cpu), task(e));
      case "statement__status" -> statement(format);
      default -> {
        if (name.endsWith(START)) {
          yield begin(name.substring(0, name.length() - START.length()), format);
        }
        if (name.endsWith(DONE)) {
          int sort = backends.sort(name.substring(0, name.length() - DONE.length()));
          yield e -> backends.end(e.timeNs, task(e), sort);
        }
        yield null;
      }
    };
  }

  private int task(RawEvent e) {
    return tracker.task(e.tid, e.timeNs);
  }

  private TracepointHandler heavyWait(EventFormat format, boolean start) {
    var arguments = new ProbeArguments(format);
    EventField field1 = arguments.get(1, "f1", "locktag_field1");
    EventField field2 = arguments.get(2, "f2", "locktag_field2");
    EventField field3 = arguments.get(3, "f3", "locktag_field3");
    EventField field4 = arguments.get(4, "f4", "locktag_field4");
    EventField type = arguments.get(5, "locktype", "locktag_type");
    EventField mode = arguments.get(6, "mode", "lockmode");
    return e -> {
      int lock =
          backends.heavyLock(
              e.number(field1) & 0xffff_ffffL,
              e.number(field2) & 0xffff_ffffL,
              e.number(field3) & 0xffff_ffffL,
              (int) e.number(field4) & 0xffff,
              (int) e.number(type));
      if (start) {
        backends.heavyWaitStart(e.timeNs, task(e), lock, (int) e.number(mode));
      } else {
        backends.heavyWaitDone(e.timeNs, task(e), lock, (int) e.number(mode));
      }
    };
  }

  /// `NULL` or empty text says that the backend is idle.
  private TracepointHandler statement(EventFormat format) {
    EventField text = new ProbeArguments(format).get(1, "query", "statement", "cmd_str");
    boolean readable = ProbeArguments.isText(text);
    return e -> {
      String words = readable ? e.string(text) : "";
      boolean busy =
          readable
              ? !words.isEmpty() && !words.equals("(fault)") && !words.equals("(null)")
              : text == null || e.number(text) != 0;
      backends.statement(e.timeNs, task(e), busy, words);
    };
  }

  /// `query__start` and its phases have the query's text; of other work (`sort`, `checkpoint`, ...)
  /// the name says all there is to show. Only execution nests, as a function runs a query in it.
  private TracepointHandler begin(String work, EventFormat format) {
    int sort = backends.sort(work);
    boolean ofQuery = work.equals("query") || work.startsWith("query__");
    EventField text = ofQuery ? new ProbeArguments(format).get(1, "query") : null;
    boolean readable = ProbeArguments.isText(text);
    String words = work.replace("__", " ");
    boolean nests = !work.equals("query");
    return e ->
        backends.begin(
            e.timeNs,
            task(e),
            sort,
            nests,
            ofQuery ? words : "postgresql",
            readable ? e.string(text) : ofQuery ? "" : words);
  }
}
