package dev.corelane.desktop.session;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.time.TimeScale;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Hit;
import dev.corelane.trace.model.Hole;
import dev.corelane.trace.model.Task;
import dev.corelane.trace.timeline.CpuLevels;
import dev.corelane.trace.timeline.CpuSlices;
import dev.corelane.trace.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/// The one line about what the pointer is on.
final class HoverText {
  static final String BETWEEN = "  \u00B7  ";

  private HoverText() {}

  /// The line for what the pointer is on: the slice there, or, when a pixel holds more than one
  /// slice, what happened within the pixel.
  ///
  /// @param digest the timeline
  /// @param scale the visible times
  /// @param hit what the pointer is on
  /// @return the line, "" when there is nothing to say
  static String line(TraceDigest digest, TimeScale scale, Hit hit) {
    String line = fact(digest, scale, hit);
    String clock = ClockText.of(digest, hit);
    return line.isEmpty() || clock.isEmpty() ? line : line + BETWEEN + clock;
  }

  private static String fact(TraceDigest digest, TimeScale scale, Hit hit) {
    Timeline timeline = digest.timeline();
    return switch (hit) {
      case Hit.Slice slice -> line(timeline, scale, slice);
      case Hit.SwitchMark mark -> line(timeline, mark);
      case Hit.LostData lost -> line(timeline, lost.hole(), lost.cpu());
      case Hit.Ruler ruler -> time(timeline, scale, ruler.timeNs());
      case Hit.Minimap minimap -> time(timeline, scale, minimap.timeNs()) + " on the overview";
      case Hit.Header header -> header.lane().title();
      case Hit.Nothing nothing -> "";
      case Hit.Hold hold -> FactText.line(digest, scale, hold);
      case Hit.LockMoment moment -> FactText.line(digest, scale, moment);
      case Hit.Wait wait -> FactText.line(digest, scale, wait);
      case Hit.State state -> FactText.line(digest, scale, state);
      case Hit.SpanOf span -> FactText.line(digest, span);
      case Hit.Sessions s -> ActivityText.line(digest, scale, s);
      case Hit.SpanCell cell -> ActivityText.line(digest, scale, cell);
      case Hit.Counter counter -> ActivityText.line(digest, scale, counter);
      case Hit.MarkAt mark -> ActivityText.line(digest, scale, mark);
      case Hit.Sample sample -> FactText.line(digest, sample);
    };
  }

  private static String line(Timeline timeline, TimeScale scale, Hit.Slice hit) {
    List<String> parts = new ArrayList<>();
    parts.add(time(timeline, scale, hit.timeNs()));
    parts.add(cpu(timeline, hit.cpu()));
    CpuSlices slices = timeline.slices(hit.cpu());
    long lengthNs = slices.endNs(hit.slice()) - slices.startNs(hit.slice());
    CpuLevels levels = timeline.levels(hit.cpu());
    int level = levels.levelFor(scale.nsPerPx());
    if (level >= 0 && scale.lengthPx(lengthNs) < 2) {
      aggregate(parts, timeline, levels, level, hit.timeNs());
    } else {
      slice(parts, timeline, slices, hit.slice());
    }
    return String.join(BETWEEN, parts);
  }

  private static String line(Timeline timeline, Hit.SwitchMark mark) {
    CpuSlices slices = timeline.slices(mark.cpu());
    long index = mark.slice();
    String by =
        index + 1 < slices.count()
            ? " by " + SliceText.task(timeline, slices.task(index + 1), slices.startNs(index + 1))
            : "";
    return String.join(
        BETWEEN,
        Moments.exact(timeline, slices.endNs(index)),
        cpu(timeline, mark.cpu()),
        SliceText.task(timeline, slices.task(index), slices.startNs(index)),
        SliceText.ended(slices.end(index)) + by,
        "after " + TimeText.duration(slices.endNs(index) - slices.startNs(index)));
  }

  private static String line(Timeline timeline, Hole hole, int cpu) {
    String lost =
        hole.lostEvents() > 0 ? TimeText.count(hole.lostEvents()) + " records lost" : "data lost";
    return String.join(
        BETWEEN,
        Moments.exact(timeline, hole.startNs()),
        cpu(timeline, cpu),
        lost + " within " + TimeText.duration(hole.endNs() - hole.startNs()),
        hole.reason());
  }

  static String time(Timeline timeline, TimeScale scale, long timeNs) {
    return Moments.rounded(timeline, timeNs, scale);
  }

  private static String cpu(Timeline timeline, int cpu) {
    return "CPU " + timeline.cpus().get(cpu).number();
  }

  private static void slice(List<String> parts, Timeline timeline, CpuSlices slices, long index) {
    long startNs = slices.startNs(index);
    int task = slices.task(index);
    parts.add(task == Task.UNKNOWN ? "not known" : SliceText.task(timeline, task, startNs));
    String length = TimeText.duration(slices.endNs(index) - startNs);
    parts.add(task == Task.UNKNOWN ? length : length + ", " + SliceText.ended(slices.end(index)));
  }

  private static void aggregate(
      List<String> parts, Timeline timeline, CpuLevels levels, int level, long timeNs) {
    long bucket = levels.bucketAt(level, timeNs);
    parts.add("within " + TimeText.duration(levels.widthNs(level)));
    int task = levels.dominantTask(level, bucket);
    String busy = TimeText.percent(levels.busy(level, bucket)) + " busy";
    parts.add(
        task == Task.IDLE ? busy : busy + ", mostly " + SliceText.task(timeline, task, timeNs));
    double unknown = levels.unknown(level, bucket);
    if (unknown > 0) {
      parts.add(TimeText.percent(unknown) + " not known");
    }
    int involuntary = levels.involuntarySwitches(level, bucket);
    if (involuntary > 0) {
      parts.add(TimeText.count(involuntary) + (involuntary == 1 ? " preemption" : " preemptions"));
    }
    long worst = levels.worstDelayNs(level, bucket);
    if (worst > 0) {
      parts.add("worst run delay " + TimeText.duration(worst));
    }
  }
}
