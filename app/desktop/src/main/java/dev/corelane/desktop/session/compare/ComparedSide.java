package dev.corelane.desktop.session.compare;

import dev.corelane.desktop.session.TimelineModel;
import dev.corelane.desktop.session.TraceModel;
import dev.corelane.render.time.TimeText;
import dev.corelane.trace.model.Properties;
import dev.corelane.trace.model.TimeRange;
import dev.corelane.trace.timeline.Timeline;
import java.util.Optional;

/// One side of a comparison: a timeline with its view.
public final class ComparedSide {
  private final char letter;
  private final TraceModel trace;
  private final Optional<TimeRange> part;

  /// @param letter what the side is called: `A` and `B`, or `1` and so on
  /// @param trace the trace with its view; closed by whoever closes the comparison
  /// @param part the part of it that is compared, empty for all of it
  ComparedSide(char letter, TraceModel trace, Optional<TimeRange> part) {
    this.letter = letter;
    this.trace = trace;
    this.part = part.flatMap(trace.timeline().range()::overlap);
  }

  /// @return what the side is called: `A` and `B`, or `1` and so on if there are more
  public char letter() {
    return letter;
  }

  /// @return the trace
  public TraceModel trace() {
    return trace;
  }

  /// @return its timeline
  public Timeline timeline() {
    return trace.timeline();
  }

  /// @return what part of it is looked at
  public TimelineModel view() {
    return trace.view();
  }

  /// @return the time that is compared
  public TimeRange range() {
    return part.orElse(timeline().range());
  }

  /// @return whether only a part of the trace is compared
  public boolean isPart() {
    return part.isPresent();
  }

  /// What it is, for a heading: name and, of a part, which.
  ///
  /// @return such as `perf.data, 3.00 ms from 1.204 s`
  public String title() {
    return part.map(
            range ->
                trace.title()
                    + ", "
                    + TimeText.duration(range.durationNs())
                    + " from "
                    + TimeText.exact(range.startNs() - timeline().range().startNs()))
        .orElse(trace.title());
  }

  /// What is known of its machine: `Linux 7.2.0, lazy preemption, 4 CPUs, 4.06 s`.
  ///
  /// @return the line
  public String machine() {
    var properties = timeline().properties();
    String release = properties.getOrDefault(Properties.KERNEL_RELEASE, "");
    String preemption = properties.getOrDefault(Properties.KERNEL_PREEMPTION, "");
    int cpus = timeline().cpus().size();
    return (release.isEmpty() ? "" : "Linux " + release + ", ")
        + (preemption.isEmpty() ? "" : preemption + " preemption, ")
        + cpus
        + (cpus == 1 ? " CPU, " : " CPUs, ")
        + TimeText.duration(range().durationNs());
  }
}
