package dev.corelane.desktop.session;

import dev.corelane.render.digest.ColorBy;
import java.util.Locale;
import java.util.Optional;

/// What the colours of threads tell apart.
public enum ColorChoice {
  /// Their classes.
  CLASS("Classes of threads", ColorBy.CLASS),
  /// Their processes.
  PROCESS("Processes", ColorBy.PROCESS),
  /// Every thread for itself.
  TASK("Single threads", ColorBy.TASK),
  /// What threads do: running has one colour everywhere.
  STATE("States", ColorBy.STATE);

  private final String title;
  private final ColorBy by;

  ColorChoice(String title, ColorBy by) {
    this.title = title;
    this.by = by;
  }

  /// @return its name for people
  public String title() {
    return title;
  }

  /// @return the same for pictures
  public ColorBy by() {
    return by;
  }

  /// @return its name in settings
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param id a name as made by [#id()]
  /// @return the choice, empty when there is none of that name
  public static Optional<ColorChoice> of(String id) {
    for (ColorChoice choice : values()) {
      if (choice.id().equals(id)) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }
}
