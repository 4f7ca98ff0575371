package dev.corelane.desktop.shell;

import dev.corelane.desktop.timeline.PictureRegion;
import dev.corelane.render.digest.DelayCloud;
import dev.corelane.render.paint.DelayCloudPainter;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeText;
import dev.corelane.render.view.Area;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.Cursor;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Run delays over time and by length; a click goes to the wait that the pointer is on, and Enter
/// to the one that the arrows have come to.
final class DelayChart extends PictureRegion {
  private static final double MARGIN = 10;

  private final Function<DelayCloud.Point, String> name;
  private final Tooltip tooltip = new Tooltip();
  private @Nullable DelayCloud cloud;
  private Optional<DelayCloud.Point> hover = Optional.empty();

  /// @param theme colours
  /// @param glyphs gives the text
  /// @param name says whose wait it is
  /// @param goTo told of the wait that was clicked
  DelayChart(
      ObservableValue<Theme> theme,
      GlyphSource glyphs,
      Function<DelayCloud.Point, String> name,
      Consumer<DelayCloud.Point> goTo) {
    super(theme, glyphs);
    this.name = name;
    setId("delay-chart");
    setAccessibleText("Run delays by time and by length");
    setOnMouseMoved(this::moved);
    setOnMouseExited(e -> point(Optional.empty()));
    setOnMouseClicked(e -> hover.ifPresent(goTo));
    setFocusTraversable(true);
    getStyleClass().add("delay-chart");
    setOnKeyPressed(e -> keyPressed(e, goTo));
    Region ring = new Region();
    ring.getStyleClass().add("focus-ring");
    ring.setMouseTransparent(true);
    ring.setManaged(false);
    getChildren().add(ring);
    layoutBoundsProperty().subscribe(b -> ring.resize(b.getWidth(), b.getHeight()));
  }

  void show(DelayCloud next) {
    cloud = next;
    hover = Optional.empty();
    touch();
  }

  /// The arrows go through the waits by length, the longest first; Enter goes to the one they are
  /// at.
  private void keyPressed(KeyEvent e, Consumer<DelayCloud.Point> goTo) {
    DelayCloud now = cloud;
    if (now == null) {
      return;
    }
    switch (e.getCode()) {
      case RIGHT, DOWN -> step(now, 1);
      case LEFT, UP -> step(now, -1);
      case ENTER, SPACE -> hover.ifPresent(goTo);
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void step(DelayCloud now, int step) {
    List<DelayCloud.Point> longest = now.longest();
    if (!longest.isEmpty()) {
      int at = hover.map(longest::indexOf).orElse(-1);
      int next = at < 0 ? 0 : Math.clamp(at + step, 0, longest.size() - 1);
      point(Optional.of(longest.get(next)));
      DelayCloud.Point p = longest.get(next);
      setAccessibleText(name.apply(p) + " waited " + TimeText.duration(p.lengthNs()));
    }
  }

  private void moved(MouseEvent e) {
    DelayCloud now = cloud;
    if (now != null) {
      point(painter(now).at(e.getX(), e.getY()));
    }
  }

  private void point(Optional<DelayCloud.Point> next) {
    if (next.equals(hover)) {
      return;
    }
    hover = next;
    setCursor(next.isPresent() ? Cursor.HAND : Cursor.DEFAULT);
    Tooltip.uninstall(this, tooltip);
    next.ifPresent(
        p -> {
          tooltip.setText(name.apply(p) + " waited " + TimeText.duration(p.lengthNs()));
          Tooltip.install(this, tooltip);
        });
    touch();
  }

  private DelayCloudPainter painter(DelayCloud now) {
    double width = Math.max(1, getWidth() - 2 * MARGIN);
    double height = Math.max(1, getHeight() - MARGIN);
    return new DelayCloudPainter(now, new Area(MARGIN, MARGIN / 2, width, height));
  }

  @Override
  protected void paint(PixelSurface surface, Theme theme) {
    surface.fillRect(0, 0, surface.width(), surface.height(), theme.background());
    DelayCloud now = cloud;
    if (now != null) {
      painter(now).paint(surface, theme, hover);
    }
  }
}
