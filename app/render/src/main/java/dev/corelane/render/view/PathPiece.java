package dev.corelane.render.view;

/// A piece of a critical path as it is drawn: a stretch of time on a lane.
///
/// @param lane id of the lane
/// @param otherLane id of the lane to draw it on while the first one is not shown, "" for none
/// @param startNs begin
/// @param endNs end
/// @param running whether the thread ran, else it waited
public record PathPiece(String lane, String otherLane, long startNs, long endNs, boolean running) {}
