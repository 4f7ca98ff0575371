package dev.corelane.desktop.session;

import static dev.corelane.desktop.session.FactInspector.plain;
import static dev.corelane.desktop.session.FactInspector.row;

import dev.corelane.render.digest.CounterSeries;
import dev.corelane.render.digest.SessionFacts;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.NumberText;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.Mark;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.model.WaitSample;
import dev.corelane.trace.timeline.FactTable;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What there is to say about active sessions, a value of a counter, and a mark.
final class ActivityInspector {
  private static final int MOST_BACKENDS = 12;

  /// Samples looked at for the backends of a stretch of time.
  private static final long MOST_SAMPLES = 100_000;

  private final TraceDigest digest;
  private final Timeline timeline;

  ActivityInspector(TraceDigest digest) {
    this.digest = digest;
    timeline = digest.timeline();
  }

  Inspection sessions(Target.SessionsRef ref) {
    SessionFacts facts = digest.facts().activity().sessions().orElseThrow();
    List<Inspection.Section> sections = new ArrayList<>();
    List<Inspection.Row> rows = new ArrayList<>();
    double all = facts.all().mean(ref.fromNs(), ref.toNs());
    rows.add(plain("At", sinceStart(ref.fromNs())));
    rows.add(plain("Mean over", TimeText.duration(ref.toNs() - ref.fromNs())));
    rows.add(plain("Active", ActivityText.sessions(all)));
    for (SessionFacts.WaitClass c : facts.classes().reversed()) {
      double mean = c.sessions().mean(ref.fromNs(), ref.toNs());
      if (mean > 0) {
        rows.add(
            row(
                c.type(),
                ActivityText.number(mean) + ", " + TimeText.percent(mean / Math.max(all, 1e-9)),
                ref.waitClass() == c.index()
                    ? null
                    : new Target.SessionsRef(c.index(), ref.fromNs(), ref.toNs())));
      }
    }
    rows.add(
        plain("Not counted", "sessions that wait for their client, idle background processes"));
    sections.add(new Inspection.Section("Active sessions", List.copyOf(rows)));
    String title = "Active sessions";
    if (ref.waitClass() >= 0) {
      SessionFacts.WaitClass c = facts.classes().get(ref.waitClass());
      title = c.type();
      List<Inspection.Row> events =
          ActivityText.events(digest, c, ref.fromNs(), ref.toNs()).stream()
              .map(e -> plain(e.name(), ActivityText.sessions(e.sessions())))
              .toList();
      if (!events.isEmpty()) {
        sections.add(new Inspection.Section("Wait events", events));
      }
    }
    List<Inspection.Row> backends = backends(ref, facts);
    if (!backends.isEmpty()) {
      sections.add(new Inspection.Section("Backends", backends));
    }
    double mean =
        ref.waitClass() < 0
            ? all
            : facts.classes().get(ref.waitClass()).sessions().mean(ref.fromNs(), ref.toNs());
    return FactInspector.of(
        ref, Task.UNKNOWN, title, ActivityText.sessions(mean) + " in the mean", sections);
  }

  /// The backends that were sampled so, each with its last sample.
  private List<Inspection.Row> backends(Target.SessionsRef ref, SessionFacts facts) {
    FactTable<WaitSample> samples = timeline.waitSamples();
    Map<Integer, Long> lastOf = new LinkedHashMap<>();
    long row = samples.firstAtOrAfter(ref.toNs()) - 1;
    long end = Math.max(-1, row - MOST_SAMPLES);
    for (; row > end && lastOf.size() < MOST_BACKENDS; row--) {
      WaitSample sample = samples.get(row);
      long until = sample.timeNs() + Math.max(sample.periodNs(), 1);
      if (until < ref.fromNs()
          && sample.periodNs() > 0
          && ref.fromNs() - until > 10 * sample.periodNs()) {
        break;
      }
      String type = SessionFacts.type(timeline, sample.event());
      boolean meant =
          ref.waitClass() < 0
              ? SessionFacts.active(type)
              : type.equals(facts.classes().get(ref.waitClass()).type());
      if (meant && until > ref.fromNs() && sample.task() > Task.UNKNOWN) {
        lastOf.putIfAbsent(sample.task(), row);
      }
    }
    List<Inspection.Row> rows = new ArrayList<>();
    lastOf.forEach(
        (task, sample) ->
            rows.add(
                row(
                    SliceText.task(timeline, task, ref.fromNs()),
                    FactText.event(timeline, samples.get(sample).event()),
                    new Target.SampleRef(sample))));
    return List.copyOf(rows);
  }

  Inspection counter(Target.CounterRef ref) {
    CounterSeries series =
        digest.facts().activity().counter(timeline.counters().get(ref.row()).track()).orElseThrow();
    int index = series.indexOf(ref.row());
    String unit = series.track().unit();
    long endNs = index + 1 < series.count() ? series.timeNs(index + 1) : timeline.range().endNs();
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(plain("Value", NumberText.of(series.value(index), unit)));
    rows.add(plain("From", sinceStart(series.timeNs(index))));
    rows.add(plain("For", TimeText.duration(endNs - series.timeNs(index))));
    rows.add(neighbour("Before", series, index - 1));
    rows.add(neighbour("Next", series, index + 1));
    int last = series.count() - 1;
    List<Inspection.Row> whole =
        List.of(
            plain("Smallest", NumberText.of(series.least(0, last), unit)),
            plain("Largest", NumberText.of(series.most(0, last), unit)),
            plain("Values", TimeText.count(series.count())));
    return FactInspector.of(
        ref,
        series.track().task(),
        NumberText.of(series.value(index), unit),
        ActivityText.counterName(timeline, series.track()),
        List.of(
            new Inspection.Section("Counter", List.copyOf(rows)),
            new Inspection.Section("In the whole recording", whole)));
  }

  private static Inspection.Row neighbour(String label, CounterSeries series, int index) {
    boolean exists = index >= 0 && index < series.count();
    return row(
        label,
        exists ? NumberText.of(series.value(index), series.track().unit()) : "none",
        exists ? new Target.CounterRef(series.row(index)) : null);
  }

  Inspection mark(Target.MarkRef ref) {
    Mark mark = timeline.marks().get(ref.row());
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(plain("Text", mark.text()));
    rows.add(plain("Kind", mark.category()));
    rows.add(plain("At", sinceStart(mark.timeNs())));
    if (mark.cpu() >= 0) {
      rows.add(plain("CPU", "CPU " + timeline.cpus().get(mark.cpu()).number()));
    }
    if (mark.task() > Task.UNKNOWN) {
      long state = timeline.states(mark.task()).at(mark.timeNs());
      @Nullable Target doing =
          timeline.states(mark.task()).count() == 0
              ? null
              : new Target.StateRef(mark.task(), state);
      rows.add(row("Thread", SliceText.task(timeline, mark.task(), mark.timeNs()), doing));
    }
    return FactInspector.of(
        ref,
        mark.task(),
        mark.category(),
        "mark at " + sinceStart(mark.timeNs()),
        List.of(new Inspection.Section("Mark", List.copyOf(rows))));
  }

  private String sinceStart(long timeNs) {
    return Moments.exact(timeline, timeNs);
  }
}
