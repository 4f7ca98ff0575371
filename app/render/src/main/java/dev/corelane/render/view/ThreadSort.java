package dev.corelane.render.view;

import dev.corelane.trace.model.TimeRange;
import java.util.Optional;

/// How threads and processes are ordered.
///
/// @param key by what
/// @param within for [Key#ACTIVITY_IN_VIEW]: what was visible when it was chosen; empty for others
public record ThreadSort(Key key, Optional<TimeRange> within) {
  /// The most active first.
  public static final ThreadSort FIRST = new ThreadSort(Key.ACTIVITY, Optional.empty());

  /// By what threads are ordered.
  public enum Key {
    /// Time in which they ran or waited for a CPU, longest first.
    ACTIVITY("Activity"),
    /// The same within a stretch of time.
    ACTIVITY_IN_VIEW("Activity in View"),
    /// Alphabetically, then by thread id.
    NAME("Name"),
    /// Time on CPUs, longest first.
    RUN_TIME("Run Time"),
    /// Time in which they waited for a CPU, longest first.
    RUN_DELAY("Run Delay"),
    /// Time in which they waited for locks, longest first.
    LOCK_WAIT("Lock Wait");

    private final String title;

    Key(String title) {
      this.title = title;
    }

    /// @return what menus call it
    public String title() {
      return title;
    }
  }

  /// @param key by what
  /// @param visible what is visible
  /// @return the order
  public static ThreadSort by(Key key, TimeRange visible) {
    return new ThreadSort(
        key, key == Key.ACTIVITY_IN_VIEW ? Optional.of(visible) : Optional.empty());
  }
}
