package dev.corelane.render.view;

import dev.corelane.render.digest.ClockCertainty;
import dev.corelane.render.digest.ClockCertainty.Kind;
import dev.corelane.render.digest.TraceDigest;
import dev.corelane.trace.timeline.Timeline;

/// How exactly what stands at a point stands in time.
public final class HitCertainty {
  private HitCertainty() {}

  /// How far a fact may stand beside its true place.
  ///
  /// @param digest the timeline
  /// @param hit a fact
  /// @return ns to either side at most, 0 if it stands exactly, [ClockCertainty#UNKNOWN] if that is
  ///   not known
  public static long of(TraceDigest digest, Hit hit) {
    return digest.facts().clocks().of(kind(digest.timeline(), hit));
  }

  private static Kind kind(Timeline timeline, Hit hit) {
    return switch (hit) {
      case Hit.Sample s -> Kind.SAMPLES;
      case Hit.Sessions s -> Kind.SAMPLES;
      case Hit.SpanOf s -> Kind.LOGGED;
      case Hit.SpanCell s -> Kind.LOGGED;
      case Hit.Counter c -> onCpu(timeline.counterTracks().get(c.track()).cpu());
      case Hit.MarkAt m -> onCpu(timeline.marks().get(m.row()).cpu());
      default -> Kind.KERNEL;
    };
  }

  /// What belongs to a CPU comes from the kernel.
  private static Kind onCpu(int cpu) {
    return cpu >= 0 ? Kind.KERNEL : Kind.LOGGED;
  }
}
