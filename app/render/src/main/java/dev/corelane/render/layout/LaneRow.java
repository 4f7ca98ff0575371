package dev.corelane.render.layout;

/// A lane and its place.
///
/// @param lane the lane
/// @param y top in logical pixels from the top of the first row, before scrolling
/// @param height logical pixels, without the gap below
public record LaneRow(Lane lane, double y, double height) {}
