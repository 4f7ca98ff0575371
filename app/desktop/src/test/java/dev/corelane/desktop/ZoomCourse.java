package dev.corelane.desktop;

import dev.corelane.desktop.session.TimelineModel;

/// The way that frame measurements take through a timeline: zooms in, pans at four depths on the
/// way, and zooms out again.
///
/// @param phase frames of each of its parts
record ZoomCourse(int phase) {
  private static final int PHASES = 9;
  private static final double DEPTH = 20;
  private static final double PAN_PX = 11;

  /// @return frames of one pass
  int frames() {
    return PHASES * phase;
  }

  /// Moves the timeline as the frame asks for.
  ///
  /// @param frame counted from 0, over all passes
  /// @return the time axis' x that it zooms at, px
  double step(TimelineModel view, int frame) {
    double zoom = Math.pow(DEPTH, 1.0 / phase);
    double middle = view.geometry().get().lanes().x() + view.scale().width() * 0.4;
    switch (frame / phase % PHASES) {
      case 0, 2, 4 -> view.zoomAt(middle, zoom);
      case 8 -> view.zoomAt(middle, Math.pow(1 / zoom, 3));
      default -> view.pan(frame % (2 * phase) < phase ? PAN_PX : -PAN_PX, 0);
    }
    return middle;
  }
}
