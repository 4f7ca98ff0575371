package dev.corelane.desktop.session;

import java.util.Locale;
import java.util.Optional;

/// Which theme the user wants.
public enum ThemeChoice {
  /// The one of the desktop, also when it changes.
  SYSTEM("As the system"),
  /// Light.
  LIGHT("Light"),
  /// Dark.
  DARK("Dark");

  private final String title;

  ThemeChoice(String title) {
    this.title = title;
  }

  /// @return its name for people
  public String title() {
    return title;
  }

  /// @return its name in settings and arguments
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param id a name as made by [#id()], in any case
  /// @return the choice, empty when there is none of that name
  public static Optional<ThemeChoice> of(String id) {
    for (ThemeChoice choice : values()) {
      if (choice.id().equalsIgnoreCase(id)) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }
}
