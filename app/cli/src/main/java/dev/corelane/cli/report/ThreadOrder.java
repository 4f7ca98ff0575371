package dev.corelane.cli.report;

import dev.corelane.analysis.latency.ThreadTime;
import dev.corelane.trace.timeline.Timeline;
import java.util.Comparator;
import java.util.function.ToLongFunction;

/// Orders in which threads are listed.
public enum ThreadOrder {
  /// Longest run delay in all first.
  RUN_DELAY("run-delay", ThreadTime::runDelayNs),
  /// Longest single wait for a CPU first.
  MAX_RUN_DELAY("max-run-delay", ThreadTime::maxRunDelayNs),
  /// Longest run time first.
  RUN_TIME("run-time", ThreadTime::runTimeNs),
  /// Longest sleep first.
  SLEEP("sleep", ThreadTime::sleepNs),
  /// Most switches first.
  SWITCHES("switches", ThreadTime::switches),
  /// Most involuntary switches first.
  INVOLUNTARY("involuntary", ThreadTime::involuntarySwitches),
  /// Most migrations first.
  MIGRATIONS("migrations", ThreadTime::migrations),
  /// By name.
  NAME("name", null),
  /// By thread id.
  TID("tid", null);

  private final String text;
  private final @org.jspecify.annotations.Nullable ToLongFunction<ThreadTime> key;

  ThreadOrder(String text, @org.jspecify.annotations.Nullable ToLongFunction<ThreadTime> key) {
    this.text = text;
    this.key = key;
  }

  /// @param timeline holds the names
  /// @return the order; threads that are equal in it stand by their internal id
  public Comparator<ThreadTime> comparator(Timeline timeline) {
    Comparator<ThreadTime> order;
    if (key != null) {
      order = Comparator.comparingLong(key).reversed();
    } else if (this == NAME) {
      order = Comparator.comparing(thread -> timeline.task(thread.task()).name());
    } else {
      order = Comparator.comparingInt(thread -> timeline.task(thread.task()).tid());
    }
    return order.thenComparingInt(ThreadTime::task);
  }

  /// @return as it stands on the command line
  @Override
  public String toString() {
    return text;
  }
}
