package dev.corelane.desktop.session;

import dev.corelane.render.time.TimeBase;
import dev.corelane.trace.timeline.Timeline;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/// What the times on the ruler are.
public enum TimeChoice {
  /// Since the start of the recording.
  START("Since the start of the recording"),
  /// Times of day in the zone of this computer.
  LOCAL("Time of day here"),
  /// Times of day in UTC.
  UTC("Time of day in UTC");

  private final String title;

  TimeChoice(String title) {
    this.title = title;
  }

  /// @return its name for people
  public String title() {
    return title;
  }

  /// What the times of a timeline count from.
  ///
  /// @param timeline the timeline; one that does not know the time of day counts from its start
  /// @return the base
  public TimeBase base(Timeline timeline) {
    return switch (this) {
      case START -> TimeBase.START;
      case LOCAL -> TimeBase.timeOfDay(timeline, ZoneId.systemDefault());
      case UTC -> TimeBase.timeOfDay(timeline, ZoneOffset.UTC);
    };
  }

  /// @return its name in settings
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param id a name as made by [#id()]
  /// @return the choice, empty when there is none of that name
  public static Optional<TimeChoice> of(String id) {
    for (TimeChoice choice : values()) {
      if (choice.id().equals(id)) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }
}
