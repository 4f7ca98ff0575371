package dev.corelane.desktop.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.corelane.desktop.session.ThemeChoice;
import dev.corelane.render.text.FontFace;
import dev.corelane.render.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Keeps the program in the theme that the user wants: style sheets for the controls, a
/// [dev.corelane.render.theme.Theme] for the pictures.
public final class ThemeManager {
  private static final String STYLE =
      Objects.requireNonNull(ThemeManager.class.getResource("corelane.css")).toExternalForm();

  private final ObservableValue<ThemeChoice> choice;
  private final ReadOnlyObjectWrapper<Theme> theme = new ReadOnlyObjectWrapper<>(Theme.LIGHT);

  /// Follows a choice, and the desktop where the choice says so. Needs a running JavaFX.
  ///
  /// @param choice what the user wants
  public ThemeManager(ObservableValue<ThemeChoice> choice) {
    this.choice = choice;
    loadFonts();
    choice.subscribe(this::apply);
    Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
    apply();
  }

  /// @return the theme of the pictures
  public ReadOnlyObjectProperty<Theme> theme() {
    return theme.getReadOnlyProperty();
  }

  /// Gives a scene the program's own style sheet.
  ///
  /// @param scene the scene
  public void style(Scene scene) {
    scene.getStylesheets().add(STYLE);
  }

  private void apply() {
    boolean dark =
        switch (choice.getValue()) {
          case LIGHT -> false;
          case DARK -> true;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    theme.set(dark ? Theme.DARK : Theme.LIGHT);
  }

  private static void loadFonts() {
    for (FontFace face : FontFace.values()) {
      try (InputStream in = face.open()) {
        Font.loadFont(in, 13);
      } catch (IOException e) {
        System.getLogger(ThemeManager.class.getName())
            .log(System.Logger.Level.WARNING, "a bundled font could not be read", e);
      }
    }
  }
}
