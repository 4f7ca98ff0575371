package dev.corelane.render.digest;

import dev.corelane.trace.model.ClockDomain;
import dev.corelane.trace.model.TraceSource;
import dev.corelane.trace.timeline.Timeline;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// How exactly facts of several files stand on one timeline. A fact does not name its file, so of
/// each kind of fact the largest uncertainty counts of the files that may have told it; the kernel
/// facts of several recordings count as exact as the most exact of them, since what it tells is
/// taken first.
public final class ClockCertainty {
  /// The uncertainty is not known.
  public static final long UNKNOWN = -1;

  private static final Set<String> SAMPLERS =
      Set.of("postgres.wait-sampling", "postgres.activity", "postgres.session-history");

  private final Map<Kind, Long> uncertaintyNs = new EnumMap<>(Kind.class);

  /// What files tell.
  public enum Kind {
    /// Scheduling, locks, what belongs to a CPU.
    KERNEL,
    /// What sessions were seen waiting for.
    SAMPLES,
    /// What programs wrote down themselves.
    LOGGED
  }

  private ClockCertainty() {}

  static ClockCertainty of(Timeline timeline) {
    var certainty = new ClockCertainty();
    long wallClock =
        timeline.clocks().stream()
            .filter(c -> c.name().equals(ClockDomain.REALTIME))
            .mapToLong(ClockDomain::uncertaintyNs)
            .findFirst()
            .orElse(0);
    for (TraceSource source : timeline.sources()) {
      Kind kind = kind(source.importer());
      long ns =
          source.clock() >= 0 && source.clock() < timeline.clocks().size()
              ? timeline.clocks().get(source.clock()).uncertaintyNs()
              : kind == Kind.KERNEL ? 0 : wallClock;
      certainty.uncertaintyNs.merge(
          kind, ns, (a, b) -> kind == Kind.KERNEL ? least(a, b) : most(a, b));
    }
    return certainty;
  }

  private static Kind kind(String importer) {
    if (SAMPLERS.contains(importer)) {
      return Kind.SAMPLES;
    }
    return importer.startsWith("postgres.") || importer.startsWith("pgbench.")
        ? Kind.LOGGED
        : Kind.KERNEL;
  }

  private static long least(long a, long b) {
    return a == UNKNOWN ? b : b == UNKNOWN ? a : Math.min(a, b);
  }

  private static long most(long a, long b) {
    return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : Math.max(a, b);
  }

  /// How far facts of a kind may stand beside their true places.
  ///
  /// @param kind which facts
  /// @return ns to either side at most, 0 if they stand exactly, [#UNKNOWN] if that is not known
  public long of(Kind kind) {
    return uncertaintyNs.getOrDefault(kind, 0L);
  }
}
