package dev.corelane.desktop.session;

import dev.corelane.render.digest.CounterSeries;
import dev.corelane.render.digest.SessionFacts;
import dev.corelane.render.digest.SpanLoad;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.theme.WaitColors;
import dev.corelane.render.time.NumberText;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Hit;
import dev.corelane.trace.model.CounterTrack;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CounterValue;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The one line about what the pointer is on, of lanes of sessions, spans, counters and marks.
final class ActivityText {
  private static final int MOST_EVENTS = 3;

  /// Values looked at for the next one of a counter.
  private static final long MOST_VALUES = 100_000;

  private ActivityText() {}

  static String line(TraceDigest digest, TimeScale scale, Hit.Sessions hit) {
    List<String> parts = start(digest, scale, hit.fromNs());
    SessionFacts facts = digest.facts().activity().sessions().orElseThrow();
    parts.add(sessions(facts.all().mean(hit.fromNs(), hit.toNs())) + " active");
    if (hit.waitClass() >= 0) {
      SessionFacts.WaitClass c = facts.classes().get(hit.waitClass());
      parts.add(sessions(c.sessions().mean(hit.fromNs(), hit.toNs())) + " " + classWords(c.type()));
      events(digest, c, hit.fromNs(), hit.toNs()).stream()
          .limit(MOST_EVENTS)
          .forEach(e -> parts.add(e.name() + " " + number(e.sessions())));
    }
    return String.join(HoverText.BETWEEN, parts);
  }

  /// How many sessions were in a wait event.
  ///
  /// @param event internal wait-event id
  /// @param name its name
  /// @param sessions mean number
  record InEvent(int event, String name, double sessions) {}

  /// The wait events of a class in a stretch of time, the one with most sessions first.
  static List<InEvent> events(
      TraceDigest digest, SessionFacts.WaitClass of, long fromNs, long toNs) {
    return of.events().stream()
        .map(
            e ->
                new InEvent(
                    e.event(),
                    digest.timeline().waitEvents().get(e.event()).name(),
                    e.sessions().mean(fromNs, toNs)))
        .filter(e -> e.sessions() > 0)
        .sorted(Comparator.comparingDouble(e -> -e.sessions()))
        .toList();
  }

  static String classWords(String type) {
    return type.equals(WaitColors.NOT_WAITING) ? type : "in " + type;
  }

  static String sessions(double mean) {
    return number(mean) + (mean == 1 ? " session" : " sessions");
  }

  static String number(double mean) {
    return mean == Math.rint(mean)
        ? TimeText.count((long) mean)
        : TimeText.number(mean, mean < 1 ? 2 : 1);
  }

  static String line(TraceDigest digest, TimeScale scale, Hit.SpanCell hit) {
    List<String> parts = start(digest, scale, hit.fromNs());
    SpanLoad load = digest.facts().activity().spansOf(hit.category()).orElseThrow();
    parts.add(hit.category());
    int ended = load.ended(hit.fromNs(), hit.toNs());
    String within = " within " + TimeText.duration(hit.toNs() - hit.fromNs());
    if (ended == 0) {
      parts.add("none ended" + within);
    } else {
      double perSecond = ended * 1e9 / Math.max(1, hit.toNs() - hit.fromNs());
      parts.add(TimeText.count(ended) + " ended" + within);
      parts.add(TimeText.count(Math.round(perSecond)) + " per s");
      parts.add("mean length " + TimeText.duration(load.meanNs(hit.fromNs(), hit.toNs())));
    }
    return String.join(HoverText.BETWEEN, parts);
  }

  static String line(TraceDigest digest, TimeScale scale, Hit.Counter hit) {
    List<String> parts = start(digest, scale, hit.fromNs());
    CounterSeries series = digest.facts().activity().counter(hit.track()).orElseThrow();
    parts.add(counterName(digest.timeline(), series.track()));
    String unit = series.track().unit();
    int first = Math.max(0, series.at(hit.fromNs()));
    int last = series.at(Math.max(hit.fromNs(), hit.toNs() - 1));
    double least = series.least(first, last);
    double most = series.most(first, last);
    parts.add(
        least == most
            ? NumberText.of(most, unit)
            : NumberText.of(least, unit)
                + " to "
                + NumberText.of(most, unit)
                + " within "
                + TimeText.duration(hit.toNs() - hit.fromNs()));
    return String.join(HoverText.BETWEEN, parts);
  }

  static String counterName(Timeline timeline, CounterTrack track) {
    return track.cpu() >= 0
        ? track.name() + ", CPU " + timeline.cpus().get(track.cpu()).number()
        : track.task() > Task.UNKNOWN
            ? track.name() + ", " + SliceText.task(timeline, track.task(), timeline.range().endNs())
            : track.name();
  }

  /// When a value of a counter ends: with the next value of the same counter.
  static long counterEndNs(Timeline timeline, long row) {
    int track = timeline.counters().get(row).track();
    long end = Math.min(timeline.counters().size(), row + MOST_VALUES);
    for (long next = row + 1; next < end; next++) {
      CounterValue value = timeline.counters().get(next);
      if (value.track() == track) {
        return value.timeNs();
      }
    }
    return timeline.range().endNs();
  }

  static String line(TraceDigest digest, TimeScale scale, Hit.MarkAt hit) {
    Timeline timeline = digest.timeline();
    Mark mark = timeline.marks().get(hit.row());
    List<String> parts = new ArrayList<>();
    if (hit.toNs() > hit.fromNs()) {
      parts.add(HoverText.time(timeline, scale, hit.fromNs()));
      var marks = digest.facts().activity().marksOf(mark.category()).orElseThrow();
      int count = marks.firstAtOrAfter(hit.toNs()) - marks.firstAtOrAfter(hit.fromNs());
      if (count > 1) {
        String within = " within " + TimeText.duration(hit.toNs() - hit.fromNs());
        parts.add(TimeText.count(count) + " marks " + mark.category() + within);
        parts.add("the first: " + mark.text());
        return String.join(HoverText.BETWEEN, parts);
      }
    } else {
      parts.add(Moments.exact(timeline, mark.timeNs()));
    }
    parts.add(mark.category() + ": " + mark.text());
    if (mark.task() > Task.UNKNOWN) {
      parts.add(SliceText.task(timeline, mark.task(), mark.timeNs()));
    }
    if (mark.cpu() >= 0) {
      parts.add("CPU " + timeline.cpus().get(mark.cpu()).number());
    }
    return String.join(HoverText.BETWEEN, parts);
  }

  private static List<String> start(TraceDigest digest, TimeScale scale, long timeNs) {
    List<String> parts = new ArrayList<>();
    parts.add(HoverText.time(digest.timeline(), scale, timeNs));
    return parts;
  }
}
