package dev.corelane.render.paint;

import dev.corelane.render.digest.TraceDigest;
import dev.corelane.render.surface.Surface;
import dev.corelane.render.theme.Theme;
import dev.corelane.render.time.TimeBase;
import dev.corelane.render.view.Grid;
import dev.corelane.render.view.MarkStyle;
import dev.corelane.render.view.ViewState;

/// What every painter needs.
///
/// @param surface where to draw
/// @param digest the timeline
/// @param theme colours
/// @param state the view
/// @param base what the times on the ruler count from
public record Frame(
    Surface surface, TraceDigest digest, Theme theme, ViewState state, TimeBase base) {
  /// A frame with times since the start.
  ///
  /// @param surface where to draw
  /// @param digest the timeline
  /// @param theme colours
  /// @param state the view
  public Frame(Surface surface, TraceDigest digest, Theme theme, ViewState state) {
    this(surface, digest, theme, state, TimeBase.START);
  }

  /// @return how involuntary switches are shown at this zoom
  public MarkStyle marks() {
    return MarkStyle.of(digest, state.scale());
  }

  /// @return the columns that core lanes are made of at this zoom
  Grid columns() {
    return Grid.columns(digest, state.scale(), surface.pixel());
  }
}
