package dev.corelane.desktop.session;

import dev.corelane.analysis.RecordedRange;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.digest.WorstMoment;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.timeline.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What there is to say about a trace as a whole.
final class Overview {
  private Overview() {}

  /// @param digest the trace
  /// @return facts in groups, with links to the worst moments
  static List<Inspection.Section> of(TraceDigest digest) {
    List<Inspection.Section> sections = new ArrayList<>();
    add(sections, "Recording", recording(digest.timeline()));
    add(sections, "What happened", totals(digest));
    add(sections, "Longest run delays", worst(digest));
    add(sections, "Sources", sources(digest.timeline()));
    return List.copyOf(sections);
  }

  private static List<Inspection.Row> recording(Timeline timeline) {
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(row("Length", TimeText.exact(timeline.range().durationNs())));
    rows.add(row("CPUs", TimeText.count(timeline.cpus().size())));
    rows.add(row("Threads", TimeText.count(Math.max(0, timeline.taskCount() - 2))));
    property(rows, timeline, "Kernel", Properties.KERNEL_RELEASE);
    property(rows, timeline, "Preemption", Properties.KERNEL_PREEMPTION);
    property(rows, timeline, "Host", Properties.HOST_NAME);
    property(rows, timeline, "Architecture", Properties.HOST_ARCH);
    property(rows, timeline, "Processor", Properties.HOST_CPU);
    property(rows, timeline, "Recorded by", Properties.RECORDER_COMMAND);
    return rows;
  }

  private static List<Inspection.Row> totals(TraceDigest digest) {
    List<Inspection.Row> rows = new ArrayList<>();
    rows.add(row("Switches", TimeText.count(digest.switches())));
    String involuntary = TimeText.count(digest.involuntary());
    rows.add(
        row(
            "Involuntary",
            digest.switches() == 0
                ? involuntary
                : involuntary
                    + " ("
                    + TimeText.percent((double) digest.involuntary() / digest.switches())
                    + ")"));
    if (digest.holderPreemptions() > 0) {
      rows.add(row("Of lock holders", holders(digest)));
    }
    String busy =
        RecordedRange.of(digest.timeline()).isPresent()
            ? TimeText.percent(digest.busyShare())
            : "not known";
    rows.add(row("CPUs busy", busy));
    if (digest.lostEvents() > 0) {
      rows.add(row("Records lost", TimeText.count(digest.lostEvents())));
    }
    return rows;
  }

  /// Most holders hold a lock that nobody wants at that time, so those that somebody waited for are
  /// told beside them.
  private static String holders(TraceDigest digest) {
    return TimeText.count(digest.holderPreemptions())
        + ", "
        + TimeText.count(digest.facts().contendedHolderSwitches())
        + " while others waited";
  }

  private static List<Inspection.Row> worst(TraceDigest digest) {
    List<Inspection.Row> rows = new ArrayList<>();
    for (WorstMoment moment : digest.worst()) {
      rows.add(
          new Inspection.Row(
              moment.rank() + ".  " + TimeText.duration(moment.delayNs()),
              SliceText.task(digest.timeline(), moment.task(), moment.timeNs()),
              new SliceRef(moment.cpu(), moment.slice())));
    }
    return rows;
  }

  private static List<Inspection.Row> sources(Timeline timeline) {
    List<Inspection.Row> rows = new ArrayList<>();
    for (TraceSource source : timeline.sources()) {
      Path name = Path.of(source.path()).getFileName();
      rows.add(row("File", name == null ? source.path() : name.toString()));
      rows.add(row("Events", TimeText.count(source.events())));
      if (source.clock() >= 0 && source.clock() < timeline.clocks().size()) {
        ClockDomain clock = timeline.clocks().get(source.clock());
        rows.add(row("Clock", clock.name()));
      }
    }
    return rows;
  }

  private static void property(
      List<Inspection.Row> rows, Timeline timeline, String label, String key) {
    String value = timeline.properties().getOrDefault(key, "").strip();
    if (!value.isEmpty()) {
      rows.add(row(label, value));
    }
  }

  private static Inspection.Row row(String label, String value) {
    return new Inspection.Row(label, value, null);
  }

  private static void add(
      List<Inspection.Section> sections, String title, List<Inspection.Row> rows) {
    if (!rows.isEmpty()) {
      sections.add(new Inspection.Section(title, rows));
    }
  }
}
