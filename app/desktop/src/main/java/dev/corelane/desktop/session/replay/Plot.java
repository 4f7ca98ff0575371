package dev.corelane.desktop.session.replay;

import dev.corelane.replay.statistics.Band;
import java.util.List;
import java.util.Optional;

/// A picture of numbers: curves over a parameter, or one thing against another.
///
/// @param title what it shows
/// @param x the axis to the right
/// @param y the axis upwards
/// @param series what is drawn, in the order of their colours
public record Plot(String title, Axis x, Axis y, List<Series> series) {
  /// Copies.
  public Plot {
    series = List.copyOf(series);
  }

  /// An axis.
  ///
  /// @param title what is counted
  /// @param unit its unit, as [Quantity] knows it
  /// @param fromZero whether 0 has to be on it
  public record Axis(String title, String unit, boolean fromZero) {}

  /// Points of one colour.
  ///
  /// @param name what they are
  /// @param joined whether a line leads from one to the next
  /// @param points by x
  /// @param cliff the step at which everything changes at once
  public record Series(String name, boolean joined, List<Point> points, Optional<Cliff> cliff) {
    /// Copies.
    public Series {
      points = List.copyOf(points);
    }
  }

  /// A point with what it was over the runs.
  ///
  /// @param x to the right
  /// @param y upwards
  public record Point(Band x, Band y) {}

  /// Two neighbouring values between which a curve falls or rises at once.
  ///
  /// @param from x before
  /// @param to x behind
  public record Cliff(double from, double to) {}

  /// @param value a number without a band
  /// @return the band that it is
  static Band exact(double value) {
    return new Band(value, value, value, 1);
  }
}
