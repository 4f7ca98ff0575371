package dev.corelane.desktop.shell.replay;

import dev.corelane.desktop.session.replay.Plot;
import dev.corelane.desktop.timeline.PictureRegion;
import dev.corelane.render.surface.PixelSurface;
import dev.corelane.render.text.GlyphSource;
import dev.corelane.render.theme.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;

/// A plot in the scene.
final class PlotView extends PictureRegion {
  private final Plot plot;

  PlotView(Plot plot, ObservableValue<Theme> theme, GlyphSource glyphs) {
    super(theme, glyphs);
    this.plot = plot;
    getStyleClass().add("plot");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(plot.title());
  }

  @Override
  protected void paint(PixelSurface surface, Theme colors) {
    PlotPainter.paint(plot, surface, colors);
  }
}
