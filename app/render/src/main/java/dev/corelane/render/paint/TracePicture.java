package dev.corelane.render.paint;

import dev.corelane.render.digest.RangeCounts;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.digest.WorstMoment;
import dev.corelane.render.layout.LaneLayout;
import dev.corelane.render.layout.LaneMetrics;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.surface.TextFit;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.theme.Type;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Area;
import dev.corelane.render.view.TimelineGeometry;
import dev.corelane.render.view.ViewState;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A picture that stands on its own, for a slide or a report: title, ruler, all core lanes, the
/// longest run delays by name, and a legend.
public final class TracePicture {
  private static final double MARGIN = 24;
  private static final double TITLE_HEIGHT = 34;
  private static final double LINE = 20;
  private static final double GAP = 10;
  private static final double REFERENCE_WIDTH = 1280;
  private static final double REFERENCE_HEIGHT = 720;

  private final TraceDigest digest;
  private final Theme theme;
  private final Optional<TimeRange> range;

  /// Prepares a picture.
  ///
  /// @param digest the timeline
  /// @param theme colours
  /// @param range what to show, empty for everything
  public TracePicture(TraceDigest digest, Theme theme, Optional<TimeRange> range) {
    this.digest = digest;
    this.theme = theme;
    this.range = range;
  }

  /// The scale at which type on an image of a size is as large as on a slide of 1280 x 720.
  ///
  /// @param columns width in device pixels
  /// @param rows height in device pixels
  /// @return device pixels per logical pixel, a multiple of a quarter, at least 1
  public static double scaleFor(int columns, int rows) {
    double fit = Math.min(columns / REFERENCE_WIDTH, rows / REFERENCE_HEIGHT);
    return Math.max(1, Math.floor(fit * 4) / 4);
  }

  /// Paints the picture on the whole surface.
  ///
  /// @param surface where
  public void paint(Surface surface) {
    surface.fillRect(0, 0, surface.width(), surface.height(), theme.background());
    double width = Math.max(1, surface.width() - 2 * MARGIN);
    Area all = new Area(MARGIN, MARGIN, width, Math.max(1, surface.height() - 2 * MARGIN));
    double top = all.y() + TITLE_HEIGHT + LINE + GAP;
    // What the legend must explain is known only after painting, and the room for the lanes only
    // when the legend's height is: so the lanes are painted twice, the first time for measuring.
    double footer = 3 * LegendPainter.ROW;
    for (int pass = 0; ; pass++) {
      Area timeline = new Area(all.x(), top, width, Math.max(1, all.bottom() - top - footer));
      Frame frame = frame(surface, timeline);
      surface.fillRect(0, top, surface.width(), surface.height() - top, theme.background());
      Shown shown = paintTimeline(frame, timeline);
      List<WorstMoment> worst = visibleWorst(frame);
      double worstHeight = worst.isEmpty() ? 0 : LINE + GAP / 2;
      double legendHeight = new LegendPainter().height(frame, shown, width);
      double needed = GAP + worstHeight + legendHeight;
      if (Math.abs(needed - footer) < 0.5 || pass == 2) {
        double y = all.bottom() - legendHeight;
        new LegendPainter().paint(frame, shown, all.x(), y, width);
        paintWorst(frame, worst, all.x(), y - worstHeight, width);
        paintTitle(surface, all, frame.state().scale(), shown);
        return;
      }
      footer = needed;
    }
  }

  private Frame frame(Surface surface, Area timeline) {
    double headerWidth = LaneMetrics.STANDARD.headerWidth();
    Timeline t = digest.timeline();
    double minimap = range.isPresent() ? TimelineGeometry.MINIMAP_HEIGHT : 0;
    double room = timeline.height() - minimap - TimelineGeometry.RULER_HEIGHT - GAP;
    LaneMetrics metrics = LaneMetrics.STANDARD.filling(t.cpus().size(), room);
    LaneLayout layout = LaneLayout.cores(t.cpus(), metrics);
    TimeScale whole = TimeScale.fit(t.range(), Math.max(1, timeline.width() - headerWidth));
    TimeScale scale = range.map(whole::showing).orElse(whole);
    return new Frame(surface, digest, theme, ViewState.of(scale, layout));
  }

  private Shown paintTimeline(Frame frame, Area area) {
    double minimapHeight = range.isPresent() ? TimelineGeometry.MINIMAP_HEIGHT : 0;
    LaneLayout layout = frame.state().layout();
    TimelineGeometry geometry =
        TimelineGeometry.of(area, layout.metrics().headerWidth(), minimapHeight);
    // A little air between ruler and first lane.
    ViewState state = frame.state().withScroll(-GAP);
    Frame shifted = new Frame(frame.surface(), digest, theme, state);
    return new TimelinePainter().paint(shifted, geometry, minimap(geometry.minimap()));
  }

  private MinimapModel minimap(Area area) {
    return MinimapModel.of(digest, area.height() > 0 ? area.width() : 1);
  }

  private List<WorstMoment> visibleWorst(Frame frame) {
    TimeRange visible = frame.state().scale().visible();
    return digest.worst().stream()
        .filter(m -> m.timeNs() >= visible.startNs() && m.timeNs() <= visible.endNs())
        .toList();
  }

  private void paintTitle(Surface surface, Area all, TimeScale scale, Shown shown) {
    TextFit.draw(
        surface,
        title(),
        all.x(),
        Type.TITLE.baselineIn(all.y(), TITLE_HEIGHT - 6),
        all.width(),
        Type.TITLE,
        theme.text());
    TextFit.draw(
        surface,
        String.join("  \u00B7  ", facts(scale, shown)),
        all.x(),
        Type.BODY.baselineIn(all.y() + TITLE_HEIGHT, LINE),
        all.width(),
        Type.BODY,
        theme.textSoft());
  }

  private String title() {
    var properties = digest.timeline().properties();
    String release = properties.getOrDefault(Properties.KERNEL_RELEASE, "");
    String model = properties.getOrDefault(Properties.KERNEL_PREEMPTION, "");
    List<String> parts = new ArrayList<>();
    if (!release.isEmpty()) {
      parts.add("Linux " + release);
    }
    if (!model.isEmpty()) {
      parts.add("preemption: " + model);
    }
    if (parts.isEmpty()) {
      for (TraceSource source : digest.timeline().sources()) {
        parts.add(source.path().substring(source.path().lastIndexOf('/') + 1));
      }
    }
    return parts.isEmpty() ? "Scheduler trace" : String.join(", ", parts);
  }

  private List<String> facts(TimeScale scale, Shown shown) {
    Timeline timeline = digest.timeline();
    List<String> facts = new ArrayList<>();
    int cpus = timeline.cpus().size();
    facts.add(cpus == 1 ? "1 CPU" : TimeText.count(cpus) + " CPUs");
    TimeRange all = timeline.range();
    TimeRange visible = scale.visible();
    long switches = digest.switches();
    long involuntary = digest.involuntary();
    if (scale.isFit()) {
      facts.add(TimeText.duration(all.durationNs()));
    } else {
      RangeCounts counts = RangeCounts.of(timeline, visible);
      switches = counts.switches();
      involuntary = counts.involuntary();
      facts.add(
          TimeText.duration(visible.durationNs())
              + " from "
              + TimeText.exact(visible.startNs() - all.startNs())
              + " of "
              + TimeText.duration(all.durationNs()));
    }
    if (shown.anythingKnown()) {
      facts.add(TimeText.percent(shown.busy()) + " busy");
    }
    facts.add(TimeText.count(switches) + " switches");
    if (switches > 0) {
      String share = TimeText.percent((double) involuntary / switches);
      facts.add(TimeText.count(involuntary) + " involuntary (" + share + ")");
    }
    if (scale.isFit() && digest.holderPreemptions() > 0) {
      facts.add(TimeText.count(digest.holderPreemptions()) + " of lock holders");
    }
    if (digest.lostEvents() > 0) {
      facts.add(TimeText.count(digest.lostEvents()) + " events lost");
    }
    return facts;
  }

  private void paintWorst(Frame frame, List<WorstMoment> worst, double x, double y, double width) {
    if (worst.isEmpty()) {
      return;
    }
    Surface surface = frame.surface();
    String heading = "Longest run delays";
    double baseline = Type.BODY.baselineIn(y, LINE);
    surface.text(heading, x, baseline, Type.BODY_BOLD, theme.text());
    double left = x + surface.measureText(heading, Type.BODY_BOLD) + MARGIN;
    long origin = digest.timeline().range().startNs();
    for (WorstMoment moment : worst) {
      String name = digest.timeline().taskName(moment.task(), moment.timeNs());
      String text =
          TimeText.duration(moment.delayNs())
              + "  "
              + name
              + " "
              + digest.timeline().task(moment.task()).tid()
              + ", until "
              + TimeText.duration(moment.timeNs() - origin);
      double textWidth = surface.measureText(text, Type.BODY);
      if (left + 2 * MARGIN + textWidth > x + width) {
        return;
      }
      OverlayPainter.badge(surface, theme, moment.rank(), left + 7, y + LINE / 2);
      surface.text(text, left + 20, baseline, Type.BODY, theme.text());
      left += 20 + textWidth + MARGIN;
    }
  }
}
