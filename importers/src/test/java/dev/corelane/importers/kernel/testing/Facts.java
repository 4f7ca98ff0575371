package dev.corelane.importers.kernel.testing;

import dev.corelane.trace.model.Lock;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The facts of a small timeline as lines to compare, in order of time. Threads appear by their
/// thread id, locks by name or address.
public final class Facts {
  private Facts() {}

  /// `LOCK tid START-END MODE [unseen] PROVENANCE` per hold.
  public static List<String> holds(Timeline timeline) {
    return lines(timeline.holds(), h -> hold(timeline, h));
  }

  private static String hold(Timeline timeline, LockHold h) {
    return "%s %s %d-%d %s%s %s"
        .formatted(
            lock(timeline, h.lock()),
            tid(timeline, h.task()),
            h.startNs(),
            h.endNs(),
            lower(h.mode()),
            h.endSeen() ? "" : " unseen",
            lower(h.provenance()));
  }

  /// `LOCK tid START-END MODE [spin N] [sleep N] [held by tid] had|not PROVENANCE` per wait.
  public static List<String> waits(Timeline timeline) {
    return lines(timeline.waits(), w -> wait(timeline, w));
  }

  private static String wait(Timeline timeline, LockWait w) {
    return "%s %s %d-%d %s%s%s%s %s %s"
        .formatted(
            lock(timeline, w.lock()),
            tid(timeline, w.task()),
            w.startNs(),
            w.endNs(),
            lower(w.mode()),
            w.spinNs() < 0 ? "" : " spin " + w.spinNs(),
            w.sleepNs() < 0 ? "" : " sleep " + w.sleepNs(),
            w.holder() == Task.UNKNOWN ? "" : " held by " + tid(timeline, w.holder()),
            w.acquired() ? "had" : "not",
            lower(w.provenance()));
  }

  /// `CATEGORY 'NAME' tid START-END [OUTCOME] PROVENANCE` per span.
  public static List<String> spans(Timeline timeline) {
    return lines(timeline.spans(), s -> span(timeline, s));
  }

  private static String span(Timeline timeline, Span s) {
    return "%s '%s' %s %d-%d%s %s"
        .formatted(
            s.category(),
            s.name(),
            tid(timeline, s.task()),
            s.startNs(),
            s.endNs(),
            s.outcome().isEmpty() ? "" : " " + s.outcome(),
            lower(s.provenance()));
  }

  /// `CATEGORY 'TEXT' tid TIME` per mark.
  public static List<String> marks(Timeline timeline) {
    return lines(
        timeline.marks(),
        (Mark m) ->
            "%s '%s' %s %d".formatted(m.category(), m.text(), tid(timeline, m.task()), m.timeNs()));
  }

  /// `KIND NAME ADDRESS one|class` per lock.
  public static List<String> locks(Timeline timeline) {
    List<String> lines = new ArrayList<>();
    for (Lock lock : timeline.locks()) {
      lines.add(
          "%s '%s' %x %s"
              .formatted(
                  lower(lock.kind()),
                  lock.name(),
                  lock.address(),
                  lock.single() ? "one" : "class"));
    }
    return lines;
  }

  private static <T extends Record> List<String> lines(FactTable<T> table, Function<T, String> to) {
    List<String> lines = new ArrayList<>();
    for (long row = 0; row < table.size(); row++) {
      lines.add(to.apply(table.get(row)));
    }
    return lines;
  }

  private static String lock(Timeline timeline, int id) {
    Lock lock = timeline.locks().get(id);
    return lock.name().isEmpty()
        ? Long.toHexString(lock.address())
        : lock.address() == 0 ? lock.name() : lock.name() + "@" + Long.toHexString(lock.address());
  }

  private static String tid(Timeline timeline, int task) {
    return Integer.toString(timeline.task(task).tid());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
