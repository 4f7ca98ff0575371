package dev.corelane.desktop.timeline;

import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.theme.Theme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A region that shows a picture made by a painter. Painted when it was touched, at most once per
/// pulse, after layout.
public abstract class PictureRegion extends Region {
  private final ObservableValue<Theme> theme;
  private final ImageView picture = new ImageView();
  private final PixelPages pages;
  private final Runnable pulse = this::paintIfDirty;
  private Subscription subscriptions = Subscription.EMPTY;
  private boolean dirty = true;

  /// @param theme colours
  /// @param glyphs gives the text
  @SuppressWarnings("this-escape") // Listeners run after construction only.
  protected PictureRegion(ObservableValue<Theme> theme, GlyphSource glyphs) {
    this.theme = theme;
    pages = new PixelPages(picture, glyphs);
    picture.setSmooth(false);
    picture.setMouseTransparent(true);
    picture.setManaged(false);
    getChildren().add(picture);
    setMinSize(0, 0);
    widthProperty().subscribe(this::touch);
    heightProperty().subscribe(this::touch);
    sceneProperty()
        .subscribe(
            (before, now) -> {
              left(before);
              entered(now);
            });
  }

  /// Paints all of it.
  ///
  /// @param surface where
  /// @param colors the theme
  protected abstract void paint(PixelSurface surface, Theme colors);

  /// Asks for a new picture.
  protected final void touch() {
    dirty = true;
    Platform.requestNextPulse();
  }

  private void entered(@Nullable Scene scene) {
    if (scene != null) {
      scene.addPostLayoutPulseListener(pulse);
      subscriptions =
          Subscription.combine(
              theme.subscribe(this::touch),
              scene.windowProperty().flatMap(Window::outputScaleXProperty).subscribe(s -> touch()));
      touch();
    }
  }

  private void left(@Nullable Scene scene) {
    if (scene != null) {
      scene.removePostLayoutPulseListener(pulse);
      subscriptions.unsubscribe();
      subscriptions = Subscription.EMPTY;
    }
  }

  private void paintIfDirty() {
    Scene scene = getScene();
    if (!dirty || scene == null || getWidth() < 1 || getHeight() < 1) {
      return;
    }
    dirty = false;
    Window window = scene.getWindow();
    double scale = window == null ? 1 : window.getOutputScaleX();
    int columns = (int) Math.max(1, Math.round(getWidth() * scale));
    int rows = (int) Math.max(1, Math.round(getHeight() * scale));
    paint(pages.next(columns, rows, scale), theme.getValue());
    pages.show();
  }
}
