package dev.corelane.desktop.session;

import dev.corelane.render.digest.Curve;
import dev.corelane.render.digest.LockFacts;
import dev.corelane.render.digest.Pieces;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.FactColumns;
import dev.corelane.render.view.Hit;
import dev.corelane.trace.model.LockHold;
import dev.corelane.trace.model.LockWait;
import dev.corelane.trace.model.Span;
import dev.corelane.trace.model.StateKind;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.ThreadState;
import dev.corelane.trace.model.WaitEvent;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The one line about what the pointer is on, of lanes of locks and threads.
public final class FactText {
  private FactText() {}

  static String line(TraceDigest digest, TimeScale scale, Hit.Hold hit) {
    Timeline timeline = digest.timeline();
    LockHold hold = timeline.holds().get(hit.row());
    List<String> parts = start(digest, scale, hit.timeNs());
    parts.add(digest.facts().lockName(hit.lock()));
    LockFacts facts = digest.facts().lock(hit.lock());
    Pieces holders = facts.holders();
    int piece = holders.at(hit.timeNs());
    boolean narrow = hold.endNs() - hold.startNs() < FactColumns.WIDE_PX * scale.nsPerPx();
    String held =
        "held by "
            + SliceText.task(timeline, hold.task(), hold.startNs())
            + " for "
            + TimeText.duration(hold.endNs() - hold.startNs());
    if (!narrow && piece >= 0 && holders.row(piece) == hit.row()) {
      held +=
          switch (holders.activity(piece)) {
            case ON_CPU -> ", on a CPU now";
            case READY -> ", runnable without a CPU now";
            case BLOCKED -> ", asleep now";
            case UNKNOWN -> "";
          };
    }
    parts.add(held);
    addWaiters(parts, facts.waiters(), scale, hit.timeNs());
    return String.join(HoverText.BETWEEN, parts);
  }

  static String line(TraceDigest digest, TimeScale scale, Hit.LockMoment hit) {
    List<String> parts = start(digest, scale, hit.timeNs());
    parts.add(digest.facts().lockName(hit.lock()));
    addWaiters(parts, digest.facts().lock(hit.lock()).waiters(), scale, hit.timeNs());
    if (parts.size() == 2) {
      parts.add("nobody waits");
    }
    return String.join(HoverText.BETWEEN, parts);
  }

  static String line(TraceDigest digest, TimeScale scale, Hit.Wait hit) {
    Timeline timeline = digest.timeline();
    LockWait wait = timeline.waits().get(hit.row());
    List<String> parts = start(digest, scale, hit.timeNs());
    parts.add(SliceText.task(timeline, wait.task(), wait.startNs()));
    parts.add(
        "waits "
            + TimeText.duration(wait.endNs() - wait.startNs())
            + " for "
            + digest.facts().lockName(wait.lock()));
    if (wait.holder() > Task.UNKNOWN) {
      parts.add("held by " + SliceText.task(timeline, wait.holder(), wait.startNs()));
    }
    return String.join(HoverText.BETWEEN, parts);
  }

  static String line(TraceDigest digest, TimeScale scale, Hit.State hit) {
    Timeline timeline = digest.timeline();
    ThreadState state = timeline.states(hit.task()).get(hit.index());
    List<String> parts = start(digest, scale, hit.timeNs());
    parts.add(SliceText.task(timeline, hit.task(), hit.timeNs()));
    String what = lower(SliceText.state(state.kind()));
    if (state.kind() == StateKind.RUNNING && state.cpu() >= 0) {
      what += " on CPU " + timeline.cpus().get(state.cpu()).number();
    }
    if (state.other() > Task.UNKNOWN) {
      what +=
          (state.kind() == StateKind.RUNNABLE_PREEMPTED ? " to " : " by ")
              + SliceText.task(timeline, state.other(), state.startNs());
    }
    parts.add(what + " for " + TimeText.duration(state.durationNs()));
    return String.join(HoverText.BETWEEN, parts);
  }

  static String line(TraceDigest digest, Hit.SpanOf hit) {
    Span span = digest.timeline().spans().get(hit.row());
    List<String> parts = new ArrayList<>();
    parts.add(SliceText.task(digest.timeline(), span.task(), span.startNs()));
    parts.add(spanName(span));
    parts.add(TimeText.duration(span.endNs() - span.startNs()));
    if (!span.outcome().isEmpty()) {
      parts.add(span.outcome());
    }
    return String.join(HoverText.BETWEEN, parts);
  }

  static String line(TraceDigest digest, Hit.Sample hit) {
    Timeline timeline = digest.timeline();
    WaitSample sample = timeline.waitSamples().get(hit.row());
    return String.join(
        HoverText.BETWEEN,
        Moments.exact(timeline, sample.timeNs()),
        SliceText.task(timeline, sample.task(), sample.timeNs()),
        "sampled wait event " + event(timeline, sample.event()));
  }

  /// The name of a span, with its category where that says more.
  ///
  /// @param span the span
  /// @return the name
  public static String spanName(Span span) {
    return span.name().isEmpty() || span.name().equals(span.category())
        ? span.category()
        : span.category() + " " + span.name();
  }

  /// Type and name of a wait event.
  ///
  /// @param timeline the timeline
  /// @param event id of the event, negative for none
  /// @return the words
  public static String event(Timeline timeline, int event) {
    if (event < 0) {
      return "none";
    }
    WaitEvent known = timeline.waitEvents().get(event);
    return known.type() + ": " + known.name();
  }

  static String lower(String words) {
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }

  private static List<String> start(TraceDigest digest, TimeScale scale, long timeNs) {
    List<String> parts = new ArrayList<>();
    parts.add(HoverText.time(digest.timeline(), scale, timeNs));
    return parts;
  }

  private static void addWaiters(List<String> parts, Curve waiters, TimeScale scale, long timeNs) {
    long reach = (long) (FactColumns.WIDTH * scale.nsPerPx() / 2);
    int most = waiters.most(timeNs - reach, timeNs + reach + 1);
    double mean = waiters.mean(timeNs - reach, timeNs + reach + 1);
    if (most == 0) {
      return;
    }
    parts.add(
        Math.abs(mean - most) < 0.05
            ? TimeText.count(most) + (most == 1 ? " waits" : " wait")
            : TimeText.number(mean, 1) + " wait in the mean, " + TimeText.count(most) + " at most");
  }
}
