package dev.corelane.render.view;

import dev.corelane.trace.model.TimeRange;
import java.util.Locale;
import java.util.Optional;

/// Which lanes are shown. A filter by state or class shows threads only: other lanes have none.
///
/// @param text what titles must contain, in any case; "" for all
/// @param state what threads must have done
/// @param within when they must have done it, empty for ever
/// @param taskClass name of the class of the threads, "" for all
public record LaneFilter(
    String text, ThreadDid state, Optional<TimeRange> within, String taskClass) {
  /// All lanes.
  public static final LaneFilter NONE =
      new LaneFilter("", ThreadDid.ANYTHING, Optional.empty(), "");

  /// What a thread did at some moment.
  public enum ThreadDid {
    /// Whatever it did.
    ANYTHING("any state"),
    /// It ran.
    RAN("ran"),
    /// It lost the CPU although it could go on.
    LOST_THE_CPU("lost the CPU"),
    /// It waited for a CPU after a wake-up.
    WAITED_FOR_CPU("waited for a CPU"),
    /// It was in uninterruptible sleep, or stopped.
    WAS_BLOCKED("was blocked"),
    /// It waited for a lock.
    WAITED_FOR_LOCK("waited for a lock");

    private final String title;

    ThreadDid(String title) {
      this.title = title;
    }

    /// @return what it is called in a list
    public String title() {
      return title;
    }
  }

  /// @return whether all lanes are shown
  public boolean isEmpty() {
    return text.isEmpty() && !threadsOnly();
  }

  /// @return whether only lanes of threads can be shown
  public boolean threadsOnly() {
    return state != ThreadDid.ANYTHING || !taskClass.isEmpty();
  }

  /// @param title of a lane
  /// @return whether it contains the text
  public boolean matches(String title) {
    return title.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  /// @param newText what titles must contain
  /// @return this filter with it
  public LaneFilter withText(String newText) {
    return new LaneFilter(newText, state, within, taskClass);
  }

  /// @param did what threads must have done
  /// @param when they must have done it
  /// @return this filter with it
  public LaneFilter withState(ThreadDid did, TimeRange when) {
    return new LaneFilter(
        text, did, did == ThreadDid.ANYTHING ? Optional.empty() : Optional.of(when), taskClass);
  }

  /// @param name of a class, "" for all
  /// @return this filter with it
  public LaneFilter withClass(String name) {
    return new LaneFilter(text, state, within, name);
  }
}
